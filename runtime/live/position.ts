import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import { leavesFree } from '../../compiler/interaction/label-filter.ts';
import { freedoms, steps } from '../../compiler/interaction/steps.ts';
import type { Term, Terms } from '../../compiler/interaction/term.ts';

/**
 * Where a run may stand in the diagram: several terms when an operand that ran, or something that nobody can observe,
 * is not known yet.
 */
export type Position = readonly Term[];

/** More possible terms than are followed. */
export class PositionBudgetExceeded extends Error {
  override readonly name = 'PositionBudgetExceeded';
}

/** Moves through the runs of an interaction by observed occurrences; those that are silent may happen at any moment. */
export class Walk {
  readonly #terms: Terms;
  readonly #isSilent: (occurrence: Occurrence) => boolean;
  readonly #termsMax: number;

  constructor(terms: Terms, isSilent: (occurrence: Occurrence) => boolean, termsMax = 10_000) {
    this.#terms = terms;
    this.#isSilent = isSilent;
    this.#termsMax = termsMax;
  }

  start(root: Term): Position {
    return this.#withSilent([root]);
  }

  /** The observable occurrences that can happen next, each once, in the order of the text. */
  possible(position: Position): readonly Occurrence[] {
    const found = new Map<number, Occurrence>();
    for (const term of position) {
      for (const { occurrence } of steps(this.#terms, term)) {
        if (!this.#isSilent(occurrence)) found.set(occurrence.index, occurrence);
      }
    }
    return [...found.values()].toSorted((a, b) => a.index - b.index);
  }

  /** The position after one of the possible occurrences. */
  after(position: Position, { index }: Occurrence): Position {
    return this.#withSilent(
      position.flatMap((term) =>
        steps(this.#terms, term)
          .filter(({ occurrence }) => occurrence.index === index)
          .map(({ next }) => next),
      ),
    );
  }

  /** The position after an event that the diagram leaves free there; null where it does not. */
  afterFree(position: Position, lifeline: string, label: string): Position | null {
    const after = position.flatMap((term) =>
      freedoms(this.#terms, term)
        .filter(({ on, filter }) => on === this.#terms.bit(lifeline) && leavesFree(filter, label))
        .map(({ next }) => next),
    );
    return after.length === 0 ? null : this.#withSilent(after);
  }

  #withSilent(from: Position): Position {
    const reached = new Map(from.map((term) => [term.id, term]));
    for (const term of reached.values()) {
      for (const { occurrence, next } of steps(this.#terms, term)) {
        if (this.#isSilent(occurrence)) reached.set(next.id, next);
      }
      if (reached.size > this.#termsMax) {
        throw new PositionBudgetExceeded(
          `the run may stand at more than ${this.#termsMax} places of the diagram`,
        );
      }
    }
    return [...reached.values()];
  }
}

/** The diagram may be over here. */
export function mayEnd(position: Position): boolean {
  return position.some((term) => term.nullable);
}
