import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

/** `statement ← the message before`, both by their number. */
function successions(...statements: readonly string[]): readonly string[] {
  return findings('non-local-succession', plantuml(...statements)).map(places);
}

test('a sender that neither sent nor received the message before is found', () => {
  expect(successions('A -> B : x', 'C -> D : y')).toEqual(['2 ← 1']);
});

test('the sender and the receiver of the message before may both send next', () => {
  expect(successions('A -> B : x', 'B -> C : y', 'B -> A : z')).toEqual([]);
});

test('operands of an alt do not follow each other, but each follows what is before the alt', () => {
  expect(successions('A -> B : x', 'alt', 'B -> C : y', 'else', 'B -> D : z', 'end')).toEqual([]);
  expect(successions('A -> B : x', 'alt', 'B -> C : y', 'else', 'D -> B : z', 'end')).toEqual(['5 ← 1']);
});

test('what follows an alt follows each of its operands', () => {
  const alternatives = ['alt', 'A -> B : x', 'else', 'A -> C : y', 'end'];
  expect(successions(...alternatives, 'A -> D : z')).toEqual([]);
  expect(successions(...alternatives, 'B -> D : z')).toEqual(['6 ← 4']);
});

test('what follows an opt may follow what is before it', () => {
  expect(successions('A -> B : x', 'opt', 'B -> C : y', 'end', 'C -> D : z')).toEqual(['5 ← 1']);
});

test('notes, refs and layout arrows come between nothing', () => {
  expect(successions('A -> B : x', 'note over C : hello', 'ref over C, D : more', 'C -> D : y')).toEqual([
    '4 ← 1',
  ]);
  expect(successions('A -> B : x', 'C -[hidden]> D', 'B -> A : y')).toEqual([]);
});

test('a message from outside needs no reason', () => {
  expect(successions('A -> B : x', '[-> C : y')).toEqual([]);
});

test('what & joins does not follow each other, and what comes behind follows all of it', () => {
  expect(successions('A -> B : x', '& C -> D : y', '& D -> A : z')).toEqual([]);
  expect(successions('A -> B : x', '& C -> D : y', 'A -> B : z')).toEqual(['3 ← 2']);
});
