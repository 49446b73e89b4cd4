import type { Lifeline } from '../compiler/syntax/diagram.ts';
import type { ObservedEvent } from './observed-event.ts';

/** Who recorded: one observer of everything, one per lifeline, or groups of lifelines. */
export type Observers = 'one' | 'per-lifeline' | readonly (readonly string[])[];

/** The events of one observer, in the order in which it saw them, and the lifelines that it looks at. */
export interface Observation {
  readonly lifelines: ReadonlySet<string>;
  readonly events: readonly ObservedEvent[];
}

/**
 * Splits the events by observer. A joint event belongs to every observer of one of its lifelines. Lifelines that no group
 * names are observed each by itself, and events of lifelines that the diagram does not have are one more observation.
 */
export function byObserver(
  lifelines: readonly Lifeline[],
  events: readonly ObservedEvent[],
  observers: Observers,
): readonly Observation[] {
  const ids = lifelines.map(({ id }) => id);
  const groups = groupsOf(ids, observers).map((group) => new Set(group));
  const observations = groups.map((group) => ({
    lifelines: group,
    events: events.filter((event) => event.lifelines.some((lifeline) => group.has(lifeline))),
  }));
  const strangers = events.filter(
    (event) => !event.lifelines.some((lifeline) => groups.some((group) => group.has(lifeline))),
  );
  return strangers.length === 0
    ? observations
    : [...observations, { lifelines: new Set(), events: strangers }];
}

function groupsOf(ids: readonly string[], observers: Observers): readonly (readonly string[])[] {
  if (observers === 'per-lifeline') return ids.map((id) => [id]);
  if (observers === 'one') return [ids];
  const named = new Set(observers.flat());
  return [...observers, ...ids.filter((id) => !named.has(id)).map((id) => [id])];
}
