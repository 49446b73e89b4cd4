import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function questions(...statements: readonly string[]): readonly string[] {
  return findings('question-left-open', plantuml(...statements)).map(
    (finding) => `${places(finding)} ${finding.args.of}`,
  );
}

test('a question without a choice behind it has one answer', () => {
  expect(questions('A -> B : do you agree?', 'B --> A : yes')).toEqual(['1 message']);
});

test('a choice behind it, also at the end of what holds it, may be on its answer', () => {
  expect(questions('A -> B : do you agree?', 'opt yes', 'B -> A : sign', 'end')).toEqual([]);
  expect(
    questions('group talk', 'A -> B : do you agree?', 'end', 'alt yes', 'B -> A : sign', 'else', 'end'),
  ).toEqual([]);
});

test('a choice that it stands in, or one before it, is not', () => {
  expect(questions('opt later', 'A -> B : do you agree?', 'end', 'B -> A : sign')).toEqual(['2 message']);
  expect(questions('opt first', 'A -> B : hello', 'end', 'A -> B : do you agree?')).toEqual(['4 message']);
});

test('what asks for data has one answer', () => {
  expect(
    questions('A -> B : which ones are free?', 'A -> B : GET the list of all?', 'A -> B : ready?'),
  ).toEqual([]);
});

test('a frame with a question for a title leaves open whether it is there; the guard of a choice may be one', () => {
  expect(questions('group cache, maybe?', 'A -> B : x', 'end')).toEqual(['1 frame']);
  expect(questions('opt cached?', 'A -> B : x', 'end')).toEqual([]);
});
