import type { Term } from './term.ts';

/**
 * What `work` makes of a term from what it made of the term's parts: `parts` first, each once, however deep they lie.
 * `known` keeps what was worked out; terms share their parts, so that it pays to keep it between calls.
 */
export function fold<Value>(
  root: Term,
  known: Map<Term, Value>,
  parts: (term: Term) => readonly Term[],
  work: (term: Term, of: (part: Term) => Value) => Value,
): Value {
  const of = (part: Term): Value => {
    const value = known.get(part);
    return value === undefined ? fold(part, known, parts, work) : value;
  };
  const waiting = [root];
  for (let term = waiting.at(-1); term !== undefined; term = waiting.at(-1)) {
    const missing = known.has(term) ? [] : parts(term).filter((part) => !known.has(part));
    if (missing.length > 0) {
      for (const part of missing) waiting.push(part);
      continue;
    }
    if (!known.has(term)) known.set(term, work(term, of));
    waiting.pop();
  }
  return of(root);
}

/** The terms that a term is directly made of. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'empty':
    case 'again':
    case 'once':
      return [];
    case 'sequence':
    case 'strict':
      return [term.first, term.rest];
    case 'parallel':
    case 'choice':
      return term.operands;
    case 'loop':
    case 'critical':
    case 'filtered':
    case 'ordered':
      return [term.body];
  }
}
