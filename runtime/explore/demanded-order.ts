import { fold, partsOf } from '../../compiler/interaction/fold.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { withParts } from '../../compiler/interaction/rewrite.ts';
import type { Strict, Term, Terms } from '../../compiler/interaction/term.ts';
import { Matcher } from './matcher.ts';
import type { Firing } from './product.ts';

/**
 * The order that the author demands beyond what a lifeline can see for itself: `strict`, and arrows that hold their sender.
 * Somebody outside the scripts keeps it. States are numbered, 0 is the beginning.
 */
export interface DemandedOrder {
  /** The state after a transition; null when the order does not let it happen yet. */
  after(state: number, firing: Firing): number | null;
}

/**
 * The demanded order of a diagram; null when it demands none. `free` is the same diagram with asynchronous arrows.
 *
 * A transition is held back when the diagram does not have it there but would without what is demanded. What the diagram
 * does not have in any case is no matter of that order: the scripts go their own way, and it lets them.
 */
export function demandedOrder(interaction: Interaction, free: Interaction): DemandedOrder | null {
  const freeRoot = weakened(free.terms, free.root);
  if (interaction === free && freeRoot === free.root) return null;
  const demanded = new Matcher(interaction, interaction.root);
  const without = new Matcher(free, freeRoot);
  const pairs: (readonly [number, number])[] = [[0, 0]];
  const numbers = new Map([['0,0', 0]]);
  /** The scripts have left the diagram. */
  const astray = -1 >>> 0;

  return {
    after(state, firing) {
      const pair = pairs[state];
      if (pair === undefined) return astray;
      const next = demanded.after(pair[0], firing);
      const nextWithout = without.after(pair[1], firing);
      if (nextWithout === null) return astray;
      if (next === null) return null;
      const key = `${next},${nextWithout}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, pairs.length);
      return pairs.push([next, nextWithout]) - 1;
    },
  };
}

/** The term with `strict` made weak; what remains strict is a send before its receive. */
function weakened(terms: Terms, root: Term): Term {
  return fold<Term>(root, new Map(), partsOf, (term, of) =>
    term.kind === 'strict'
      ? terms.sequence(...statements(terms, term).map(([one, whole]) => (whole ? one : of(one))))
      : withParts(terms, term, of),
  );
}

/** The statements of a strict sequence; a send with its receive is one, and whole. */
function statements(terms: Terms, strict: Strict): readonly (readonly [Term, boolean])[] {
  const found: [Term, boolean][] = [];
  let here: Term = strict;
  while (here.kind === 'strict') {
    const { first, rest }: Strict = here;
    const next: Term = rest.kind === 'strict' ? rest.first : rest;
    if (isMessage(first, next)) {
      found.push([terms.strict(first, next), true]);
      if (rest.kind !== 'strict') return found;
      here = rest.rest;
    } else {
      found.push([first, false]);
      here = rest;
    }
  }
  return [...found, [here, false]];
}

function isMessage(send: Term, receive: Term): boolean {
  return (
    send.kind === 'once' &&
    receive.kind === 'once' &&
    send.occurrence.transmission !== null &&
    send.occurrence.transmission === receive.occurrence.transmission
  );
}
