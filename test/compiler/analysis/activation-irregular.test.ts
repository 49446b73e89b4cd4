import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function irregular(...statements: readonly string[]): readonly string[] {
  return findings('activation-irregular', plantuml(...statements)).map(
    (finding) => `${finding.args.id}: ${places(finding)}`,
  );
}

const active = ['A -> B ++ : a', 'B --> A -- : a'];
const idle = ['A -> B : b', 'B --> A : b'];

test('a lifeline that is active for one call and not for another is told once', () => {
  expect(irregular(...active, ...idle, ...idle)).toEqual(['B: 3 ← 1 ← 5']);
});

test('an activation on a line of its own, before or behind the message, is one, too', () => {
  expect(irregular(...active, 'A -> B : b', 'activate B', 'B --> A : b', 'deactivate B')).toEqual([]);
  expect(irregular(...active, 'activate B', 'A -> B : b', 'B --> A : b', 'deactivate B')).toEqual([]);
});

test('who is active already needs no other activation', () => {
  expect(irregular('A -> B ++ : a', 'C -> B : c', 'B --> C : c', 'B --> A -- : a')).toEqual([]);
});

test('lifelines that are never active, messages that nothing answers and replies are left alone', () => {
  expect(irregular(...active, 'A -> C : c', 'C --> A : c')).toEqual([]);
  expect(irregular(...active, 'A -> B : news')).toEqual([]);
  expect(irregular('C -> A ++ : go', 'A --> C -- : gone', ...idle)).toEqual([]);
});

test('where activations are drawn by themselves nobody forgot one', () => {
  expect(irregular('autoactivate on', ...idle, 'autoactivate off', ...idle)).toEqual([]);
});

test('an activation in one alternative lasts behind it', () => {
  expect(irregular('alt', 'A -> B ++ : a', 'else', 'A -> B ++ : b', 'end', ...idle, 'deactivate B')).toEqual(
    [],
  );
});
