import type { LifelineSet, Term, Terms } from './term.ts';

/**
 * The runs of the term that keep off the lifeline, as a term; null when every run needs it.
 * This is how weak sequencing lets something drawn later go first (the "pruning" of Mahe, Gaston, Le Gall,
 * "A small-step approach to multi-trace checking against interactions", 2021). A lifeline that is only held until a
 * message arrives `touches` the term and does not act in it.
 */
export function avoid(
  terms: Terms,
  term: Term,
  lifeline: LifelineSet,
  needs: 'acts' | 'touches' = 'touches',
): Term | null {
  if ((term[needs] & lifeline) === 0n) return term;
  if (needs === 'touches' && (term.blocks & lifeline) !== 0n) return null;
  switch (term.kind) {
    case 'empty':
    case 'again':
      return term;
    case 'once':
      return null;
    case 'sequence':
    case 'strict': {
      const first = avoid(terms, term.first, lifeline, needs);
      const rest = first && avoid(terms, term.rest, lifeline, needs);
      if (first === null || rest === null) return null;
      return term.kind === 'sequence' ? terms.sequence(first, rest) : terms.strict(first, rest);
    }
    case 'parallel': {
      const operands = term.operands.map((operand) => avoid(terms, operand, lifeline, needs));
      return operands.includes(null)
        ? null
        : terms.parallel(...operands.filter((operand) => operand !== null));
    }
    case 'choice': {
      const operands = term.operands
        .map((operand) => avoid(terms, operand, lifeline, needs))
        .filter((operand) => operand !== null);
      return operands.length === 0 ? null : terms.choice(...operands);
    }
    case 'loop': {
      const body = avoid(terms, term.body, lifeline, needs);
      if (body === null) return term.min === 0 ? terms.empty : null;
      return terms.loop(body, term.min, term.max);
    }
    case 'critical': {
      const body = avoid(terms, term.body, lifeline, needs);
      return body && terms.critical(body, term.started);
    }
  }
}

/**
 * What is left of the term when another operand of an enclosing `parallel` uses the lifeline: a critical region that has
 * begun there must be done with it; null when it is not.
 */
export function yieldTo(terms: Terms, term: Term, lifeline: LifelineSet): Term | null {
  if (!term.guarded) return term;
  switch (term.kind) {
    case 'critical': {
      const body =
        (term.started & lifeline) === 0n
          ? yieldTo(terms, term.body, lifeline)
          : avoid(terms, term.body, lifeline, 'acts');
      return body && terms.critical(body, term.started);
    }
    case 'sequence':
    case 'strict': {
      const first = yieldTo(terms, term.first, lifeline);
      const rest = first && yieldTo(terms, term.rest, lifeline);
      if (first === null || rest === null) return null;
      return term.kind === 'sequence' ? terms.sequence(first, rest) : terms.strict(first, rest);
    }
    case 'parallel': {
      const operands = term.operands.map((operand) => yieldTo(terms, operand, lifeline));
      return operands.includes(null)
        ? null
        : terms.parallel(...operands.filter((operand) => operand !== null));
    }
    case 'choice': {
      const operands = term.operands
        .map((operand) => yieldTo(terms, operand, lifeline))
        .filter((operand) => operand !== null);
      return operands.length === 0 ? null : terms.choice(...operands);
    }
    case 'empty':
    case 'once':
    case 'again':
    case 'loop':
      return term;
  }
}
