import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function threads(...statements: readonly string[]): readonly string[] {
  return findings('threads-in-labels', plantuml(...statements)).map(
    (finding) => `${finding.args.threads.join(', ')}: ${places(finding)}`,
  );
}

test('threads are told once, with where each begins', () => {
  expect(
    threads('A -> B : Fork (1) a', 'B -> A : (1) b', 'A -> C : fork(2): c', 'A -> B : [Thread X] d'),
  ).toEqual(['fork 1, fork 2, thread X: 1 ← 3 ← 4']);
});

test('a single one is no company', () => {
  expect(threads('A -> B : Fork (1) a', 'A -> B : Fork (1) b')).toEqual([]);
});

test('numbers alone count steps', () => {
  expect(threads('A -> B : (1) a', 'B -> A : (1) b', 'A -> B : (2) c', 'B -> A : (2) d')).toEqual([]);
});

test('a repository is forked without a number', () => {
  expect(threads('A -> B : fork repository', 'A -> B : thread pool 2', 'A -> B : parallel run')).toEqual([]);
});

test('in a par they are threads', () => {
  expect(threads('par', 'A -> B : Fork (1) a', 'else', 'A -> C : Fork (2) b', 'end')).toEqual([]);
});
