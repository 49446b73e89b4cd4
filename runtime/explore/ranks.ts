import { stronglyConnected } from './components.ts';
import type { Machine } from './machine.ts';

/** How far every script has come. */
export interface Ranks {
  /**
   * By lifeline and state, the length of the longest way to the state, in which a circle counts as one state. No transition of the
   * product leads to a smaller sum of ranks, and where there are no circles each leads to a larger one.
   */
  readonly of: readonly (readonly number[])[];
  /** Some script can come back to where it was. */
  readonly haveCircles: boolean;
}

/** The ranks of all states of all scripts. */
export function ranksOf({ moves }: Machine): Ranks {
  let haveCircles = false;
  const of = moves.map((states) => {
    const next = states.map((ofState) => ofState.map((move) => move.next));
    const circles = circlesOf(next);
    haveCircles ||= circles.count < next.length || next.some((following, state) => following.includes(state));
    return longestWays(next, circles.of, circles.count);
  });
  return { of, haveCircles };
}

/** Later circles lead to earlier ones only, so going backwards meets each behind all that lead to it. */
function longestWays(
  next: readonly (readonly number[])[],
  circleOf: Uint32Array,
  count: number,
): readonly number[] {
  const members = Array.from({ length: count }, (): number[] => []);
  for (const [state, circle] of circleOf.entries()) members[circle]?.push(state);
  const longest = members.map(() => 0);
  for (let circle = count - 1; circle >= 0; circle--) {
    const length = longest[circle] ?? 0;
    for (const following of (members[circle] ?? []).flatMap((state) => next[state] ?? [])) {
      const there = circleOf[following] ?? 0;
      if (there !== circle) longest[there] = Math.max(longest[there] ?? 0, length + 1);
    }
  }
  return Array.from(circleOf, (circle) => longest[circle] ?? 0);
}

function circlesOf(next: readonly (readonly number[])[]): ReturnType<typeof stronglyConnected> {
  const starts = new Uint32Array(next.length + 1);
  for (const [state, following] of next.entries())
    starts[state + 1] = (starts[state] as number) + following.length;
  return stronglyConnected({ count: next.length, starts, targets: Uint32Array.from(next.flat()) });
}
