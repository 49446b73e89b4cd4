import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { sameInteraction } from '../../../compiler/interaction/same-interaction.ts';
import { steps } from '../../../compiler/interaction/steps.ts';
import type { LocalOrder, Term } from '../../../compiler/interaction/term.ts';
import { after, ordersBetween } from '../../../compiler/interpretation/after.ts';
import { alternatives } from '../../../compiler/interpretation/alternatives.ts';
import { findCircular } from '../../../compiler/interpretation/circular.ts';
import { latest } from '../../../compiler/interpretation/latest.ts';
import { optional } from '../../../compiler/interpretation/optional.ts';
import { repeat } from '../../../compiler/interpretation/repeat.ts';
import { threads } from '../../../compiler/interpretation/threads.ts';
import { unordered } from '../../../compiler/interpretation/unordered.ts';
import { project } from '../../../compiler/script/project.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { holds, type Part, type Sketch } from '../../reference/sketch.ts';

const options = { lifelines: ['A', 'B', 'C'], mostOccurrences: 8, bounded: true };
const small = sketches(options).filter((sketch) => !holds(sketch, 'ignore', 'consider', 'break'));

test('a box around statements means what it means when it is drawn', { timeout: 120_000 }, () => {
  const numRuns = randomCases(3_000);
  const tally = new Tally();
  fc.assert(
    fc.property(
      small,
      fc.nat(),
      fc.nat(),
      fc.constantFrom(...Object.keys(boxes)),
      (sketch, from, length, kind) => {
        const first = from % sketch.length;
        const parts = sketch.slice(first, first + 1 + (length % 3));
        const groups = groupsOf(sketch).slice(first, first + parts.length);
        // Iterations of a whole strict region follow each other as its statements do, or weakly: a part does not say which.
        // A ref is no message, so that no part can name it.
        if (
          groups.some((group) => group.size === 0) ||
          (kind === 'repeat' && holds(sketch, 'strict')) ||
          holds(sketch, 'ref')
        )
          return;
        const { box, operation } = boxes[kind as keyof typeof boxes];
        const drawn = [...sketch.slice(0, first), box(parts), ...sketch.slice(first + parts.length)];
        const made = operation(interactionOf(sketch), groups);
        expect(made, print(sketch)).not.toBeNull();
        expect(made !== null && sameInteraction(made, interactionOf(drawn)), print(drawn)).toBe(true);
        tally.count(kind);
      },
    ),
    { numRuns },
  );
  tally.atLeast(numRuns / 20, ...Object.keys(boxes));
});

test('threads only add runs, and keep the order of each thread on each lifeline', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(small, fc.array(fc.nat({ max: 2 }), { minLength: 8, maxLength: 8 }), (sketch, assigned) => {
      const literal = interactionOf(sketch);
      const found = [1, 2].map((thread) => ({
        messages: new Set(literal.messages.map(({ number }) => number).filter((n) => assigned[n] === thread)),
        spawn: null,
      }));
      if (found.some(({ messages }) => messages.size === 0)) return;
      const meant = threads(literal, found);
      if (meant === null) return;
      const [before, behind] = [runsOf(literal), runsOf(meant)];
      if (before === null || behind === null) return;
      expect(
        [...before].filter((run) => !behind.has(run)),
        print(sketch),
      ).toEqual([]);
      for (const { messages } of found) {
        for (const { id } of literal.lifelines) {
          const own = (run: string): string =>
            eventsOf(run)
              .map((index) => literal.occurrences[index])
              .filter((one) => messages.has(one?.message ?? 0) && one?.lifelines.includes(id) === true)
              .map((one) => one?.index)
              .join(' ');
          const known = new Set([...before].map(own));
          expect(
            [...new Set([...behind].map(own))].filter((part) => !known.has(part)),
            print(sketch),
          ).toEqual([]);
        }
      }
      tally.count('threads');
      if (behind.size > before.size) tally.count('more runs');
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 20, 'threads', 'more runs');
});

const tiny = sketches({ ...options, mostOccurrences: 5 }).filter(
  (sketch) => !holds(sketch, 'ignore', 'consider', 'break', 'strict'),
);

/** Everything in it happens in parallel with something, so that there are orders to add. */
const beside = fc
  .tuple(tiny, tiny)
  .map(([one, other]): Sketch => [{ kind: 'par', operands: [one, other] }])
  .filter((sketch) => interactionOf(sketch).occurrences.length <= 9);

const pairsOfMessages = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 });

test('after takes away the runs with the second before the first on a lifeline of both, and no others', {
  timeout: 240_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(beside, pairsOfMessages, (sketch, pairs) => {
      const { literal, meant, orders } = ordered(sketch, pairs);
      if (orders.length === 0) return;
      const before = runsOf(literal);
      const behind = runsOf(meant);
      if (before === null || behind === null) return;
      const kept = [...before].filter((run) => keeps(eventsOf(run), orders));
      expect([...behind].toSorted(), print(sketch)).toEqual(kept.toSorted());
      tally.count('ordered');
      if (kept.length < before.size) tally.count('fewer runs');
      const circular = findCircular(literal, orders) !== null;
      if (circular) tally.count('circular');
      // Without a circle every run comes to an end from wherever it is.
      expect(circular || endsAlways(meant), print(sketch)).toBe(true);
      expect(circular || kept.length > 0, print(sketch)).toBe(true);
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 20, 'ordered', 'fewer runs');
  tally.atLeast(numRuns / 200, 'circular');
});

// A script keeps the orders of its own lifeline; what follows from those of others it leaves to the messages that it waits for.
test('the scripts of an ordered interaction have all of its runs', { timeout: 120_000 }, () => {
  const numRuns = randomCases(1_000);
  const tally = new Tally();
  fc.assert(
    fc.property(beside, pairsOfMessages, (sketch, pairs) => {
      const { meant, orders } = ordered(sketch, pairs);
      if (orders.length === 0) return;
      const runs = runsOf(meant);
      if (runs === null) return;
      for (const { id } of meant.lifelines) {
        const words = wordsOf(meant, id);
        const shares = new Set([...runs].map((run) => shareOf(meant, run, id)));
        if (words === null) return;
        expect(
          [...shares].filter((share) => !words.has(share)),
          print(sketch),
        ).toEqual([]);
        if (words.size === shares.size) tally.count('exact');
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 4, 'exact');
});

test('latest only adds runs, in which deliveries are skipped and the last one is not', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(small, fc.constantFrom('A', 'B', 'C'), (sketch, lifeline) => {
      const literal = interactionOf(sketch);
      if (!literal.lifelines.some(({ id }) => id === lifeline)) return;
      const meant = latest(literal, lifeline);
      const [before, behind] = [runsOf(literal), runsOf(meant)];
      if (before === null || behind === null) return;
      expect(
        [...before].filter((run) => !behind.has(run)),
        print(sketch),
      ).toEqual([]);
      const last = (run: string): string =>
        ['A', 'B', 'C'].map((peer) => deliveries(literal, run, lifeline, peer).at(-1) ?? '-').join();
      const known = new Set([...before].map(last));
      expect(
        [...behind].map(last).filter((one) => !known.has(one)),
        print(sketch),
      ).toEqual([]);
      if (behind.size > before.size) tally.count('skipped');
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 100, 'skipped');
});

type Operation = (interaction: Interaction, groups: readonly ReadonlySet<number>[]) => Interaction | null;

const together = (groups: readonly ReadonlySet<number>[]): ReadonlySet<number> =>
  new Set(groups.flatMap((group) => [...group]));

const boxes: Readonly<
  Record<
    'optional' | 'repeat' | 'unordered' | 'alternatives',
    { box: (parts: Sketch) => Part; operation: Operation }
  >
> = {
  optional: {
    box: (body) => ({ kind: 'opt', body }),
    operation: (interaction, groups) => optional(interaction, together(groups)),
  },
  repeat: {
    box: (body) => ({ kind: 'loop', min: 1, max: null, body }),
    operation: (interaction, groups) => repeat(interaction, together(groups)),
  },
  unordered: {
    box: (parts) => ({ kind: 'par', operands: parts.map((part) => [part]) }),
    operation: unordered,
  },
  alternatives: {
    box: (parts) => ({ kind: 'alt', operands: parts.map((part) => [part]) }),
    operation: alternatives,
  },
};

/** The numbers of the messages of each statement. */
function groupsOf(sketch: Sketch): readonly ReadonlySet<number>[] {
  let number = 0;
  return sketch.map((part) => new Set(Array.from({ length: messagesIn(part) }, () => ++number)));
}

function messagesIn(part: Part): number {
  if ('operands' in part) return part.operands.flat().reduce((sum, one) => sum + messagesIn(one), 0);
  if ('body' in part) return part.body.reduce((sum, one) => sum + messagesIn(one), 0);
  return part.kind === 'ref' ? 0 : 1;
}

/** The meaning of a sketch with those of the orders that can be added. */
function ordered(
  sketch: Sketch,
  pairs: readonly (readonly [number, number])[],
): { readonly literal: Interaction; readonly meant: Interaction; readonly orders: readonly LocalOrder[] } {
  const literal = interactionOf(sketch);
  const count = literal.messages.length;
  let meant = literal;
  const orders: LocalOrder[] = [];
  for (const [first, second] of pairs) {
    const [before, behind] = [1 + (first % count), 1 + (second % count)];
    const made = before === behind ? 'drawn' : after(meant, before, behind);
    if (typeof made === 'string') continue;
    meant = made;
    orders.push(...ordersBetween(literal, before, behind));
  }
  return { literal, meant, orders };
}

function keeps(run: readonly number[], orders: readonly LocalOrder[]): boolean {
  return orders.every(({ first, second }) => {
    const seconds = run.indexOf(second);
    return seconds === -1 || run.lastIndexOf(first) < seconds;
  });
}

const runsMax = 3_000;

/** Every run as the indices of its occurrences; null when there are very many. */
function runsOf({ terms, root }: Interaction): ReadonlySet<string> | null {
  const known = new Map<Term, ReadonlySet<string> | null>();
  const from = (term: Term): ReadonlySet<string> | null => {
    const there = known.get(term);
    if (there !== undefined) return there;
    const runs = new Set<string>(term.nullable ? [''] : []);
    for (const { occurrence, next } of steps(terms, term)) {
      const rests = from(next);
      if (rests === null) return null;
      for (const rest of rests) runs.add(`${occurrence.index} ${rest}`);
      if (runs.size > runsMax) return null;
    }
    known.set(term, runs);
    return runs;
  };
  return from(root);
}

function eventsOf(run: string): readonly number[] {
  return run.trim() === '' ? [] : run.trim().split(' ').map(Number);
}

/** From wherever a run has come, it can come to an end. */
function endsAlways({ terms, root }: Interaction): boolean {
  const ends = new Map<Term, boolean>();
  const visit = (term: Term): boolean => {
    const known = ends.get(term);
    if (known !== undefined) return known;
    const following = steps(terms, term).map(({ next }) => visit(next));
    const all = following.every(Boolean) && (term.nullable || following.length > 0);
    ends.set(term, all);
    return all;
  };
  return visit(root);
}

function shareOf({ occurrences }: Interaction, run: string, lifeline: string): string {
  return eventsOf(run)
    .flatMap((index) => {
      const one = occurrences[index];
      return one?.lifelines.includes(lifeline) === true
        ? [`${one.kind} ${one.peer} ${one.label} ${one.lost}`]
        : [];
    })
    .join('\n');
}

function wordsOf(interaction: Interaction, lifeline: string): ReadonlySet<string> | null {
  const script = project(interaction, lifeline);
  if (script === null) return null;
  const words = new Set<string>();
  const follow = (state: number, word: readonly string[]): void => {
    if (script.states[state]?.final === true) words.add(word.join('\n'));
    for (const { kind, peer, label, lost, next } of script.states[state]?.transitions ?? []) {
      if (words.size < runsMax) follow(next, [...word, `${kind} ${peer} ${label} ${lost}`]);
    }
  };
  follow(0, []);
  return words.size < runsMax ? words : null;
}

function deliveries({ occurrences }: Interaction, run: string, from: string, to: string): readonly number[] {
  return eventsOf(run).filter((index) => {
    const one = occurrences[index];
    return one?.kind === 'send' && one.lifelines[0] === from && one.peer === to;
  });
}
