import type { Measurement, Subject } from './measurement.ts';

export interface MeasureOptions {
  /** 1 to measure; less when it only matters that everything runs. */
  readonly scale: number;
  /** Each subject is timed once a round. */
  readonly rounds: number;
  /** How long one timing lasts at least: work that is shorter is repeated. */
  readonly msMin: number;
  /** Called before each timing, to collect what the one before left behind. */
  readonly tidy: () => void;
}

/** What came out for one measurement. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly subjects: readonly MeasuredSubject[];
}

export interface MeasuredSubject {
  readonly name: string;
  readonly against: string | null;
  /** Microseconds for one unit. */
  readonly usPerUnit: Spread;
  /** Units in a second, at the median. */
  readonly perSecond: number;
  /** Its time for one unit divided by that of what it is held against, round by round; null without that. */
  readonly ratio: Spread | null;
  /** The most that it took of the memory for one unit; null where that was not asked. */
  readonly bytesPerUnit: number | null;
}

/** How one number differed from round to round. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Times every subject once a round, one directly after the other, so that a moment in which the machine is busy with
 * something else falls on all of them alike. A round before the first is not counted: there the engine compiles.
 */
export function measure(measurement: Measurement, options: MeasureOptions): Measured {
  const { name, unit, clock } = measurement;
  const subjects = measurement.subjects(options.scale);
  const taken = new Map<string, number[]>(subjects.map((subject) => [subject.name, []]));
  const units = new Map<string, number>();
  const rounds = Math.min(options.rounds, measurement.roundsMax ?? options.rounds);
  for (let round = 0; round <= rounds; round++) {
    // Whoever comes first in a round is not always the same.
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const timed = timeOf(subject, clocks[clock], options);
      units.set(subject.name, timed.units);
      if (round > 0) taken.get(subject.name)?.push(timed.us);
    }
  }
  return { name, unit, subjects: subjects.map((subject) => measuredSubject(subject, taken, units)) };
}

/** Microseconds that one unit takes, and the units of one run. */
function timeOf(
  { name, prepare }: Subject,
  now: () => number,
  { msMin, tidy }: MeasureOptions,
): { readonly us: number; readonly units: number } {
  let ms = 0;
  let units = 0;
  let done = 0;
  tidy();
  do {
    const run = prepare();
    const start = now();
    done = run();
    ms += now() - start;
    if (done === 0) throw new Error(`"${name}" did nothing`);
    units += done;
  } while (ms < msMin);
  return { us: (ms * 1000) / units, units: done };
}

/** In milliseconds from some moment on. */
const clocks: Readonly<Record<Measurement['clock'], () => number>> = {
  wall: () => performance.now(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

function measuredSubject(
  { name, against, bytes }: Subject,
  taken: ReadonlyMap<string, readonly number[]>,
  units: ReadonlyMap<string, number>,
): MeasuredSubject {
  const times = taken.get(name) ?? [];
  const others = against === null ? null : taken.get(against);
  if (others === undefined) throw new Error(`"${name}" is held against "${against}", which is not measured`);
  const usPerUnit = spreadOf(times);
  const ratio =
    others === null ? null : spreadOf(times.map((time, round) => time / (others[round] ?? Number.NaN)));
  const bytesPerUnit = bytes === undefined ? null : bytes() / (units.get(name) ?? Number.NaN);
  return { name, against, usPerUnit, perSecond: 1_000_000 / usPerUnit.median, ratio, bytesPerUnit };
}

function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[Math.floor(place)] ?? Number.NaN;
  const last = sorted.length - 1;
  return { median: (at(last / 2) + at((last + 1) / 2)) / 2, min: at(0), max: at(last) };
}
