import type { DrawnItem } from './drawn-run.ts';

/**
 * The items in an order from top to bottom in which every lifeline meets them as it does in the run. Those of one group cross
 * or overtake each other, so that no such order of theirs exists: messages that cannot be drawn level (Charron-Bost, Mattern, Tel,
 * "Synchronous, asynchronous, and causally ordered communication", 1996).
 */
export function arrange(items: readonly DrawnItem[]): readonly (readonly DrawnItem[])[] {
  const after = reachable(directlyAfter(items));
  const groups: number[][] = [];
  for (const item of items.keys()) {
    const group = groups.find(([one = -1]) => isAfter(one, item) && isAfter(item, one));
    if (group === undefined) groups.push([item]);
    else group.push(item);
  }
  const left = new Set(groups);
  const order: (readonly DrawnItem[])[] = [];
  while (left.size > 0) {
    // Groups stand in the order in which they begin, so the first that waits for none is what comes next in the run.
    const next = [...left].find((group) =>
      [...left].every((other) => other === group || !isAfter(other[0] ?? -1, group[0] ?? -1)),
    );
    if (next === undefined) break;
    left.delete(next);
    order.push(next.map((item) => items[item] as DrawnItem));
  }
  return order;

  function isAfter(first: number, second: number): boolean {
    return after[first]?.has(second) ?? false;
  }
}

/** By item, those that come directly after it on some lifeline. */
function directlyAfter(items: readonly DrawnItem[]): readonly (readonly number[])[] {
  const moments = items
    .flatMap((item, number) => item.moments.map(({ lifeline, at }) => ({ lifeline, at, number })))
    .toSorted((a, b) => a.at - b.at);
  const next = items.map((): number[] => []);
  for (const onLifeline of Map.groupBy(moments, ({ lifeline }) => lifeline).values()) {
    for (const [index, { number }] of onLifeline.entries()) {
      const following = onLifeline[index + 1];
      if (following !== undefined) next[number]?.push(following.number);
    }
  }
  return next;
}

/** By item, all that come after it. */
function reachable(next: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  return next.map((direct) => {
    const found = new Set<number>();
    const open = [...direct];
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      if (found.has(item)) continue;
      found.add(item);
      open.push(...(next[item] ?? []));
    }
    return found;
  });
}
