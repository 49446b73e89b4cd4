import { line, local, select } from 'd3';
import type { Arrow } from '../../compiler/syntax/diagram.ts';
import type { PlacedMessage } from '../layout/layout.ts';
import { classesAt, type Mark } from './mark.ts';

/**
 * An arrow, slanted as far as other events happened on its way. While it is in flight only the part behind it is drawn
 * out, and a dot moves along.
 */
export const message: Mark = {
  name: 'messages',
  draw: (layer, { messages }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedMessage>('g')
      .data(messages)
      .join('g')
      .attr('class', 'message future')
      .attr('data-event', ({ message }) => message.send ?? message.receive);
    groups.append('title').text(titleOf);
    groups
      .append('path')
      .attr('class', 'way')
      .attr('d', (placed) => wayOf(placed, 1));
    groups.append('path').attr('class', ({ message }) => `arrow ${message.look.line}`);
    groups
      .filter(({ open }) => !open)
      .append('path')
      .attr('class', ({ message }) => `head ${message.look.head}`)
      .attr('d', ({ message }) => heads[message.look.head])
      .attr('transform', (placed) => `translate(${placed.x2},${placed.y2}) rotate(${angleOf(placed)})`);
    groups
      .filter(({ found }) => found)
      .append('circle')
      .attr('class', 'found')
      .attr('cx', ({ x1 }) => x1)
      .attr('cy', ({ y1 }) => y1)
      .attr('r', 4);
    groups.append('circle').attr('class', 'dot').attr('r', 4.5);
  },
  show: (layer, moment) => {
    layer.selectAll<SVGGElement, PlacedMessage>('g').each(function (placed) {
      const progress = progressAt(placed, moment.position);
      const sent = placed.found ? progress > 0 : moment.position >= placed.departs;
      const flying = sent && (progress < 1 || placed.open);
      const events = [placed.message.send, placed.message.receive];
      const classes = classesAt(moment, flying ? 'message flying' : 'message', events);
      const state = `${classes} ${progress}`;
      if (shown.get(this) === state) return;
      shown.set(this, state);
      const group = select(this).attr('class', classes);
      group.select('.arrow').attr('d', wayOf(placed, progress));
      const [x, y] = pointAt(placed, progress);
      group.select('.dot').attr('cx', x).attr('cy', y);
    });
  },
};

/** What each arrow shows already, so that a frame touches only those that move. */
const shown = local<string>();

const heads: Readonly<Record<Arrow['head'], string>> = {
  filled: 'M0,0L-9,-4V4Z',
  open: 'M-8,-4.5L0,0L-8,4.5',
  half: 'M-8,-4.5L0,0',
  cross: 'M-9,-4.5L0,4.5M-9,4.5L0,-4.5',
  none: '',
};

function titleOf({ message, found, open }: PlacedMessage): string {
  const { from, to, label, send, receive } = message;
  const ends = `${from ?? 'somebody'} → ${to ?? 'somebody'}: ${label}`;
  const sent = found ? 'nobody recorded its send' : `sent as event ${(send ?? 0) + 1}`;
  const received = open ? 'not received' : `received as event ${(receive ?? 0) + 1}`;
  return `${ends}\n${sent}, ${received}`;
}

/** How much of its way a message has behind it, from 0 to 1. */
function progressAt({ departs, arrives }: PlacedMessage, position: number): number {
  if (departs === arrives) return position < departs ? 0 : 1;
  return Math.min(1, Math.max(0, (position - departs) / (arrives - departs)));
}

type Point = readonly [number, number];

const curve = line<Point>();

function wayOf(placed: PlacedMessage, progress: number): string {
  const parts = placed.toItself ? 12 : 1;
  const points = Array.from({ length: parts + 1 }, (_, part) => pointAt(placed, (progress * part) / parts));
  return curve(points) ?? '';
}

/** A straight line; to the same lifeline a bow on its right, a cubic Bézier curve. */
function pointAt({ x1, y1, x2, y2, toItself }: PlacedMessage, progress: number): Point {
  const bow = toItself ? 3 * 36 * progress * (1 - progress) : 0;
  return [x1 + (x2 - x1) * progress + bow, y1 + (y2 - y1) * progress];
}

function angleOf({ x1, y1, x2, y2, toItself }: PlacedMessage): number {
  if (toItself) return 180;
  return (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
}
