import { fold, partsOf } from './fold.ts';
import { createMemo } from './memo.ts';
import { withParts } from './rewrite.ts';
import type { LifelineSet, Term, Terms } from './term.ts';

/**
 * The runs of the term that keep off the lifeline, as a term; null when every run needs it.
 * This is how weak sequencing lets something drawn later go first (the "pruning" of Mahe, Gaston, Le Gall,
 * "A small-step approach to multi-trace checking against interactions", 2021). A lifeline that is only held until a
 * message arrives `touches` the term and does not act in it.
 */
export function avoid(
  terms: Terms,
  root: Term,
  lifeline: LifelineSet,
  needs: 'acts' | 'touches' = 'touches',
): Term | null {
  const keepsOff = (term: Term): boolean => (term[needs] & lifeline) === 0n;
  const cannot = (term: Term): boolean => needs === 'touches' && (term.blocks & lifeline) !== 0n;
  if (keepsOff(root)) return root;
  if (cannot(root)) return null;
  const known = avoided(terms, `${needs} ${lifeline}`, () => new Map<Term, Term | null>());
  const parts = (term: Term): readonly Term[] => (keepsOff(term) || cannot(term) ? [] : partsOf(term));
  return fold(root, known, parts, (term, of) => {
    if (keepsOff(term)) return term;
    if (cannot(term) || term.kind === 'once') return null;
    if (term.kind === 'loop' && of(term.body) === null) return term.min === 0 ? terms.empty : null;
    if (term.kind === 'filtered') {
      const body = of(term.body);
      return body && terms.filtered(body, term.filter, term.open & ~lifeline);
    }
    return ifPossible(terms, term, of);
  });
}

const avoided = createMemo<string, Map<Term, Term | null>>();

/** The runs of the term in which none of the occurrences happens, bit i for the one of index i; null when there is none. */
export function without(terms: Terms, root: Term, occurrences: bigint): Term | null {
  const hasNone = (term: Term): boolean => (terms.mentions(term) & occurrences) === 0n;
  if (occurrences === 0n || hasNone(root)) return root;
  const parts = (term: Term): readonly Term[] => (hasNone(term) ? [] : partsOf(term));
  return fold<Term | null>(root, new Map(), parts, (term, of) => {
    if (hasNone(term)) return term;
    if (term.kind === 'once') return null;
    if (term.kind === 'loop' && of(term.body) === null) return term.min === 0 ? terms.empty : null;
    return ifPossible(terms, term, of);
  });
}

/**
 * What is left of the term when another operand of an enclosing `parallel` uses the lifeline: a critical region that has
 * begun there must be done with it; null when it is not.
 */
export function yieldTo(terms: Terms, root: Term, lifeline: LifelineSet): Term | null {
  if (!root.guarded) return root;
  const hasBegun = (term: Term): boolean => term.kind === 'critical' && (term.started & lifeline) !== 0n;
  const parts = (term: Term): readonly Term[] => (!term.guarded || hasBegun(term) ? [] : partsOf(term));
  return fold<Term | null>(root, new Map(), parts, (term, of) => {
    if (!term.guarded) return term;
    return ifPossible(terms, term, hasBegun(term) ? (body) => avoid(terms, body, lifeline, 'acts') : of);
  });
}

/** The same operator over what is left of its parts; null when a part that it needs has nothing left. */
function ifPossible(terms: Terms, term: Term, of: (part: Term) => Term | null): Term | null {
  const left = new Map(partsOf(term).map((part) => [part, of(part)]));
  if (term.kind === 'choice') {
    const operands = [...left.values()].filter((operand) => operand !== null);
    return operands.length === 0 ? null : terms.choice(...operands);
  }
  return [...left.values()].includes(null) ? null : withParts(terms, term, (part) => left.get(part) ?? part);
}
