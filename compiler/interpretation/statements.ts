import type { Strict, Term, Terms } from '../interaction/term.ts';

/** What stands one below the other in an operand, and how the one follows the other. */
export interface Statements {
  readonly list: readonly Term[];
  /** Puts statements one behind the other as these are. */
  readonly join: (statements: readonly Term[]) => Term;
}

/** A term as the statements that it was put together from. A message is one statement. */
export function statementsOf(terms: Terms, term: Term): Statements {
  if (term.kind === 'strict' && !isMessage(term)) {
    return { list: strictly(terms, term), join: (statements) => terms.strict(...statements) };
  }
  const list: Term[] = [];
  let rest: Term = term;
  for (; rest.kind === 'sequence'; rest = rest.rest) list.push(rest.first);
  return { list: [...list, rest], join: (statements) => terms.sequence(...statements) };
}

/** A send is strictly before its receive, so that a strict sequence of messages is one of their occurrences. */
function strictly(terms: Terms, strict: Strict): readonly Term[] {
  const list: Term[] = [];
  let rest: Term = strict;
  while (rest.kind === 'strict' && !isMessage(rest)) {
    const { first, rest: behind }: Strict = rest;
    const next: Term = behind.kind === 'strict' ? behind.first : behind;
    const message = areMessage(first, next);
    list.push(message ? terms.strict(first, next) : first);
    rest = message && behind.kind === 'strict' ? behind.rest : behind;
  }
  return [...list, rest];
}

/** A send and its receive, and nothing else. */
function isMessage({ first, rest }: Strict): boolean {
  return areMessage(first, rest);
}

function areMessage(send: Term, receive: Term): boolean {
  return (
    send.kind === 'once' &&
    receive.kind === 'once' &&
    send.occurrence.transmission !== null &&
    send.occurrence.transmission === receive.occurrence.transmission
  );
}
