/** Long work in pieces: between two of them it tells how far it is, and whoever drives it may do something else, or never go on. */
export type Work<Result> = Generator<Progress, Result, void>;

export interface Progress {
  readonly doing: 'configurations' | 'implied scenarios' | 'invariants';
  /** How many were found, and how many of them are done with. */
  readonly found: number;
  readonly done: number;
}

/** Does all of it at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
