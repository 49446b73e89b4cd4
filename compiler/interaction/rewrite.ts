import { fold, partsOf } from './fold.ts';
import type { Once, Term, Terms } from './term.ts';

/** The term with another in the place of each occurrence. */
export function rewrite(terms: Terms, root: Term, change: (term: Once) => Term): Term {
  return fold<Term>(root, new Map(), partsOf, (term, of) =>
    term.kind === 'once' ? change(term) : withParts(terms, term, of),
  );
}

/** The same operator over other parts. */
export function withParts(terms: Terms, term: Term, of: (part: Term) => Term): Term {
  switch (term.kind) {
    case 'empty':
    case 'again':
    case 'once':
      return term;
    case 'sequence':
      return terms.sequence(of(term.first), of(term.rest));
    case 'strict':
      return terms.strict(of(term.first), of(term.rest));
    case 'parallel':
      return terms.parallel(...term.operands.map(of));
    case 'choice':
      return terms.choice(...term.operands.map(of));
    case 'loop':
      return terms.loop(of(term.body), term.min, term.max);
    case 'critical':
      return terms.critical(of(term.body), term.started);
    case 'filtered':
      return terms.filtered(of(term.body), term.filter, term.open);
    case 'ordered':
      return terms.ordered(of(term.body), term.orders);
  }
}
