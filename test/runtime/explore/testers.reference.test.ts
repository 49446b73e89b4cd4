import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testWith } from '../../../runtime/explore/testers/testers.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import type { Occurrence } from '../../reference/pomset.ts';
import { print } from '../../reference/print.ts';
import { type Run, runsIfFew } from '../../reference/runs.ts';
import { holds, lifelinesOf, type Sketch } from '../../reference/sketch.ts';

test('what testers can enforce and notice is what the definition says of all runs', {
  timeout: 300_000,
}, () => {
  const numRuns = randomCases(3_000);
  const tally = new Tally();
  const small = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 8, bounded: true }).filter(
    (sketch) => !holds(sketch, 'ref', 'ignore', 'consider', 'critical'),
  );
  fc.assert(
    fc.property(small, fc.constantFrom(['A'], ['B'], ['A', 'C']), (sketch, real) => {
      const expected = byDefinition(sketch, real);
      if (expected === null) return;
      const found = testWith(interactionOf(sketch), real, { configurationsMax: 20_000 });
      tally.count(`${expected.controllable ? '' : 'un'}controllable`);
      tally.count(`${expected.observable ? '' : 'un'}observable`);
      tally.countKinds(sketch);
      expect(
        {
          controllable: found?.uncontrollable.length === 0,
          observable: found?.unobservable.length === 0,
        },
        `${real.join()} real in\n${print(sketch)}`,
      ).toEqual(expected);
    }),
    { numRuns },
  );
  tally.atLeast(
    numRuns / 50,
    'controllable',
    'uncontrollable',
    'observable',
    'unobservable',
    'alt',
    'par',
    'loop',
  );
});

/** An event as a tester sees it. */
type Letter = string;

/** Hierons' definitions, word by word, over all runs in which testers and real lifelines meet; null when there are too many. */
function byDefinition(
  sketch: Sketch,
  real: readonly string[],
): { readonly controllable: boolean; readonly observable: boolean } | null {
  const runs = runsIfFew(sketch, { loopLimit: 2 });
  if (runs === null) return null;
  const testers = lifelinesOf(sketch).filter((id) => !real.includes(id));
  const words = runs.filter((run) => meets(run, real)).map((run) => visible(run, real));
  const whole = new Set(words.map((word) => word.join('\n')));
  const beginnings = new Set(words.flatMap((word) => word.map((_, at) => word.slice(0, at).join('\n'))));
  for (const word of whole) beginnings.add(word);
  const locally = new Map(
    testers.map((id) => [id, words.map((word) => word.filter((letter) => sees(letter, id)))] as const),
  );
  let [controllable, observable] = [true, true];
  // Every word whose share of each tester is a beginning of what it may see, as far as only its last letter is none of the diagram's.
  for (const beginning of beginnings) {
    const word = beginning === '' ? [] : beginning.split('\n');
    if (testers.every((id) => isShareOf(word, id)) && emptied(word) && !whole.has(beginning)) {
      const next = words
        .filter((one) => word.every((letter, at) => one[at] === letter))
        .map((one) => one[word.length]);
      if (next.some((letter) => letter !== undefined && isOwn(letter))) controllable = false;
      else observable = false;
    }
    for (const letter of following(word)) {
      const longer = [...word, letter];
      if (beginnings.has(longer.join('\n'))) continue;
      if (isOwn(letter)) controllable = false;
      else if (isOfReal(letter) && looksRight(longer)) observable = false;
    }
  }
  return { controllable, observable };

  function isShareOf(word: readonly Letter[], id: string): boolean {
    const share = word.filter((letter) => sees(letter, id)).join('\n');
    return (locally.get(id) ?? []).some((one) => one.join('\n') === share);
  }

  /** What testers may do or see next by what each has seen itself. */
  function following(word: readonly Letter[]): ReadonlySet<Letter> {
    const next = testers.flatMap((id) => {
      const share = word.filter((letter) => sees(letter, id));
      return (locally.get(id) ?? [])
        .filter((one) => one.length > share.length && share.every((letter, at) => one[at] === letter))
        .map((one) => one[share.length] as Letter);
    });
    return new Set(next.filter((letter) => arrives(word, letter)));
  }

  /** Whether it can go on so that everyone sees a whole run. */
  function looksRight(word: readonly Letter[]): boolean {
    if (testers.every((id) => isShareOf(word, id)) && emptied(word)) return true;
    return [...following(word)].some((letter) => looksRight([...word, letter]));
  }

  function isOwn(letter: Letter): boolean {
    const { kind, on } = read(letter);
    return (kind === 'send' || kind === 'action') && testers.includes(on);
  }

  function isOfReal(letter: Letter): boolean {
    const { kind, peer } = read(letter);
    return kind === 'receive' && (peer === null || real.includes(peer));
  }

  /** Between testers messages come in the order in which they were sent. */
  function arrives(word: readonly Letter[], letter: Letter): boolean {
    const { kind, on, peer, label } = read(letter);
    if (kind !== 'receive' || peer === null || real.includes(peer)) return true;
    return onTheWay(word, peer, on)[0] === label;
  }

  function onTheWay(word: readonly Letter[], from: string, to: string): readonly string[] {
    const sent = word
      .map(read)
      .filter(({ kind, on, peer, lost }) => kind === 'send' && !lost && on === from && peer === to);
    const received = word
      .map(read)
      .filter(({ kind, on, peer }) => kind === 'receive' && on === to && peer === from);
    return sent.slice(received.length).map(({ label }) => label);
  }

  function emptied(word: readonly Letter[]): boolean {
    return testers.every((from) => testers.every((to) => onTheWay(word, from, to).length === 0));
  }
}

/** Whether each message between a tester and a real lifeline arrives as it is sent. */
function meets({ occurrences, transmissions }: Run, real: readonly string[]): boolean {
  return occurrences.every(({ kind, lifelines, peer }, at) => {
    const crosses = peer !== null && real.includes(peer) !== real.includes(lifelines[0] ?? '');
    const isPaired = transmissions.filter((one) => one === transmissions[at]).length === 2;
    return kind !== 'send' || !crosses || !isPaired || transmissions[at + 1] === transmissions[at];
  });
}

function visible({ occurrences, transmissions }: Run, real: readonly string[]): readonly Letter[] {
  return occurrences.flatMap((occurrence, at) => {
    if (occurrence.lifelines.every((id) => real.includes(id))) return [];
    const lost =
      occurrence.kind === 'send' && transmissions.filter((one) => one === transmissions[at]).length < 2;
    return [write(occurrence, lost)];
  });
}

function write({ kind, lifelines, peer, label }: Occurrence, lost: boolean): Letter {
  return JSON.stringify({ kind, on: lifelines[0], peer, label, lost: lost && peer !== null });
}

function read(letter: Letter) {
  return JSON.parse(letter) as {
    kind: string;
    on: string;
    peer: string | null;
    label: string;
    lost: boolean;
  };
}

function sees(letter: Letter, id: string): boolean {
  return read(letter).on === id;
}
