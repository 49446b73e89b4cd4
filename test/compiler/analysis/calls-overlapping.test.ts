import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function overlaps(...statements: readonly string[]): readonly string[] {
  return findings('calls-overlapping', plantuml(...statements)).map(places);
}

test('calls that are answered in the order of calling overlap', () => {
  expect(overlaps('A -> B : b', 'A -> C : c', 'B --> A : b', 'C --> A : c')).toEqual(['3 ← 1 ← 2']);
});

test('nested calls do not, nor those of two callers', () => {
  expect(overlaps('A -> B : b', 'A -> C : c', 'C --> A : c', 'B --> A : b')).toEqual([]);
  expect(overlaps('A -> B : b', 'B -> C : c', 'B --> A : b', 'C --> B : c')).toEqual([]);
});

test('what is drawn as parallel, or sent without waiting, may overlap', () => {
  expect(overlaps('A -> B : b', '& A -> C : c', 'B --> A : b', 'C --> A : c')).toEqual([]);
  expect(overlaps('A ->> B : b', 'A ->> C : c', 'B -->> A : b', 'C -->> A : c')).toEqual([]);
});

test('several replies to one call, in alternatives, are one', () => {
  expect(
    overlaps(
      'A -> B : b',
      'alt',
      'B --> A : yes',
      'else',
      'B --> A : no',
      'end',
      'A -> C : c',
      'C --> A : c',
    ),
  ).toEqual([]);
});
