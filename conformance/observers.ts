import type { Lifeline } from '../compiler/syntax/diagram.ts';
import type { ObservedEvent } from './observed-event.ts';

/**
 * Who recorded: one observer of everything, one per lifeline, or groups of lifelines; `named`: whoever each event names as
 * its observer.
 */
export type Observers = 'one' | 'per-lifeline' | 'named' | readonly (readonly string[])[];

/** The events of one observer, in the order in which it saw them, and the lifelines that it looks at. */
export interface Observation {
  readonly lifelines: ReadonlySet<string>;
  readonly events: readonly ObservedEvent[];
  /** Others recorded on its lifelines as well: each event is one observer's only, and which came first is not known. */
  readonly partial: boolean;
}

/**
 * Splits the events by observer. A joint event belongs to every observer of one of its lifelines. Lifelines that no group
 * names are observed each by itself, and events of lifelines that the diagram does not have are one more observation. Nobody
 * recorded on a hidden lifeline: a joint event is seen by the observers of its other lifelines alone.
 */
export function byObserver(
  lifelines: readonly Lifeline[],
  events: readonly ObservedEvent[],
  observers: Observers,
  hidden: ReadonlySet<string> = new Set(),
): readonly Observation[] {
  const visible = (some: readonly string[]): readonly string[] => some.filter((id) => !hidden.has(id));
  const ids = visible(lifelines.map(({ id }) => id));
  if (observers === 'named') {
    const recorders = recordersOf(events, visible);
    if ([...recorders.values()].some(({ size }) => size > 1))
      return byRecorder(ids, events, recorders, visible);
    const recorded = [...recorders].map(([lifeline, [recorder]]) => ({ lifeline, recorder }));
    const groups = Map.groupBy(recorded, ({ recorder }) => recorder);
    return byGroup(
      ids,
      events,
      [...groups.values()].map((group) => group.map(({ lifeline }) => lifeline)),
    );
  }
  if (observers === 'per-lifeline') return byGroup(ids, events, []);
  return byGroup(ids, events, observers === 'one' ? [ids] : observers.map(visible));
}

/** Those of some lifelines that are not hidden. */
type Visible = (lifelines: readonly string[]) => readonly string[];

function byGroup(
  ids: readonly string[],
  events: readonly ObservedEvent[],
  observers: readonly (readonly string[])[],
): readonly Observation[] {
  const named = new Set(observers.flat());
  const alone = ids.filter((id) => !named.has(id)).map((id) => [id]);
  const groups = [...observers, ...alone].map((group) => new Set(group));
  const observations = groups.map((group) => ({
    lifelines: group,
    events: events.filter((event) => event.lifelines.some((lifeline) => group.has(lifeline))),
    partial: false,
  }));
  const strangers = events.filter(
    (event) => !event.lifelines.some((lifeline) => groups.some((group) => group.has(lifeline))),
  );
  return strangers.length === 0
    ? observations
    : [...observations, { lifelines: new Set(), events: strangers, partial: false }];
}

/** Several recorded on one lifeline: an event is that of the observer it names, or of its lifelines' only one. */
function byRecorder(
  ids: readonly string[],
  events: readonly ObservedEvent[],
  recorders: ReadonlyMap<string, ReadonlySet<string>>,
  visible: Visible,
): readonly Observation[] {
  const recorderOf = ({ observer, lifelines }: ObservedEvent): string => {
    const [only, ...others] = new Set(
      visible(lifelines).flatMap((lifeline) => [...(recorders.get(lifeline) ?? [])]),
    );
    return observer ?? (only !== undefined && others.length === 0 ? only : `of ${lifelines.join()}`);
  };
  const observations = [...Map.groupBy(events, recorderOf).values()].map((recorded) => ({
    lifelines: new Set(recorded.flatMap(({ lifelines }) => visible(lifelines))),
    events: recorded,
    partial: true,
  }));
  const watched = new Set(observations.flatMap(({ lifelines }) => [...lifelines]));
  const silent = ids.filter((id) => !watched.has(id));
  return [...observations, ...silent.map((id) => ({ lifelines: new Set([id]), events: [], partial: false }))];
}

/** The names of those who recorded on each lifeline. */
function recordersOf(
  events: readonly ObservedEvent[],
  visible: Visible,
): ReadonlyMap<string, ReadonlySet<string>> {
  const recorders = new Map<string, Set<string>>();
  for (const { lifelines, observer } of events) {
    if (observer === null) continue;
    for (const lifeline of visible(lifelines))
      recorders.set(lifeline, (recorders.get(lifeline) ?? new Set()).add(observer));
  }
  return recorders;
}
