import type { Occurrence } from './interaction.ts';
import type { Term } from './term.ts';

/**
 * The least weight of a run of the term, the sum of its occurrences' weights (none negative); infinite when it has no run.
 * `known` keeps what was worked out and belongs to one `weigh`.
 */
export function lightest(
  term: Term,
  weigh: (occurrence: Occurrence) => number,
  known: Map<number, number>,
): number {
  const before = known.get(term.id);
  if (before !== undefined) return before;
  const weight = lightestAnew(term, weigh, known);
  known.set(term.id, weight);
  return weight;
}

function lightestAnew(
  term: Term,
  weigh: (occurrence: Occurrence) => number,
  known: Map<number, number>,
): number {
  const of = (part: Term): number => lightest(part, weigh, known);
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
      return of(term.body);
    case 'loop':
      // The way out of the body, or whole iterations; a body's own weight is that of its ways out.
      return term.min === 0 ? 0 : Math.min(of(term.body), term.min * lightestIteration(term.body, of));
  }
}

/** The least weight of a way through the body to where the next iteration begins. */
function lightestIteration(body: Term, of: (term: Term) => number): number {
  if (!body.continues) return Number.POSITIVE_INFINITY;
  switch (body.kind) {
    case 'again':
      return 0;
    case 'sequence':
    case 'strict':
      return of(body.first) + lightestIteration(body.rest, of);
    case 'choice':
      return Math.min(...body.operands.map((operand) => lightestIteration(operand, of)));
    case 'empty':
    case 'once':
    case 'parallel':
    case 'loop':
    case 'critical':
      return Number.POSITIVE_INFINITY;
  }
}
