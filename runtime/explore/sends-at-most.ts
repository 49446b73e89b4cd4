import type { Machine } from './machine.ts';

/** How many of these messages a lifeline can send in one run, or `limit` when they are as many or more. */
export function sendsAtMost(
  { moves }: Machine,
  lifeline: number,
  limit: number,
  counts: (message: number) => boolean,
): number {
  const states = moves[lifeline] ?? [];
  const most = states.map(() => -1);
  most[0] = 0;
  // The numbers only grow and end at the limit, so this comes to an end in loops, too.
  const open = [0];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const before = most[state] ?? 0;
    for (const { kind, subject, next } of states[state] ?? []) {
      const after = Math.min(limit, before + (kind === 'send' && counts(subject) ? 1 : 0));
      if (after <= (most[next] ?? -1)) continue;
      most[next] = after;
      open.push(next);
    }
  }
  return Math.max(0, ...most);
}
