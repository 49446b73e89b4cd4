import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function unordered(...statements: readonly string[]): readonly string[] {
  return findings('updates-unordered', plantuml(...statements)).map(
    (finding) => `${finding.args.thing} by ${finding.args.writers.join(', ')}: ${places(finding)}`,
  );
}

test('two writers of one thing are told once, with all their updates', () => {
  expect(
    unordered("A -> S : set state ('a')", "B -> S : set state ('b')", "A -> S : set state ('c')"),
  ).toEqual(['set state by A, B: 2 ← 1 ← 3']);
});

test('one writer, the same value, two things and two places are no conflict', () => {
  expect(unordered("A -> S : set state ('a')", "A -> S : set state ('b')")).toEqual([]);
  expect(unordered("A -> S : set state ('a')", "B -> S : set state ('a')")).toEqual([]);
  expect(unordered("A -> S : set state ('a')", "B -> S : set place ('b')")).toEqual([]);
  expect(unordered("A -> S : set state ('a')", "B -> T : set state ('b')")).toEqual([]);
});

test('updates that wait for each other have an order', () => {
  expect(unordered("A -> S : set state ('a')", 'S -> B : changed', "B -> S : set state ('b')")).toEqual([]);
});

test('what only names what comes is no update', () => {
  expect(
    unordered("A -> S : state ('a')", "B -> S : state ('b')", 'A -> S : update: x', 'B -> S : update: y'),
  ).toEqual([]);
});
