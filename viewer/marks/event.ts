import type { PlacedEvent } from '../layout/layout.ts';
import { classesAt, type Mark, setClasses } from './mark.ts';

/** The point on a lifeline where an event happens. */
export const event: Mark = {
  name: 'events',
  draw: (layer, { events }) => {
    const groups = layer
      .selectAll<SVGGElement, PlacedEvent>('g')
      .data(events.filter(({ event }) => event.kind !== 'ref'))
      .join('g')
      .attr('class', 'event future')
      .attr('data-event', ({ event }) => event.index)
      .attr('transform', ({ xs, y }) => `translate(${xs[0] ?? 0},${y})`);
    groups.append('circle').attr('class', 'halo').attr('r', 9);
    groups.append('circle').attr('class', 'point').attr('r', 2.75);
  },
  show: (layer, moment) => {
    layer.selectAll<SVGGElement, PlacedEvent>('g').each(function ({ event }) {
      setClasses(this, classesAt(moment, 'event', [event.index]));
    });
  },
};
