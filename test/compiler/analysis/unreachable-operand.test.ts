import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function unreachable(...statements: readonly string[]): readonly string[] {
  return findings('unreachable-operand', plantuml(...statements)).map(places);
}

test('a loop that never repeats is found once, with all that it holds', () => {
  expect(
    unreachable('A -> B : x', 'loop 0', 'alt', 'A -> B : y', 'else', 'A -> B : z', 'end', 'end'),
  ).toEqual(['2']);
  expect(unreachable("' @loop 0,0", 'loop again', 'A -> B : y', 'end')).toEqual(['2']);
});

test('of the operands of an alt only the one that never happens is found', () => {
  expect(unreachable('alt', 'A -> B : x', 'else never', 'loop max 0', 'A -> B : y', 'end', 'end')).toEqual([
    '3',
  ]);
});

test('what may happen, what must not happen, and what is empty, is none', () => {
  expect(unreachable('loop 0..1', 'A -> B : x', 'end')).toEqual([]);
  expect(unreachable('group neg', 'A -> B : x', 'end')).toEqual([]);
  expect(unreachable('opt', 'note over A : nothing', 'end', 'A -> B : x')).toEqual([]);
  expect(unreachable('loop', 'break', 'A -> B : x', 'end', 'B -> A : y', 'end')).toEqual([]);
});
