import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportNonLocalChoice } from '../../../compiler/analysis/non-local-choice.ts';
import { compile } from '../../../compiler/compile.ts';
import { explore } from '../../../runtime/explore/explore.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { holds } from '../../reference/sketch.ts';
import { findings, places, plantuml } from './findings.ts';

function choices(...statements: readonly string[]): readonly string[] {
  return findings('non-local-choice', plantuml(...statements)).map(places);
}

test('alternatives that begin on different lifelines are found, with both beginnings', () => {
  expect(choices('alt', 'A -> B : x', 'else', 'C -> B : y', 'end')).toEqual(['1 ← 2 ← 4']);
  expect(choices('alt', 'A -> B : x', 'else', 'A -> B : y', 'else', 'B -> A : z', 'end')).toEqual([
    '1 ← 2 ← 6',
  ]);
});

test('a second lifeline that begins in one alternative without having heard of it is found, too', () => {
  expect(choices('alt', 'A -> B : x', 'C -> D : y', 'else', 'A -> B : z', 'end')).toEqual(['1 ← 3 ← 5']);
});

test('in another language it is the same', () => {
  const { diagrams } = compile(
    'sequenceDiagram\nalt hit\nCache->>App: value\nelse miss\nApp->>Db: query\nend\n',
    'page.mmd',
  );
  const found = diagrams.flatMap(({ diagram }) => reportNonLocalChoice(diagram));
  expect(found.map(({ span }) => span.line)).toEqual([2]);
});

test('a choice that one lifeline makes is none, nor is what happens alike in all alternatives', () => {
  expect(choices('alt', 'A -> B : x', 'B -> C : on', 'else', 'A -> C : y', 'C -> B : on', 'end')).toEqual([]);
  expect(choices('alt', 'A -> B : x', 'C -> D : y', 'else', 'A -> B : z', 'C -> D : y', 'end')).toEqual([]);
  expect(choices('alt', 'A -> A : decide', 'A -> B : x', 'else', 'A -> C : y', 'end')).toEqual([]);
});

test('what must not happen, what happens besides, and what is one alternative alone, is none', () => {
  expect(choices('par', 'A -> B : x', 'else', 'C -> D : y', 'end')).toEqual([]);
  expect(choices('alt', 'A -> B : x', 'else', 'group neg', 'C -> D : y', 'end', 'end')).toEqual([]);
  expect(choices('opt', 'A -> B : x', 'end', 'C -> D : y')).toEqual([]);
});

test('whatever is found, the scripts do something together that the diagram does not', () => {
  const numRuns = randomCases(1_000);
  const tally = new Tally();
  const operand = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 4, bounded: true }).filter(
    (sketch) => !holds(sketch, 'strict', 'ignore', 'consider', 'break'),
  );
  fc.assert(
    fc.property(fc.array(operand, { minLength: 2, maxLength: 3 }), (operands) => {
      const text = print([{ kind: 'alt', operands }]);
      const [only] = compile(text, 'sketch').diagrams;
      if (only === undefined || reportNonLocalChoice(only.diagram).length === 0) return;
      tally.count('found');
      for (const channel of ['fifo', 'bag'] as const) {
        const scenarios = explore(only.interaction, { channel })?.implied.scenarios ?? [];
        expect(scenarios.length, `${channel}\n${text}`).toBeGreaterThan(0);
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 10, 'found');
}, 120_000);
