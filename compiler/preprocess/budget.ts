/** How much the preprocessor does for one diagram; whatever ends a budget is a diagnostic. */
export const limits = {
  /** Macros, includes, blocks and parentheses inside each other. */
  depth: 100,
  /** Turns of all `!while` and `!foreach` together. */
  turns: 10_000,
  /** Lines gone through in macros, loops and includes. */
  steps: 200_000,
  /** Lines that macros, loops and includes add. */
  lines: 100_000,
  /** Characters that they add. */
  characters: 10_000_000,
  /** Different files that are included. */
  files: 100,
} as const;

/** What a limit counts, in the words of the diagnostic. */
export const limitWords: Readonly<Record<Limited, string>> = {
  depth: 'macros, includes and blocks inside each other',
  turns: 'turns of loops',
  steps: 'lines of macros and loops',
  lines: 'lines of macros, loops and includes',
  characters: 'characters of macros, loops and includes',
  files: 'included files',
};

export type Limited = keyof typeof limits;

/** What is used up of the limits. */
export class Budget {
  readonly #used: Record<Limited, number> = {
    depth: 0,
    turns: 0,
    steps: 0,
    lines: 0,
    characters: 0,
    files: 0,
  };

  /** Takes so much; false when there is not so much left, and then nothing ever is again. */
  take(what: Limited, amount = 1): boolean {
    this.#used[what] += amount;
    return this.#used[what] <= limits[what];
  }

  /** Goes in one level; false when it is too deep. `leave` must follow either way. */
  enter(): boolean {
    return this.take('depth');
  }

  leave(): void {
    this.#used.depth--;
  }

  isSpent(what: Limited): boolean {
    return this.#used[what] > limits[what];
  }
}
