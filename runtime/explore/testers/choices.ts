import { partsOf } from '../../../compiler/interaction/fold.ts';
import type { Interaction, Occurrence } from '../../../compiler/interaction/interaction.ts';
import { steps } from '../../../compiler/interaction/steps.ts';
import type { Term } from '../../../compiler/interaction/term.ts';

/** A choice between operands, by what each may begin with. */
export interface Decided {
  /** Who begins the operands: one tester alone can enforce the choice. */
  readonly by: readonly string[];
  readonly openings: readonly Occurrence[];
  readonly isEnforced: boolean;
}

/** Every choice of the diagram but those of how often a loop repeats, and whether testers at the other lifelines can enforce it. */
export function choicesOf({ root, terms }: Interaction, real: readonly string[]): readonly Decided[] {
  const seen = new Set<Term>();
  const waiting = [root];
  const found: Decided[] = [];
  for (let term = waiting.pop(); term !== undefined; term = waiting.pop()) {
    if (seen.has(term)) continue;
    seen.add(term);
    waiting.push(...partsOf(term));
    // Leaving a loop or going on with it is decided over and over.
    if (term.kind !== 'choice' || term.operands.some(({ continues }) => continues)) continue;
    const openings = new Set(
      term.operands.flatMap((operand) => steps(terms, operand).map(({ occurrence }) => occurrence)),
    );
    const by = [...new Set([...openings].flatMap(({ lifelines }) => lifelines))];
    const [only] = by;
    found.push({
      by,
      openings: [...openings].toSorted((a, b) => a.index - b.index),
      isEnforced: by.length === 1 && only !== undefined && !real.includes(only),
    });
  }
  return found.toSorted((a, b) => (a.openings[0]?.index ?? 0) - (b.openings[0]?.index ?? 0));
}
