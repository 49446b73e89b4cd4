import type { Mark } from './mark.ts';

/** The line below a lifeline's name. */
export const lifeline: Mark = {
  name: 'lifelines',
  draw: (layer, { columns, height }) => {
    layer
      .selectAll('line')
      .data(columns)
      .join('line')
      .attr('class', 'lifeline')
      .attr('data-lifeline', ({ id }) => id)
      .attr('x1', ({ x }) => x)
      .attr('x2', ({ x }) => x)
      .attr('y1', 0)
      .attr('y2', height);
  },
};
