import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { OccurrenceArguments } from '../../../compiler/diagnostics/meaning-catalogue.ts';
import type { ArrowDiscipline } from '../../../compiler/interaction/interaction.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { type Occurrence, type Pomset, pomsetsOf } from '../../reference/pomset.ts';
import { print } from '../../reference/print.ts';
import type { Part, Sketch } from '../../reference/sketch.ts';
import { findings } from './findings.ts';

test.each(['async', 'rendezvous'] as const)(
  'the races of random diagrams with %s arrows are those of the definition, computed without regard to cost',
  (arrows) => {
    const numRuns = randomCases(2_000);
    const tally = new Tally();
    fc.assert(
      fc.property(sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 12 }), (sketch) => {
        const numbered = withOwnLabels(sketch);
        const expected = racesByDefinition(numbered, arrows);
        tally.countKinds(sketch);
        tally.count(expected.length > 0 ? 'racy' : 'clean');
        expect(racesFound(print(numbered), arrows)).toEqual(expected);
      }),
      { numRuns },
    );
    tally.atLeast(numRuns / 4, 'racy');
    tally.atLeast(numRuns / 20, 'clean', 'alt', 'par', 'loop', 'opt', 'break', 'critical', 'strict');
  },
);

function racesFound(text: string, arrows: ArrowDiscipline): readonly string[] {
  const [diagram] = compile(text, 'sketch', { arrows }).diagrams;
  if (diagram === undefined) throw new Error(`no diagram in\n${text}`);
  return findings('race', diagram)
    .map(({ args }) => pairOf(wordsOf(args.first), wordsOf(args.second), args.lifeline))
    .toSorted();
}

/** Warshall's closure of the rules over every run with loops unrolled at most twice. */
function racesByDefinition(sketch: Sketch, arrows: ArrowDiscipline): readonly string[] {
  const found = new Set<string>();
  for (const pomset of pomsetsOf(sketch, 2)) {
    const { occurrences } = pomset;
    const drawn = drawnOnOneLifeline(pomset);
    const enforced = closure([
      // 1. a send before its own receive
      ...pomset.messages,
      // 2. everything drawn earlier on a lifeline before a send, an action or a ref
      ...drawn.filter(([, later]) => occurrences[later]?.kind !== 'receive'),
      // 3. fifo: receives from one sender in the order sent
      ...pomset.messages.flatMap(([send, receive]) =>
        pomset.messages.flatMap(([later, received]) =>
          holds(drawn, send, later) && holds(drawn, receive, received) ? [[receive, received] as const] : [],
        ),
      ),
      // 4. rendezvous: the receive before everything drawn later on the sender
      ...(arrows === 'async' ? [] : pomset.messages).flatMap(([send, receive]) =>
        drawn.flatMap(([first, later]) => (first === send ? [[receive, later] as const] : [])),
      ),
    ]);
    for (const [first, second] of drawn) {
      const [a, b] = [occurrences[first], occurrences[second]];
      if (a === undefined || b === undefined || enforced.has(`${first} ${second}`)) continue;
      found.add(pairOf(wordsOf(a), wordsOf(b), b.lifelines.join()));
    }
  }
  return [...found].toSorted();
}

type Pair = readonly [number, number];

function drawnOnOneLifeline({ occurrences, before }: Pomset): readonly Pair[] {
  return before.filter(([a, b]) => sharesLifeline(occurrences[a], occurrences[b]));
}

function sharesLifeline(a: Occurrence | undefined, b: Occurrence | undefined): boolean {
  return a?.lifelines.some((id) => b?.lifelines.includes(id)) === true;
}

function holds(pairs: readonly Pair[], first: number, second: number): boolean {
  return pairs.some(([a, b]) => a === first && b === second);
}

function closure(pairs: readonly Pair[]): ReadonlySet<string> {
  const nodes = [...new Set(pairs.flat())];
  const known = new Set(pairs.map((pair) => pair.join(' ')));
  for (const via of nodes) {
    for (const from of nodes) {
      if (!known.has(`${from} ${via}`)) continue;
      for (const to of nodes) if (known.has(`${via} ${to}`)) known.add(`${from} ${to}`);
    }
  }
  return known;
}

function wordsOf({ kind, label, peer }: OccurrenceArguments): string {
  return `${kind} ${label} ${peer ?? '-'}`;
}

/** A pair of places counts once, in whichever order. */
function pairOf(first: string, second: string, lifeline: string): string {
  return `${[first, second].toSorted().join(' | ')} @ ${lifeline}`;
}

/** The sketch with labels that tell its statements from each other. */
function withOwnLabels(sketch: Sketch): Sketch {
  let count = 0;
  const relabel = (part: Part): Part => {
    if ('label' in part) return { ...part, label: `m${++count}` };
    return 'operands' in part
      ? { ...part, operands: part.operands.map((operand) => operand.map(relabel)) }
      : { ...part, body: part.body.map(relabel) };
  };
  return sketch.map(relabel);
}
