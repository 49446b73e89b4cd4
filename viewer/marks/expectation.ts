import type { PlacedExpectation } from '../layout/layout.ts';
import type { Mark } from './mark.ts';
import { drawText } from './text.ts';

/** What the diagram has where the run leaves it: dotted, since it did not happen. */
export const expectation: Mark = {
  name: 'expectations',
  draw: (layer, { expectations }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedExpectation>('g')
      .data(expectations)
      .join('g')
      .attr('class', 'expectation');
    groups.append('title').text(({ expectation }) => expectation.place);
    groups
      .append('path')
      .attr('class', 'dotted')
      .attr('d', ({ x1, x2, y }) => `M${x1},${y}H${x2}`);
    groups
      .filter(({ expectation }) => expectation.kind === 'send' || expectation.kind === 'receive')
      .append('path')
      .attr('class', 'tip')
      .attr('d', ({ x1, x2, y }) =>
        x2 < x1 ? `M${x2 + 8},${y - 4}l-8,4l8,4` : `M${x2 - 8},${y - 4}l8,4l-8,4`,
      );
    groups
      .append('circle')
      .attr('class', 'ring')
      .attr('cx', ({ expectation, x1, x2 }) => (expectation.kind === 'receive' ? x2 : x1))
      .attr('cy', ({ y }) => y)
      .attr('r', 3.5);
    drawText(groups, ({ label }) => label);
  },
};
