import type { Machine } from './machine.ts';

/**
 * By lifeline and state, the length of the longest way to the state. Every transition of the product leads to a larger sum of
 * ranks, so in the order of these sums whatever leads to a configuration comes before it. Null when some script has a circle.
 */
export function ranksOf({ moves }: Machine): readonly (readonly number[])[] | null {
  const all = moves.map((states) => {
    const next = states.map((ofState) => ofState.map((move) => move.next));
    return longestWays(next);
  });
  return all.every((ranks) => ranks !== null) ? all : null;
}

/** Takes the states in an order in which every one comes behind those that lead to it (Kahn 1962). */
function longestWays(next: readonly (readonly number[])[]): readonly number[] | null {
  const waitsFor = next.map(() => 0);
  for (const state of next.flat()) waitsFor[state] = (waitsFor[state] ?? 0) + 1;
  const ranks = next.map(() => 0);
  // All states of a script can be reached from the first.
  const ready = waitsFor[0] === 0 ? [0] : [];
  let passed = 0;
  for (let state = ready.pop(); state !== undefined; state = ready.pop()) {
    passed += 1;
    for (const following of next[state] ?? []) {
      ranks[following] = Math.max(ranks[following] ?? 0, (ranks[state] ?? 0) + 1);
      const left = (waitsFor[following] ?? 0) - 1;
      waitsFor[following] = left;
      if (left === 0) ready.push(following);
    }
  }
  return passed === next.length ? ranks : null;
}
