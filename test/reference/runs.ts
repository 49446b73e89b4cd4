import {
  type Arrows,
  delays,
  type Occurrence,
  type Pomset,
  pomsetsOf,
  type Region,
  TooMuch,
  type Zone,
} from './pomset.ts';
import { isUnbounded, type Sketch } from './sketch.ts';

/** One complete run: everything that happened, in order. */
export interface Run {
  readonly occurrences: readonly Occurrence[];
  /** Per position, which transmission it is an end of: a send and its receive have the same number, others their own. */
  readonly transmissions: readonly number[];
  /** What a ref that nobody recorded leaves room for, one entry per ref. */
  readonly openings: readonly Opening[];
  /** Where events are free. */
  readonly zones: readonly RunZone[];
  /** The critical regions, as far as free events have to keep off them. */
  readonly regions: readonly RunRegion[];
}

/** A zone of a run: from the first to the last of these gaps, gap `g` lying before the occurrence at position `g`. */
export interface RunZone extends Pick<Zone, 'lifeline' | 'isFree' | 'says' | 'zonesBehind'> {
  readonly gaps: readonly [number, number];
  /** The positions of what comes before all of its events, and of what comes after. */
  readonly after: readonly number[];
  readonly before: readonly number[];
}

/** A critical region of a run: the positions of its occurrences, its zones, and the zones of fragments around it. */
export interface RunRegion {
  readonly positions: readonly number[];
  readonly zones: readonly number[];
  readonly zonesAround: readonly number[];
}

/** Where in a run the inside of a ref may lie. */
export interface Opening {
  /** The position of the ref in the run. */
  readonly at: number;
  readonly lifelines: readonly string[];
  /**
   * Per lifeline the first and the last gap that the ref is open in: after all that comes earlier on that lifeline and
   * before all that comes later. Gap `g` lies before the occurrence at position `g`.
   */
  readonly gaps: ReadonlyMap<string, readonly [number, number]>;
}

export interface RunOptions {
  /** How often a loop without an upper bound may repeat. */
  readonly loopLimit: number;
  /** `fifo`: messages from one lifeline to another are received in the order they were sent. */
  readonly channel?: 'bag' | 'fifo';
  /** `async` when absent. */
  readonly arrows?: Arrows;
  /** How many orders to try before giving up with `TooMuch`. */
  readonly mostOrders?: number;
}

/** Every complete run of a sketch, each once (what is sent and received as what included): all total orders that agree with one of its pomsets. */
export function runs(sketch: Sketch, options: RunOptions): readonly Run[] {
  const loopLimit = isUnbounded(sketch) ? options.loopLimit : 0;
  const channel = options.channel ?? 'bag';
  const mostOrders = options.mostOrders ?? 5_000;
  const arrows = options.arrows ?? 'async';
  const key = `${loopLimit} ${channel} ${arrows} ${mostOrders}`;
  const known = memory.get(sketch) ?? new Map<string, readonly Run[] | TooMuch>();
  memory.set(sketch, known);
  const found =
    known.get(key) ?? attempt(() => compute(pomsetsOf(sketch, loopLimit, arrows), channel, mostOrders));
  known.set(key, found);
  if (found instanceof TooMuch) {
    throw found;
  }
  return found;
}

/** The runs of a sketch or, when brute force cannot have them, null. */
export function runsIfFew(sketch: Sketch, options: RunOptions): readonly Run[] | null {
  const found = attempt(() => runs(sketch, options));
  return found instanceof TooMuch ? null : found;
}

/** A run in words, the same for two runs exactly when the same happened in the same order. */
export function wordsOf(occurrences: readonly Occurrence[]): string {
  return occurrences
    .map(({ kind, lifelines, peer, label }) => `${kind} ${lifelines.join(',')} ${peer ?? '-'} '${label}'`)
    .join(' · ');
}

/** One sketch is asked for its runs once per trace and mode. */
const memory = new WeakMap<Sketch, Map<string, readonly Run[] | TooMuch>>();

function attempt<T>(task: () => T): T | TooMuch {
  try {
    return task();
  } catch (error) {
    if (error instanceof TooMuch) {
      return error;
    }
    throw error;
  }
}

function compute(pomsets: readonly Pomset[], channel: 'bag' | 'fifo', mostOrders: number): readonly Run[] {
  const found = new Map<string, Run>();
  let tried = 0;
  for (const pomset of pomsets) {
    for (const order of totalOrders(pomset)) {
      tried += 1;
      if (tried > mostOrders) {
        throw new TooMuch(`more than ${mostOrders} orders`);
      }
      if (keepsCriticals(pomset, order) && (channel === 'bag' || isFifo(pomset, order))) {
        const run = runOf(pomset, order);
        found.set(
          wordsOf(run.occurrences) +
            JSON.stringify([run.transmissions, run.openings.map(gapList), run.zones, run.regions]),
          run,
        );
      }
    }
  }
  return [...found.values()];
}

/** All linear extensions: the indices of the pomset in every order that puts what is before first. */
function totalOrders({ occurrences, before }: Pomset): Iterable<readonly number[]> {
  const earlier = occurrences.map((_, index) => before.filter(([, b]) => b === index).map(([a]) => a));
  return extensions([]);

  function* extensions(placed: readonly number[]): Generator<readonly number[]> {
    if (placed.length === occurrences.length) {
      yield placed;
      return;
    }
    for (const [next, needed] of earlier.entries()) {
      if (!placed.includes(next) && needed.every((index) => placed.includes(index))) {
        yield* extensions([...placed, next]);
      }
    }
  }
}

/**
 * On each lifeline nothing else happens between the first and the last occurrence of a critical region. What is neither
 * in the region nor in another operand of a `par` around it is ordered against all of the region on that lifeline
 * anyway, so no operand needs to be named.
 */
function keepsCriticals(pomset: Pomset, order: readonly number[]): boolean {
  const lifelines = new Set(pomset.occurrences.flatMap((occurrence) => occurrence.lifelines));
  return pomset.criticals.every((region) =>
    [...lifelines].every((lifeline) => {
      const there = order.filter((index) => pomset.occurrences[index]?.lifelines.includes(lifeline));
      const inside = there.flatMap((index, position) =>
        region.occurrences.includes(index) ? [position] : [],
      );
      return inside.every((position, nth) => nth === 0 || inside[nth - 1] === position - 1);
    }),
  );
}

/** No message overtakes another of the same sender and receiver. */
function isFifo(pomset: Pomset, order: readonly number[]): boolean {
  const ends = pomset.messages.map(([send, receive]) => ({
    channel: `${pomset.occurrences[receive]?.peer} ${pomset.occurrences[send]?.peer}`,
    sent: order.indexOf(send),
    received: order.indexOf(receive),
  }));
  return ends.every((a) =>
    ends.every((b) => a.channel !== b.channel || a.sent < b.sent === a.received < b.received),
  );
}

function runOf(pomset: Pomset, order: readonly number[]): Run {
  const occurrences = order.flatMap((index) => pomset.occurrences[index] ?? []);
  const openings = order.flatMap((index, at) => {
    const occurrence = pomset.occurrences[index];
    return occurrence?.kind === 'ref' ? [openingOf(pomset, order, index, at, occurrence.lifelines)] : [];
  });
  const transmissions = order.map((index, at) => {
    const send = pomset.messages.find(([, receive]) => receive === index)?.[0];
    return send === undefined ? at : order.indexOf(send);
  });
  return { occurrences, transmissions, openings, ...freedomOf(pomset, order) };
}

/** What the events that are free have to keep to; nothing where none are. */
function freedomOf({ zones, criticals }: Pomset, order: readonly number[]): Pick<Run, 'zones' | 'regions'> {
  const position = (index: number) => order.indexOf(index);
  const isIn = (region: Region, whole: Region) =>
    region.occurrences.every((index) => whole.occurrences.includes(index)) &&
    region.zones.every((index) => whole.zones.includes(index));
  const regions = criticals.map(
    (region): RunRegion => ({
      positions: region.occurrences.map(position),
      zones: region.zones,
      zonesAround: [...zones.keys()].filter((index) => {
        const zone = zones[index];
        return zone !== undefined && isIn(region, zone.content);
      }),
    }),
  );
  return {
    zones: zones.map(({ lifeline, isFree, says, after, before, zonesBehind }) => ({
      lifeline,
      isFree,
      says,
      zonesBehind,
      after: after.map(position),
      before: before.map(position),
      gaps: [
        Math.max(0, ...after.map((index) => position(index) + 1)),
        Math.min(order.length, ...before.map(position)),
      ],
    })),
    regions: zones.length === 0 ? [] : regions,
  };
}

function openingOf(
  pomset: Pomset,
  order: readonly number[],
  ref: number,
  at: number,
  lifelines: readonly string[],
): Opening {
  const gaps = lifelines.map((lifeline): [string, [number, number]] => {
    const isThere = (index: number) => pomset.occurrences[index]?.lifelines.includes(lifeline) === true;
    const isWaitedFor = (index: number) =>
      pomset.occurrences
        .slice(index, index + 1)
        .flatMap(delays)
        .includes(lifeline);
    const earlier = pomset.before
      .filter(([a, b]) => b === ref && isWaitedFor(a))
      .map(([a]) => order.indexOf(a));
    const later = pomset.before.filter(([a, b]) => a === ref && isThere(b)).map(([, b]) => order.indexOf(b));
    return [lifeline, [Math.max(0, ...earlier.map((p) => p + 1)), Math.min(order.length, ...later)]];
  });
  return { at, lifelines, gaps: new Map(gaps) };
}

function gapList(opening: Opening): unknown {
  return [opening.at, ...opening.gaps];
}
