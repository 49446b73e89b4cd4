import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Difference, furthest, solve } from '../../../compiler/analysis/difference-constraints.ts';
import { randomCases } from '../../random-share.ts';

const systems = fc.array(
  fc.record({
    from: fc.nat(2),
    to: fc.nat(2),
    most: fc.integer({ min: -3, max: 3 }),
    strictly: fc.boolean(),
    why: fc.constant(null),
  }),
  { maxLength: 6 },
);

test('a system has a solution exactly when one is found by trying, and a cycle sums up to less than nothing', () => {
  let [solvable, contradictory] = [0, 0];
  fc.assert(
    fc.property(systems, (bounds) => {
      const solved = solve(3, bounds);
      expect(solved.kind).toBe(tried(bounds) ? 'times' : 'cycle');
      if (solved.kind === 'times') solvable++;
      else contradictory++;
      const cycle = solved.kind === 'cycle' ? solved.cycle : [];
      const sum = cycle.reduce((total, { most }) => total + most, 0);
      const isNegative = sum < 0 || (sum === 0 && cycle.some(({ strictly }) => strictly));
      expect(isNegative).toBe(solved.kind === 'cycle');
      expect(cycle.map(({ to }) => to)).toEqual(
        [...cycle.slice(1), ...cycle.slice(0, 1)].map(({ from }) => from),
      );
    }),
    { numRuns: randomCases(3_000) },
  );
  expect(Math.min(solvable, contradictory)).toBeGreaterThan(10);
});

test('how far apart two moments can be at most is the shortest way over the bounds', () => {
  const bound = (from: number, to: number, most: number) => ({ from, to, most, strictly: false, why: null });
  expect(furthest(4, [bound(0, 1, 5), bound(1, 2, 5), bound(0, 2, 7), bound(2, 1, -3)], 0)).toEqual([
    0,
    4,
    7,
    Number.POSITIVE_INFINITY,
  ]);
});

test('too large a system is given up', () => {
  const bounds = Array.from({ length: 10 }, (_, at) => ({
    from: at,
    to: at + 1,
    most: -1,
    strictly: false,
    why: null,
  }));
  expect(solve(11, bounds, 9)).toEqual({ kind: 'budget' });
});

/** Bounds are whole, so that thirds are fine enough for three moments, strict bounds included. */
function tried(bounds: readonly Difference<null>[]): boolean {
  const thirds = Array.from({ length: 49 }, (_, index) => (index - 24) / 3);
  return thirds.some((second) =>
    thirds.some((third) => {
      const times = [0, second, third];
      return bounds.every(({ from, to, most, strictly }) => {
        const apart = Math.round(((times[to] ?? 0) - (times[from] ?? 0)) * 3);
        return strictly ? apart < 3 * most : apart <= 3 * most;
      });
    }),
  );
}
