import type { Selection } from 'd3';
import type { Layout } from '../layout/layout.ts';

/** One kind of thing in the picture. */
export interface Mark {
  /** The class of its layer. */
  readonly name: string;
  /** Makes what the layout has, into an empty layer. */
  readonly draw: (layer: Layer, layout: Layout) => void;
  /** Shows the layer as it is at a moment of the run. Absent for what never changes. */
  readonly show?: (layer: Layer, moment: Moment) => void;
}

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/**
 * A point of the run. At position 0 nothing has happened, at position k the first k events have; between two whole
 * numbers the next event is about to happen.
 */
export interface Moment {
  readonly position: number;
  /** Index of the event that happened last, −1 before the first. */
  readonly current: number;
  /** Index of the event that was judged not to fit; null when there is none. */
  readonly failed: number | null;
}

/** Gives an element its classes, and leaves it alone when it has them: most do, at most moments. */
export function setClasses(element: Element, classes: string): void {
  if (element.getAttribute('class') !== classes) element.setAttribute('class', classes);
}

/** The style sheet's classes for what belongs to the given events, and begins with the first of them. */
export function classesAt(moment: Moment, name: string, events: readonly (number | null)[]): string {
  const first = Math.min(...events.filter((index) => index !== null));
  return [
    name,
    ...(first > moment.current ? ['future'] : []),
    ...(events.includes(moment.current) ? ['current'] : []),
    ...(moment.failed !== null && events.includes(moment.failed) ? ['failed'] : []),
  ].join(' ');
}
