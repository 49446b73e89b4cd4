import { fold, partsOf } from './fold.ts';
import type { Occurrence } from './interaction.ts';
import { continuations, type Term } from './term.ts';

/**
 * The least weight of a run of the term, the sum of its occurrences' weights (none negative); infinite when it has no run.
 * `known` keeps what was worked out and belongs to one `weigh`.
 */
export function lightest(
  root: Term,
  weigh: (occurrence: Occurrence) => number,
  known: Map<Term, number>,
): number {
  return fold(root, known, partsOf, (term, of) => {
    switch (term.kind) {
      case 'empty':
        return 0;
      case 'again':
        return Number.POSITIVE_INFINITY;
      case 'once':
        return weigh(term.occurrence);
      case 'sequence':
      case 'strict':
        return of(term.first) + of(term.rest);
      case 'parallel':
        return term.operands.reduce((sum, operand) => sum + of(operand), 0);
      case 'choice':
        return Math.min(...term.operands.map(of));
      case 'critical':
      case 'filtered':
      case 'ordered':
        return of(term.body);
      case 'loop':
        // The way out of the body, or whole iterations; a body's own weight is that of its ways out.
        return term.min === 0 ? 0 : Math.min(of(term.body), term.min * lightestIteration(term.body, of));
    }
  });
}

/** The least weight of a way through the body to where the next iteration begins. */
function lightestIteration(body: Term, weightOf: (term: Term) => number): number {
  return fold<number>(body, new Map(), continuations, (term, of) => {
    if (!term.continues) return Number.POSITIVE_INFINITY;
    if (term.kind === 'sequence' || term.kind === 'strict') return weightOf(term.first) + of(term.rest);
    return term.kind === 'choice' ? Math.min(...term.operands.map(of)) : 0;
  });
}
