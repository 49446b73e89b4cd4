import { expect, test } from 'vitest';
import { describeTimeBounds, isWithin, timeBounds } from '../../../compiler/interaction/time-bounds.ts';

/** The bounds that a text gives, as they are told. */
function told(text: string): string | null {
  const bounds = timeBounds(text);
  return bounds === null ? null : describeTimeBounds(bounds);
}

test.each([
  ['<= 5s', 'at most 5 s'],
  ['≤5s', 'at most 5 s'],
  ['< 5 s', 'less than 5 s'],
  ['{<10 sec.}', 'less than 10 s'],
  ['>= 2 min', 'at least 2 min'],
  ['> 1h', 'more than 1 h'],
  ['= 5s', 'exactly 5 s'],
  ['1s..5s', 'between 1 s and 5 s'],
  ['1..5 s', 'between 1 s and 5 s'],
  ['5s - 1s', 'between 1 s and 5 s'],
  ['between 1s and 5s', 'between 1 s and 5 s'],
  ['1 s to 2 min', 'between 1 s and 2 min'],
  ['within 350 ms of a prior action', 'at most 350 ms'],
  ['max. 5 s', 'at most 5 s'],
  ['no later than 5s', 'at most 5 s'],
  ['at least 100 ms', 'at least 100 ms'],
  ['<= 1 min 30 s', 'at most 1.5 min'],
])('%s', (text, bounds) => {
  expect(told(text)).toBe(bounds);
});

test.each(['5 s', '', 'some time', 'soon', '<= 5', '<= 5 parsecs', '<= soon', 'a < 5s', '1..', '<= 5s5'])(
  '"%s" gives no bound',
  (text) => {
    expect(told(text)).toBeNull();
  },
);

test('a bound itself is allowed unless it is strict', () => {
  const within = (text: string, milliseconds: number): boolean => {
    const bounds = timeBounds(text);
    return bounds !== null && isWithin(milliseconds, bounds);
  };
  expect([within('<= 5s', 5_000), within('< 5s', 5_000), within('< 5s', 0)]).toEqual([true, false, true]);
  expect([within('>= 5s', 5_000), within('> 5s', 5_000), within('> 5s', 5_001)]).toEqual([true, false, true]);
  expect([within('1s..5s', 999), within('1s..5s', 1_000), within('1s..5s', 5_001)]).toEqual([
    false,
    true,
    false,
  ]);
});
