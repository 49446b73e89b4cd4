import type { PlacedAction } from '../layout/layout.ts';
import { sizes } from '../layout/sizes.ts';
import { classesAt, type Mark, setClasses } from './mark.ts';
import { drawText } from './text.ts';

/** Something that a lifeline does by itself: a loop that leaves it and comes back. */
export const action: Mark = {
  name: 'actions',
  draw: (layer, { actions }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedAction>('g')
      .data(actions)
      .join('g')
      .attr('class', 'action future')
      .attr('data-event', ({ event }) => event.index);
    groups
      .append('path')
      .attr('class', 'arrow solid')
      .attr('d', ({ x, y }) => `M${x},${y}${loop}`);
    groups
      .append('path')
      .attr('class', 'head filled')
      .attr('d', ({ x, y }) => `M${x},${y + sizes.loopHeight}l9,-4v8Z`);
    drawText(groups, ({ label }) => label);
  },
  show: (layer, moment) => {
    layer.selectAll<SVGGElement, PlacedAction>('g').each(function ({ event }) {
      setClasses(this, classesAt(moment, 'action', [event.index]));
    });
  },
};

const corner = 5;
const across = sizes.loopWidth - corner;
const down = sizes.loopHeight - 2 * corner;
const loop = `h${across}q${corner},0 ${corner},${corner}v${down}q0,${corner} ${-corner},${corner}h${-across}`;
