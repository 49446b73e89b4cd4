import { select } from 'd3';
import type { PlacedBox } from '../layout/layout.ts';
import type { Mark } from './mark.ts';
import { drawText } from './text.ts';

/** A note of the diagram's author: a sheet with a folded corner. */
export const note: Mark = {
  name: 'notes',
  draw: (layer, { notes }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedBox>('g')
      .data(notes)
      .join('g')
      .attr('class', 'note future');
    groups.append('path').attr('class', 'sheet').attr('d', sheet);
    groups.append('path').attr('class', 'fold').attr('d', foldOf);
    drawText(groups, ({ x, y, height, text }) => ({
      block: text,
      x: x + 8,
      y: y + height / 2,
      anchor: 'start',
    }));
  },
  show: (layer, { current }) => {
    layer.selectAll<SVGGElement, PlacedBox>('g').each(function ({ event }) {
      select(this).classed('future', event > current + 1);
    });
  },
};

const fold = 7;

function sheet({ x, y, width, height }: PlacedBox): string {
  return `M${x},${y}h${width - fold}l${fold},${fold}v${height - fold}h${-width}Z`;
}

function foldOf({ x, y, width }: PlacedBox): string {
  return `M${x + width - fold},${y}v${fold}h${fold}`;
}
