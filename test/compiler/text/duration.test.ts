import { expect, test } from 'vitest';
import { describeDuration, durationIn, parseDuration } from '../../../compiler/text/duration.ts';

test.each([
  ['5s', 5_000],
  ['5 s', 5_000],
  ['10 sec.', 10_000],
  ['1,5 seconds', 1_500],
  ['350 ms', 350],
  ['1 min 30 s', 90_000],
  ['2h', 7_200_000],
  ['5 µs', 0.005],
  ['1 day', 86_400_000],
])('%s is so many milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBeCloseTo(milliseconds, 3);
});

test.each(['', '5', 's', 'soon', '5 sheep', '5s later', '-5s', '5 5s', 's5'])('"%s" is none', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test('in a text there must be exactly one', () => {
  expect(['5 minutes later', 'wait 999ms', 'some time', '2 or 3 hours', '1s to 2s'].map(durationIn)).toEqual([
    300_000,
    999,
    null,
    null,
    null,
  ]);
});

test('is told in the unit that people would take', () => {
  expect([0, 0.5, 350, 6_200, 90_000, 7_200_000].map(describeDuration)).toEqual([
    '0 ms',
    '0.5 ms',
    '350 ms',
    '6.2 s',
    '1.5 min',
    '2 h',
  ]);
});
