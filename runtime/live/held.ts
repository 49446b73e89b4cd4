import type { Observation } from './observe.ts';
import type { Slot } from './recorder.ts';

/** A send that does not fit where the run stands, and its place in the trace. */
export interface Held {
  readonly observation: Observation;
  readonly slot: Slot;
  readonly since: number;
}

/**
 * The sends that do not fit where the run stands and may fit after others that were under way at the same time: sends on
 * different connections may overtake each other, and either order is one that they may have been in. Also what is no message
 * of the diagram waits, so that what came with it is taken first: then the arrow in its place is the one that it was meant for.
 */
export class HeldSends {
  #all: readonly Held[] = [];

  get all(): readonly Held[] {
    return this.#all;
  }

  hold(observation: Observation, slot: Slot): void {
    this.#all = [...this.#all, { observation, slot, since: performance.now() }];
  }

  /** Lets go of the first that fits by now; false when none does. */
  release(fits: (held: Held) => boolean): boolean {
    const fitting = this.#all.find(fits);
    this.#all = this.#all.filter((held) => held !== fitting);
    return fitting !== undefined;
  }

  isHeldFrom(lifeline: string): boolean {
    return this.#all.some(({ observation }) => observation.from === lifeline);
  }

  /** Those for which what could have come before them had its time. */
  hopeless(holdMs: number): readonly Held[] {
    const now = performance.now();
    return this.#all.filter(({ since }) => now - since >= holdMs);
  }
}
