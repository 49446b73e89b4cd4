import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function repetitions(...statements: readonly string[]): readonly string[] {
  return findings('repetition-in-label', plantuml(...statements)).map(
    (finding) => `${places(finding)}: ${finding.args.words}${finding.args.ofItself ? ' of itself' : ''}`,
  );
}

test('a repetition is found by its words', () => {
  expect(
    repetitions(
      'A -> B : (1): start polling',
      'A -> B : polls for news',
      'A -> A : look every 10 s',
      'A -> B : retry until it is up',
      'A -> B : continuously report',
    ),
  ).toEqual(['1: polling', '2: polls', '3: every 10 s of itself', '4: retry until', '5: continuously']);
});

test('in a loop it may be repeated', () => {
  expect(repetitions('loop until done', 'A -> B : start polling', 'end')).toEqual([]);
});

test('a poll that people vote in, every one of many and a single retry are no repetition', () => {
  expect(repetitions('A -> B : create poll', 'A -> B : every order', 'A -> B : retry')).toEqual([]);
});
