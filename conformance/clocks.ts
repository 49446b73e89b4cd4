import type { ObservedEvent } from './observed-event.ts';
import type { Observation } from './observers.ts';

/** An observer must have come this far: `position` of its events have happened. */
export interface Need {
  readonly observation: number;
  readonly position: number;
}

/**
 * What must have happened before each event that carries a vector clock: of every lifeline, the events whose own entry is
 * not above what the clock knows of it (Mattern 1989; Fidge 1988).
 */
export function clockNeeds(
  observations: readonly Observation[],
): ReadonlyMap<ObservedEvent, readonly Need[]> {
  const ticks = ticksByLifeline(observations);
  const needs = new Map<ObservedEvent, readonly Need[]>();
  for (const event of new Set(observations.flatMap(({ events }) => events))) {
    if (event.clock === null) continue;
    const known = Object.entries(event.clock).flatMap(([lifeline, count]) => {
      const own = event.lifelines.includes(lifeline);
      return (ticks.get(lifeline) ?? []).filter(({ tick }) => (own ? tick < count : tick <= count));
    });
    needs.set(event, furthestOf(known));
  }
  return needs;
}

interface Tick extends Need {
  readonly tick: number;
}

function ticksByLifeline(observations: readonly Observation[]): ReadonlyMap<string, readonly Tick[]> {
  const ticks = observations.flatMap(({ events }, observation) =>
    events.flatMap((event, index) =>
      event.lifelines.flatMap((lifeline) => {
        const tick = event.clock?.[lifeline];
        return tick === undefined ? [] : [{ lifeline, tick, observation, position: index + 1 }];
      }),
    ),
  );
  return Map.groupBy(ticks, ({ lifeline }) => lifeline);
}

function furthestOf(needs: readonly Need[]): readonly Need[] {
  const furthest = new Map<number, number>();
  for (const { observation, position } of needs) {
    furthest.set(observation, Math.max(position, furthest.get(observation) ?? 0));
  }
  return [...furthest].map(([observation, position]) => ({ observation, position }));
}
