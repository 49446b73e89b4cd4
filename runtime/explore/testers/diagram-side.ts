import type { Interaction, Occurrence } from '../../../compiler/interaction/interaction.ts';
import { steps } from '../../../compiler/interaction/steps.ts';
import type { Term, Terms } from '../../../compiler/interaction/term.ts';
import type { Transition } from '../../../compiler/script/script.ts';

/** All that the diagram can have become by what the testers saw, sorted; what real lifelines did among themselves is open. */
export type Open = readonly Term[];

/**
 * The diagram as testers meet it: a message between a tester and a real lifeline is sent and received at once, as they meet at
 * the real one's port; a message between testers takes its time; what only real lifelines take part in nobody sees.
 */
export class DiagramSide {
  readonly #terms: Terms;
  readonly #root: Term;
  readonly #isReal: (lifeline: string) => boolean;
  readonly #sets = new Map<string, Open>();

  constructor({ terms, root }: Interaction, real: readonly string[]) {
    this.#terms = terms;
    this.#root = root;
    const set = new Set(real);
    this.#isReal = (lifeline) => set.has(lifeline);
  }

  start(): Open | null {
    return this.#closed([this.#root]);
  }

  mayEnd(open: Open): boolean {
    return open.some(({ nullable }) => nullable);
  }

  /** What it has become after an event that a tester's script has; empty when no run goes on so, null when that is too much to tell. */
  after(open: Open, lifeline: string, transition: Transition): Open | null {
    const { kind, peer } = transition;
    const meets = peer !== null && this.#isReal(peer) && !transition.lost;
    const next = open.flatMap((term) => {
      if (kind === 'receive' && meets) return this.#sent(term, lifeline, transition);
      return steps(this.#terms, term)
        .filter((step) => isSame(step.occurrence, lifeline, transition))
        .flatMap((step) => (kind === 'send' && meets ? this.#arrived(step) : [step.next]));
    });
    return this.#closed(next);
  }

  /** What a tester may do or see next. */
  next(open: Open): readonly Occurrence[] {
    return open.flatMap((term) =>
      steps(this.#terms, term)
        .map(({ occurrence }) => occurrence)
        .filter((one) => !this.#isHidden(one)),
    );
  }

  /** A real lifeline sends what the tester receives. */
  #sent(term: Term, lifeline: string, { peer, label }: Transition): readonly Term[] {
    return steps(this.#terms, term)
      .filter(
        ({ occurrence: { kind, lifelines, peer: to, label: said, lost } }) =>
          kind === 'send' && !lost && lifelines[0] === peer && to === lifeline && said === label,
      )
      .flatMap((step) => this.#arrived(step));
  }

  #arrived({ occurrence, next }: { readonly occurrence: Occurrence; readonly next: Term }): readonly Term[] {
    return steps(this.#terms, next)
      .filter(({ occurrence: one }) => one.kind === 'receive' && one.transmission === occurrence.transmission)
      .map((step) => step.next);
  }

  /** With all that real lifelines may do meanwhile. */
  #closed(terms: readonly Term[]): Open | null {
    const found = new Map(terms.map((term) => [term.id, term]));
    const waiting = [...found.values()];
    for (let term = waiting.pop(); term !== undefined; term = waiting.pop()) {
      for (const { occurrence, next } of steps(this.#terms, term)) {
        if (!this.#isHidden(occurrence) || found.has(next.id)) continue;
        found.set(next.id, next);
        waiting.push(next);
      }
      if (found.size > termsMax) return null;
    }
    const open = [...found.values()].toSorted((a, b) => a.id - b.id);
    const key = keyOf(open);
    const known = this.#sets.get(key);
    if (known === undefined) this.#sets.set(key, open);
    return known ?? open;
  }

  #isHidden({ kind, lifelines, peer, lost }: Occurrence): boolean {
    if (!lifelines.every(this.#isReal)) return false;
    if (kind === 'action' || kind === 'ref' || peer === null || lost) return true;
    return this.#isReal(peer);
  }
}

export function keyOf(open: Open): string {
  return open.map(({ id }) => id).join();
}

/** Nobody's diagram leaves more open than that. */
const termsMax = 500;

function isSame(occurrence: Occurrence, lifeline: string, transition: Transition): boolean {
  const { kind, peer, label, joint, lost } = transition;
  const lifelines = joint ?? [lifeline];
  return (
    occurrence.kind === kind &&
    occurrence.peer === peer &&
    occurrence.label === label &&
    occurrence.lost === lost &&
    occurrence.lifelines.length === lifelines.length &&
    lifelines.every((one) => occurrence.lifelines.includes(one))
  );
}
