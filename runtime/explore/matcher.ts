import type { Interaction, Occurrence } from '../../compiler/interaction/interaction.ts';
import { steps } from '../../compiler/interaction/steps.ts';
import type { Term, Terms } from '../../compiler/interaction/term.ts';
import type { Transition } from '../../compiler/script/script.ts';
import type { FiredMove, Firing } from './product.ts';

/**
 * What the diagram can have become by a run of the scripts: sets of terms, numbered, and what follows them. Set 0 is the whole
 * diagram.
 */
export class Matcher {
  readonly #terms: Terms;
  readonly #sets: (readonly Term[])[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #after = new Map<Transition, Map<number, number | null>>();

  constructor({ terms }: Interaction, root: Term) {
    this.#terms = terms;
    this.#numberOf([root]);
  }

  /** Whether a run of the diagram may be complete there. */
  mayEnd(set: number): boolean {
    return (this.#sets[set] ?? []).some(({ nullable }) => nullable);
  }

  /** The set after a transition; null when no run of the diagram has it there. */
  after(set: number, firing: Firing): number | null {
    const [first] = firing;
    // A joint occurrence is one step of the diagram, however many scripts take it.
    if (first?.move.kind === 'joint') return this.#afterMove(set, first);
    let here: number | null = set;
    for (const fired of firing) here = here === null ? null : this.#afterMove(here, fired);
    return here;
  }

  #afterMove(set: number, { id, move: { transition } }: FiredMove): number | null {
    const known = this.#after.get(transition) ?? new Map<number, number | null>();
    this.#after.set(transition, known);
    const before = known.get(set);
    if (before !== undefined) return before;
    const next = new Set<Term>();
    for (const term of this.#sets[set] ?? []) {
      for (const step of steps(this.#terms, term)) {
        if (takes(transition, id, step.occurrence)) next.add(step.next);
      }
    }
    const number = next.size === 0 ? null : this.#numberOf([...next]);
    known.set(set, number);
    return number;
  }

  #numberOf(set: readonly Term[]): number {
    const sorted = set.toSorted((a, b) => a.id - b.id);
    const key = sorted.map(({ id }) => id).join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#sets.length);
    return this.#sets.push(sorted) - 1;
  }
}

/** Whether a transition of the lifeline's script stands for the occurrence. */
export function takes(transition: Transition, lifeline: string, occurrence: Occurrence): boolean {
  const { kind, peer, label, joint, lost } = transition;
  const lifelines = joint ?? [lifeline];
  return (
    occurrence.kind === kind &&
    occurrence.peer === peer &&
    occurrence.label === label &&
    occurrence.lost === lost &&
    occurrence.lifelines.length === lifelines.length &&
    // Scripts tell refs apart by the order, too, in which their lifelines are named.
    lifelines.every((one, place) => occurrence.lifelines[place] === one)
  );
}
