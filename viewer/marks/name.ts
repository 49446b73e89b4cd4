import type { Column } from '../layout/layout.ts';
import { sizes } from '../layout/sizes.ts';
import type { Mark } from './mark.ts';
import { drawText } from './text.ts';

/** The name of a lifeline, in a box; an actor's below a figure. It stays in sight while its line scrolls. */
export const name: Mark = {
  name: 'names',
  draw: (layer, { columns }) => {
    const names = layer
      .selectAll<SVGGElement, Column>('g')
      .data(columns)
      .join('g')
      .attr('class', ({ kind }) => `name ${kind}`)
      .attr('data-lifeline', ({ id }) => id);
    names
      .filter(({ kind }) => kind !== 'actor')
      .append('rect')
      .attr('x', ({ box }) => box.x)
      .attr('y', ({ box }) => box.y)
      .attr('width', ({ box }) => box.width)
      .attr('height', ({ box }) => box.height)
      .attr('rx', 6);
    names
      .filter(({ kind }) => kind === 'actor')
      .append('path')
      .attr('class', 'figure')
      .attr('d', figure)
      .attr('transform', ({ x, box, name }) => {
        const above = box.y + box.height - name.height - sizes.actorFigure - 3;
        return `translate(${x},${above})`;
      });
    drawText(names, ({ kind, x, box, name: block }) => ({
      block,
      x,
      y: kind === 'actor' ? box.y + box.height - block.height / 2 : box.y + box.height / 2,
      anchor: 'middle',
    }));
  },
};

/** Head, arms, body and legs, `sizes.actorFigure` high. */
const figure = 'M-4.5,6a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0M0,10.5V20M-9,14H9M-7.5,29L0,20L7.5,29';
