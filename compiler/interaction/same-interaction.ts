import { fold, partsOf } from './fold.ts';
import type { Interaction, Occurrence } from './interaction.ts';
import { withParts } from './rewrite.ts';
import type { Term, Terms } from './term.ts';

/**
 * Whether two interactions mean the same: their terms are equal up to the numbers of occurrences, the order of operands where it
 * says nothing, and the names of lifelines, which `rename` gives for those of the first one. Interactions that are made of
 * different terms count as different, even when they happen to have the same runs.
 */
export function sameInteraction(
  a: Interaction,
  b: Interaction,
  rename: (lifeline: string) => string = (lifeline) => lifeline,
): boolean {
  const numbers = new Map<string, number>();
  return numberOf(numbers, a, rename) === numberOf(numbers, b, (lifeline) => lifeline);
}

/** Equal terms get equal numbers: a term is known by the numbers of its parts. */
function numberOf(
  numbers: Map<string, number>,
  interaction: Interaction,
  rename: (lifeline: string) => string,
): number {
  const { root, terms, forbidden, occurrences, annotations, timings, lifelines } = interaction;
  const bare = withoutIdleCriticals(terms, root);
  const whole = fold<number>(bare, new Map(), partsOf, (term, of) => enter(keyOf(term, of)));
  const all = (found: readonly Occurrence[]): readonly number[] =>
    found.map((occurrence) => enter(occurrenceKey(occurrence)));
  const said = [annotations.timeouts, annotations.payloads, annotations.faults, annotations.guards].map(
    (list) => list.map(({ value, first, end }) => [value, all(occurrences.slice(first, end))]),
  );
  const times = timings.map(({ from, to, bounds, pairing }) => [all(from), all(to), bounds, pairing]);
  const real = annotations.real?.map(rename).toSorted() ?? null;
  const kept = annotations.invariants.map(({ text }) => text);
  return enter([whole, all(forbidden), said, times, real, kept]);

  function enter(key: unknown): number {
    const text = JSON.stringify(key);
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  }

  function keyOf(term: Term, of: (part: Term) => number): readonly unknown[] {
    switch (term.kind) {
      case 'empty':
      case 'again':
        return [term.kind];
      case 'once':
        return [term.kind, occurrenceKey(term.occurrence)];
      case 'sequence':
      case 'strict':
        return [term.kind, of(term.first), of(term.rest)];
      case 'parallel':
      case 'choice':
        return [term.kind, ...term.operands.map(of).toSorted((x, y) => x - y)];
      case 'loop':
        return [term.kind, of(term.body), term.min, `${term.max}`];
      case 'critical':
        return [term.kind, of(term.body)];
      case 'filtered': {
        const open = lifelines
          .filter(({ id }) => (term.open & terms.bit(id)) !== 0n)
          .map(({ id }) => rename(id));
        return [term.kind, of(term.body), term.filter.key, open.toSorted()];
      }
      case 'ordered': {
        const keyAt = (index: number): number => {
          const occurrence = occurrences[index];
          return occurrence === undefined ? -1 : enter(occurrenceKey(occurrence));
        };
        const orders = term.orders.map(({ first, second }) => `${keyAt(first)}<${keyAt(second)}`);
        return [term.kind, of(term.body), orders.toSorted()];
      }
    }
  }

  function occurrenceKey({ kind, lifelines: own, peer, label, lost, holds }: Occurrence): readonly unknown[] {
    const other = (id: string | null): string | null => (id === null ? null : rename(id));
    return [kind, own.map(rename).toSorted(), other(peer), label, lost, other(holds)];
  }
}

/** Where nothing is parallel, nothing can come between the occurrences of a critical region: it is what it holds. */
function withoutIdleCriticals(terms: Terms, root: Term): Term {
  const guarded = criticalsInParallel(root);
  return fold<Term>(root, new Map(), partsOf, (term, of) =>
    term.kind === 'critical' && !guarded.has(term) ? of(term.body) : withParts(terms, term, of),
  );
}

/** The critical regions that stand in an operand of a `parallel`, at any depth. */
function criticalsInParallel(root: Term): ReadonlySet<Term> {
  const inside = new Set<Term>();
  const outside = new Set<Term>();
  const waiting: (readonly [term: Term, inParallel: boolean])[] = [[root, false]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [term, inParallel] = next;
    const seen = inParallel ? inside : outside;
    if (seen.has(term)) continue;
    seen.add(term);
    for (const part of partsOf(term)) waiting.push([part, inParallel || term.kind === 'parallel']);
  }
  return new Set([...inside].filter(({ kind }) => kind === 'critical'));
}
