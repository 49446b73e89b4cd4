import type { Progress } from '../runtime/explore/work.ts';

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Milliseconds from some moment on. */
  readonly now: () => number;
  /** One line that is written over again and again, else a line now and then. */
  readonly isTerminal: boolean;
}

/** Tells how far long work is: nothing of what is done soon, afterwards not more often than people read. */
export class ProgressTeller {
  readonly #options: ProgressOptions;
  readonly #start: number;
  #told: number;
  #width = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#start = options.now();
    this.#told = this.#start;
  }

  tell({ doing, found, done }: Progress): void {
    const { now, write, isTerminal } = this.#options;
    const time = now();
    if (time - this.#told < (isTerminal ? 200 : 5_000)) return;
    this.#told = time;
    const perSecond = Math.round((done * 1000) / (time - this.#start));
    const words = `${grouped(done)} ${doing} done (${grouped(perSecond)} a second), ${grouped(found - done)} to do`;
    write(isTerminal ? `\r${words.padEnd(this.#width)}` : `${words}\n`);
    if (isTerminal) this.#width = words.length;
  }

  /** Takes the line away again. */
  end(): void {
    if (this.#width > 0) this.#options.write(`\r${' '.repeat(this.#width)}\r`);
    this.#width = 0;
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
