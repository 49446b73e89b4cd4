import { expect, test } from 'vitest';
import { findings, plantuml } from './findings.ts';

function unused(...statements: readonly string[]): readonly string[] {
  return findings('unused-lifeline', plantuml(...statements)).map(({ args }) => args.id);
}

test('a declared lifeline without a message is found where it is declared', () => {
  expect(unused('participant A', 'participant B', 'participant C', 'A -> B : x')).toEqual(['C']);
});

test('a note makes no use of a lifeline, a ref and any end of a message do', () => {
  const declared = ['A', 'B', 'C', 'D', 'E'].map((id) => `participant ${id}`);
  expect(
    unused(...declared, 'A -> B : x', 'ref over C, A : more', '[-> D : y', 'note over E : hello'),
  ).toEqual(['E']);
});

test('a message inside a fragment counts', () => {
  expect(unused('participant A', 'participant B', 'alt', 'A -> B : x', 'else', 'end')).toEqual([]);
});
