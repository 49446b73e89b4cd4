/** One question about speed: several subjects that do comparable work, and what each is held against. */
export interface Measurement {
  readonly name: string;
  /** What is counted, in the plural: times and rates are those of one of it. */
  readonly unit: string;
  /** Time of this process on the processors, which others on the machine disturb least; `wall` where processes are started. */
  readonly clock: 'processor' | 'wall';
  /** When a round takes so long that a few have to do. */
  readonly roundsMax?: number;
  /** `scale` is the share of the usual amount of work: 1 to measure, next to nothing to see that it runs. */
  readonly subjects: (scale: number) => readonly Subject[];
}

/** Something whose time is taken. */
export interface Subject {
  readonly name: string;
  /** The subject of the same measurement that its time is divided by; null when it is itself only a floor. */
  readonly against: string | null;
  /** Makes ready what one run needs, which is not timed. A run gives the number of units that it did, never 0. */
  readonly prepare: () => () => number;
  /** How many bytes the last run took at most; absent where nobody asks. */
  readonly bytes?: () => number;
}

/** So many of it at this scale, and at least one. */
export function scaled(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale));
}
