import type { OccurrenceEvent } from '../../runtime/trace.ts';
import type { NumberedEvent, Trace } from '../trace.ts';

/** One end of a message, or an action, at a moment of its own process's clock. */
export interface Moment {
  readonly kind: OccurrenceEvent['kind'];
  readonly lifeline: string;
  readonly peer: string | null;
  readonly label: string;
  /** The same at both ends of a message; null when only one was recorded. */
  readonly id: string | null;
  readonly session: string | null;
  readonly clock: string;
  /** Nanoseconds by that clock. */
  readonly at: bigint;
  /** What certainly came before it in the same process; counts where the clock shows the same time for both. */
  readonly after: Moment | null;
  readonly line: number;
}

/**
 * The trace of one session; what comes before a moment stands before it, too. A clock orders what its own process did, and nothing else; what it shows the same time for is in no
 * order, but for what follows from another. Each observer is a chain of events whose order is known.
 */
export function traceOf(moments: readonly Moment[]): Trace {
  const clocksOf = new Map<string, Set<string>>();
  for (const { lifeline, clock } of moments)
    clocksOf.set(lifeline, (clocksOf.get(lifeline) ?? new Set()).add(clock));
  const isOneClock = new Set(moments.map(({ clock }) => clock)).size === 1;
  const events = [
    ...Map.groupBy(moments, ({ lifeline, clock }) => JSON.stringify([lifeline, clock])).values(),
  ].flatMap((own) => chains(own, (clocksOf.get(own[0]?.lifeline ?? '')?.size ?? 0) > 1, isOneClock));
  events.sort((one, other) => compare(one.moment.at, other.moment.at));
  return {
    header: { kind: 'header', version: 1, ...unseenBy(moments) },
    footer: { kind: 'footer', events: events.length, ended: 'quiescent' },
    events: events.map(({ event, moment: { line } }): NumberedEvent => ({ event, line })),
  };
}

interface Placed {
  readonly moment: Moment;
  readonly event: OccurrenceEvent;
}

/**
 * The events of one process. At one tick of the clock each chain is an observer of its own, and the number of the tick, as a vector
 * clock, orders it against the others; a lifeline of several processes has no such number, and there such chains are in no order.
 */
function chains(moments: readonly Moment[], isShared: boolean, isOneClock: boolean): Placed[] {
  const depths = new Map<Moment, number>();
  for (const moment of moments) {
    const { after, at } = moment;
    depths.set(moment, after === null || after.at !== at ? 0 : (depths.get(after) ?? 0) + 1);
  }
  const sorted = moments.toSorted(
    (one, other) => compare(one.at, other.at) || (depths.get(one) ?? 0) - (depths.get(other) ?? 0),
  );
  const ticks = [...Map.groupBy(sorted, ({ at }) => at).values()];
  let alone = 0;
  const placed = ticks.map((tied) => {
    const ends = new Map<Moment, number>();
    let chainCount = 0;
    return tied.map((moment) => {
      const chain = (moment.after === null ? undefined : ends.get(moment.after)) ?? chainCount++;
      if (moment.after !== null) ends.delete(moment.after);
      ends.set(moment, chain);
      return { moment, chain };
    });
  });
  const isTied = placed.some((tied) => tied.some(({ chain }) => chain > 0));
  return placed.flatMap((tied, tick) => {
    const first = alone;
    alone += tied.reduce((most, { chain }) => Math.max(most, chain), 0);
    return tied.map(({ moment, chain }): Placed => {
      const number = chain === 0 ? '' : ` (${(isShared ? first : 0) + chain + 1})`;
      const { kind, lifeline, peer, label, id, session, clock, at } = moment;
      const event: OccurrenceEvent = {
        kind,
        lifeline,
        ...(peer === null ? {} : { peer }),
        label,
        ...(session === null ? {} : { session }),
        ...(id === null ? {} : { id }),
        observer: `${isShared ? `${lifeline} at ${clock}` : lifeline}${number}`,
        ...(isTied && !isShared ? { clock: { [lifeline]: tick + 1 } } : {}),
        ...(isOneClock ? { time: Number(at) / 1e6 } : {}),
      };
      return { moment, event };
    });
  });
}

/** Who and what nobody recorded: lifelines that are only talked to, and messages of which one end is missing. */
function unseenBy(moments: readonly Moment[]): { hidden: readonly string[]; unobserved: readonly string[] } {
  const recorded = new Set(moments.map(({ lifeline }) => lifeline));
  const hidden = new Set(moments.flatMap(({ peer }) => (peer === null || recorded.has(peer) ? [] : [peer])));
  const oneEnded = moments.flatMap(({ kind, lifeline, peer, id }) => {
    if (peer === null || id !== null || kind === 'action' || hidden.has(peer)) return [];
    return [kind === 'send' ? `${lifeline}->${peer}` : `${peer}->${lifeline}`];
  });
  const actions = moments.some(({ kind }) => kind === 'action') ? [] : ['action'];
  return { hidden: [...hidden], unobserved: [...new Set([...actions, ...oneEnded])] };
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
