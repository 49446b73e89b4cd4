import { fold, partsOf } from '../interaction/fold.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import type { LabelFilter } from '../interaction/label-filter.ts';
import { createMemo } from '../interaction/memo.ts';
import { withParts } from '../interaction/rewrite.ts';
import { freedoms, steps } from '../interaction/steps.ts';
import type { LifelineSet, Term, Terms } from '../interaction/term.ts';
import { minimise } from './minimise.ts';
import type { Script, ScriptState } from './script.ts';

/** More states than anybody reads or any script needs; a diagram that has more is answered with null. */
export const statesMax = 100_000;

/**
 * The script of one lifeline: the term without the other lifelines' occurrences, its steps made deterministic (subset
 * construction) and the result minimal. Null when it has more than `statesMax` states. With `marksFree` its states tell which
 * events are free there, and may differ in that alone.
 */
export function project(
  interaction: Interaction,
  lifeline: string,
  { marksFree = false }: { readonly marksFree?: boolean } = {},
): Script | null {
  const { terms, root } = interaction;
  const local = onlyOn(terms, root, terms.bit(lifeline));
  const states: ScriptState[] = [];
  const numbers = new Map<string, number>();
  const members: (readonly Term[])[] = [];
  const numberOf = (set: readonly Term[]): number => {
    const key = set.map(({ id }) => id).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, members.length);
    return members.push(set) - 1;
  };
  numberOf([local]);
  for (let at = 0; at < members.length; at++) {
    if (at >= statesMax) return null;
    const set = members[at] ?? [];
    const transitions = [...byAction(terms, set)].map(([, { first, next, occurrences }]) => ({
      kind: first.kind,
      peer: first.peer,
      label: first.label,
      joint: first.kind === 'ref' ? first.lifelines : null,
      lost: first.lost,
      next: numberOf([...next].toSorted((a, b) => a.id - b.id)),
      occurrences: [...occurrences].toSorted((a, b) => a.index - b.index),
    }));
    states.push({
      final: set.some(({ nullable }) => nullable),
      free: marksFree ? freeIn(terms, set) : [],
      transitions,
    });
  }
  return { lifeline, states: minimise(states) };
}

/** The term with only what happens on the lifeline; what is held up by others' receives is no matter of one lifeline. */
export function onlyOn(terms: Terms, root: Term, lifeline: LifelineSet): Term {
  const isElsewhere = (term: Term): boolean => (term.touches & lifeline) === 0n && !term.continues;
  if (isElsewhere(root)) return terms.empty;
  const known = locals(terms, lifeline, () => new Map<Term, Term>());
  const parts = (term: Term): readonly Term[] => (isElsewhere(term) ? [] : partsOf(term));
  return fold(root, known, parts, (term, of) => {
    if (isElsewhere(term)) return terms.empty;
    if (term.kind === 'once') return (term.acts & lifeline) === 0n ? terms.empty : term;
    if (term.kind === 'critical') return terms.critical(of(term.body), term.started & lifeline);
    if (term.kind === 'filtered') return terms.filtered(of(term.body), term.filter, term.open & lifeline);
    if (term.kind === 'ordered')
      return terms.ordered(
        of(term.body),
        term.orders.filter(({ on }) => (on & lifeline) !== 0n),
      );
    return withParts(terms, term, of);
  });
}

const locals = createMemo<LifelineSet, Map<Term, Term>>();

/** Each filter once, by its key. */
function freeIn(terms: Terms, set: readonly Term[]): readonly LabelFilter[] {
  const found = set.flatMap((term) =>
    freedoms(terms, term).map(({ filter }) => [filter.key, filter] as const),
  );
  return [...new Map(found).values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

interface Outgoing {
  readonly first: Occurrence;
  readonly next: Set<Term>;
  readonly occurrences: Set<Occurrence>;
}

function byAction(terms: Terms, set: readonly Term[]): ReadonlyMap<string, Outgoing> {
  const found = new Map<string, Outgoing>();
  for (const { occurrence, next } of set.flatMap((term) => steps(terms, term))) {
    const { kind, peer, label, lifelines, lost } = occurrence;
    const key = JSON.stringify([kind, peer, label, kind === 'ref' ? lifelines : null, lost]);
    const outgoing = found.get(key) ?? { first: occurrence, next: new Set(), occurrences: new Set() };
    outgoing.next.add(next);
    outgoing.occurrences.add(occurrence);
    found.set(key, outgoing);
  }
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
