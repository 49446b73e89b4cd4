import type { PlacedBox } from '../layout/layout.ts';
import { classesAt, type Mark, setClasses } from './mark.ts';
import { drawText } from './text.ts';

/** An interaction use: a frame over its lifelines, with `ref` in its corner. */
export const ref: Mark = {
  name: 'refs',
  draw: (layer, { refs }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedBox>('g')
      .data(refs)
      .join('g')
      .attr('class', 'ref future')
      .attr('data-event', ({ event }) => event);
    groups
      .append('rect')
      .attr('x', ({ x }) => x)
      .attr('y', ({ y }) => y)
      .attr('width', ({ width }) => width)
      .attr('height', ({ height }) => height)
      .attr('rx', 4);
    groups
      .append('path')
      .attr('class', 'tab')
      .attr('d', ({ x, y }) => `M${x},${y + 16}h22l8,-8v-8`);
    groups
      .append('text')
      .attr('class', 'tab-text')
      .attr('x', ({ x }) => x + 7)
      .attr('y', ({ y }) => y + 12)
      .text('ref');
    drawText(groups, ({ x, y, width, height, text }) => ({
      block: text,
      x: x + width / 2,
      y: y + height / 2 + 5,
      anchor: 'middle',
    }));
  },
  show: (layer, moment) => {
    layer.selectAll<SVGGElement, PlacedBox>('g').each(function ({ event }) {
      setClasses(this, classesAt(moment, 'ref', [event]));
    });
  },
};
