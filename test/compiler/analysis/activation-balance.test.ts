import { describe, expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

/** Statements that deactivate too much, then those whose activation never ends. */
function balance(...statements: readonly string[]): readonly (readonly string[])[] {
  const diagram = plantuml(...statements);
  return [
    findings('activation-unbalanced', diagram).map(places),
    findings('activation-left-open', diagram).map(places),
  ];
}

const balanced = [[], []];

test('as many deactivations as activations balance, at any depth', () => {
  expect(
    balance('A -> B : x', 'activate B', 'A -> B : y', 'activate B', 'deactivate B', 'deactivate B'),
  ).toEqual(balanced);
});

test('the short forms of a message count', () => {
  expect(balance('A -> B ++ : x', 'B --> A -- : y')).toEqual(balanced);
  expect(balance('A -> B ++ : x', 'B --> A : y')).toEqual([[], ['1']]);
  expect(balance('A -> B : x', 'B --> A -- : y')).toEqual([['2'], []]);
});

test('a deactivation of what is not active is found, every time', () => {
  expect(balance('A -> B : x', 'deactivate B', 'deactivate A')).toEqual([['2', '3'], []]);
});

test('an activation that never ends is found where it begins', () => {
  expect(balance('A -> B : x', 'activate B', 'activate A', 'deactivate A')).toEqual([[], ['2']]);
});

test('destroying a lifeline ends its activations', () => {
  expect(balance('A -> B : x', 'activate B', 'destroy B')).toEqual(balanced);
});

describe('each operand of an alt begins as active as the diagram was before it', () => {
  test('so that each may end the activation', () => {
    const ends = ['alt', 'B --> A : y', 'deactivate B', 'else', 'B --> A : z', 'deactivate B', 'end'];
    expect(balance('A -> B : x', 'activate B', ...ends)).toEqual(balanced);
  });

  test('and what one of them leaves open is open after it', () => {
    const ends = ['alt', 'B --> A : y', 'deactivate B', 'else', 'B --> A : z', 'end'];
    expect(balance('A -> B : x', 'activate B', ...ends)).toEqual([[], ['2']]);
    expect(balance('A -> B : x', 'activate B', ...ends, 'deactivate B')).toEqual(balanced);
  });

  test('but operands of a par all happen', () => {
    const ends = ['par', 'B --> A : y', 'deactivate B', 'else', 'B --> C : z', 'deactivate B', 'end'];
    expect(balance('A -> B : x', 'activate B', ...ends)).toEqual([['8'], []]);
  });
});

test('a break leaves the statements after it as active as those before it did', () => {
  const broken = ['break', 'B --> A : no', 'deactivate B', 'end'];
  expect(balance('A -> B : x', 'activate B', ...broken, 'deactivate B')).toEqual(balanced);
});

test('an activation that only some alternatives end is told from one that nothing ends', () => {
  const left = (...statements: readonly string[]): readonly boolean[] =>
    findings('activation-left-open', plantuml(...statements)).map(({ args }) => args.endedElsewhere);

  expect(left('A -> B ++ : x', 'alt', 'B -> A : y', 'else', 'B -> A -- : z', 'end')).toEqual([true]);
  expect(left('A -> B ++ : x')).toEqual([false]);
});

test('autoactivate activates the receiver of a solid arrow and deactivates the sender of a dashed one', () => {
  expect(balance('autoactivate on', 'A -> B : x', 'B -> C : y', 'return z', 'B --> A : w')).toEqual(balanced);
  expect(balance('autoactivate on', 'A -> B : x', 'deactivate B')).toEqual(balanced);
});

test('what autoactivate does by itself is no mistake of anybody', () => {
  expect(balance('autoactivate on', 'A -> B : x', 'B --> A : y', 'B --> A : z')).toEqual(balanced);
  expect(balance('autoactivate on', 'A -> B : x', 'autoactivate off', 'B --> A : y')).toEqual(balanced);
  expect(balance('autoactivate on', 'autoactivate off', 'A -> B : x', 'deactivate B')).toEqual([['4'], []]);
});
