import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

/** `statement ← where the lifeline was destroyed`, both by their number. */
function afterDestroy(...statements: readonly string[]): readonly string[] {
  return findings('occurrence-after-destroy', plantuml(...statements)).map(places);
}

test('a destroyed lifeline neither sends nor receives', () => {
  expect(afterDestroy('A -> B : x', 'destroy B', 'A -> B : y', 'B -> A : z')).toEqual(['3 ← 2', '4 ← 2']);
});

test('the message that destroys it is the last', () => {
  expect(afterDestroy('A -> B !! : x', 'B -> A : y')).toEqual(['2 ← 1']);
  expect(afterDestroy('A -> B : x', 'A -> B !! : y')).toEqual([]);
});

test('a lifeline that is created again lives', () => {
  expect(afterDestroy('A -> B : x', 'destroy B', 'create B', 'A -> B : y')).toEqual([]);
  expect(afterDestroy('A -> B : x', 'destroy B', 'A -> B ** : y', 'B -> A : z')).toEqual([]);
});

test('what is destroyed in one operand lives in the others, and after them as long as one lets it', () => {
  const operands = ['alt', 'destroy B', 'else', 'B -> A : y', 'end'];
  expect(afterDestroy('A -> B : x', ...operands, 'B -> A : z')).toEqual([]);
  expect(afterDestroy('A -> B : x', 'alt', 'destroy B', 'else', 'destroy B', 'end', 'B -> A : z')).toEqual([
    '7 ← 3',
  ]);
});
