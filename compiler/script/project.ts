import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { createMemo } from '../interaction/memo.ts';
import { steps } from '../interaction/steps.ts';
import type { LifelineSet, Term, Terms } from '../interaction/term.ts';
import { minimise } from './minimise.ts';
import type { Script, Transition } from './script.ts';

/** More states than anybody reads or any script needs; a diagram that has more is answered with null. */
export const statesMax = 100_000;

/**
 * The script of one lifeline: the term without the other lifelines' occurrences, its steps made deterministic (subset
 * construction) and the result minimal. Null when it has more than `statesMax` states.
 */
export function project(interaction: Interaction, lifeline: string): Script | null {
  const { terms, root } = interaction;
  const local = onlyOn(terms, root, terms.bit(lifeline));
  const states: { final: boolean; transitions: Transition[] }[] = [];
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
    states.push({ final: set.some(({ nullable }) => nullable), transitions });
  }
  return { lifeline, states: minimise(states) };
}

/** The term with only what happens on the lifeline; what is held up by others' receives is no matter of one lifeline. */
export function onlyOn(terms: Terms, term: Term, lifeline: LifelineSet): Term {
  if ((term.touches & lifeline) === 0n && !term.continues) return terms.empty;
  return locals(terms, `${term.id},${lifeline}`, () => onlyOnAnew(terms, term, lifeline));
}

const locals = createMemo<string, Term>();

function onlyOnAnew(terms: Terms, term: Term, lifeline: LifelineSet): Term {
  const only = (part: Term): Term => onlyOn(terms, part, lifeline);
  switch (term.kind) {
    case 'empty':
    case 'again':
      return term;
    case 'once':
      return (terms.set(term.occurrence.lifelines) & lifeline) === 0n ? terms.empty : term;
    case 'sequence': {
      // A long spine is walked in a loop.
      const parts: Term[] = [];
      let rest: Term = term;
      for (; rest.kind === 'sequence'; rest = rest.rest) parts.push(only(rest.first));
      return terms.sequence(...parts, only(rest));
    }
    case 'strict':
      return terms.strict(only(term.first), only(term.rest));
    case 'parallel':
      return terms.parallel(...term.operands.map(only));
    case 'choice':
      return terms.choice(...term.operands.map(only));
    case 'loop':
      return terms.loop(only(term.body), term.min, term.max);
    case 'critical':
      return terms.critical(only(term.body), term.started & lifeline);
  }
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
