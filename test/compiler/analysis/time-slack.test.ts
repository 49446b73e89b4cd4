import { expect, test } from 'vitest';
import { slackOf } from '../../../compiler/analysis/time-slack.ts';
import { plantuml } from './findings.ts';

/** `least..most, slack` of each time, in seconds. */
function slack(...statements: readonly string[]): readonly string[] {
  const { diagram, interaction } = plantuml(...statements);
  const seconds = (milliseconds: number | null) => (milliseconds === null ? '?' : milliseconds / 1_000);
  return slackOf(diagram, interaction).map(
    (one) => `${seconds(one.least)}..${seconds(one.most)}, ${seconds(one.slack)}`,
  );
}

test('what is left of a limit is the limit without what its parts need', () => {
  expect(
    slack(
      '{a} A -> B : x',
      '{b} B -> C : y',
      '{c} C -> A : z',
      '{a} <-> {b} : 3s..4s',
      '{b} <-> {c} : >= 4s',
      '{a} <-> {c} : <= 10s',
    ),
  ).toEqual(['0..6, 4', '0..7, ?', '7..Infinity, 3']);
});

test('the run with the least room counts', () => {
  const lines = (limit: string) => [
    '{in} A -> B : ask',
    'opt',
    '{far} B -> C : fetch',
    '{back} C -> B : fetched',
    'end',
    '{out} B -> A : answer',
    '{far} <-> {back} : min 2s',
    `{in} <-> {out} : ${limit}`,
  ];
  expect(slack(...lines('<= 5s'))).toEqual(['0..5, ?', '0..Infinity, 3']);
  expect(slack(...lines('<= 1s'))).toEqual(['0..1, ?', '0..Infinity, -1']);
});

test('a timeout has room for the delay that is drawn before it', () => {
  expect(slack('A -> B : ask', '...20 s...', "' @timeout 30s", 'B --> A : answer')).toEqual([
    '20..Infinity, 10',
  ]);
});

test('a diagram without times has none, and what may come in either order has no room that is known', () => {
  expect(slack('A -> B : x')).toEqual([]);
  expect(slack('{p} A -> B : x', '{q} C -> D : y', '{p} <-> {q} : <= 5s')).toEqual(['?..?, ?']);
});
