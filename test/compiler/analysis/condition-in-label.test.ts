import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function conditions(...statements: readonly string[]): readonly string[] {
  return findings('condition-in-label', plantuml(...statements)).map(
    (finding) => `${places(finding)} ${finding.args.kind}: ${finding.args.words}`,
  );
}

test('a condition is found behind a number, a tag and a kind of channel', () => {
  expect(
    conditions(
      'A -> B : If paid, ship',
      'A -> B : (4) unless refused, ship',
      'A -> B : Fork (2): only if asked, tell',
      'A -> B : {TCP} optionally compress',
      'A -> B : store (if it is new)',
      'A -> B : renew if needed',
    ),
  ).toEqual([
    '1 condition: If paid',
    '2 condition: unless refused',
    '3 condition: only if asked',
    '4 condition: optionally',
    '5 condition: if it is new',
    '6 condition: if needed',
  ]);
});

test('words that only look like one are none', () => {
  expect(
    conditions(
      'A -> B : check if it is paid',
      'A -> B : Optional.get()',
      'A -> B : optional<Order>',
      'A -> B : If-Modified-Since',
      'A -> B : iffy, send',
      'A -> B : store after the call',
    ),
  ).toEqual([]);
});

test('within a choice the words may be its guard', () => {
  expect(conditions('opt paid', 'A -> B : If paid, ship', 'end')).toEqual([]);
  expect(conditions('group shipping', 'A -> B : If paid, ship', 'end')).toEqual(['2 condition: If paid']);
});

test('what has to wait is found in a choice, too', () => {
  expect(conditions('opt paid', 'A -> B : After both are there, ship', 'end')).toEqual([
    '2 order: After both are there',
  ]);
});

test('what happens when time is up is found as that', () => {
  expect(conditions('A -> B : If not answered in time, cancel', 'B -> A : answer')).toEqual([]);
});
