import type { Configurations } from './configurations.ts';
import type { Product } from './product.ts';

/**
 * How many sequences of transitions lead from the first configuration to a final one, worked out over the configurations:
 * each passes the number of ways to it on to those that follow it, once all that lead to it have done so (Kahn 1962). Null
 * when they are infinitely many. Scripts are deterministic, so different sequences of transitions differ in occurrences.
 */
export function countExecutions(product: Product, found: Configurations): bigint | null {
  const { count } = found;
  const packed = new Uint32Array(product.words);
  const following: number[] = [];
  const collect = (number: number): readonly number[] => {
    following.length = 0;
    found.load(number, packed);
    product.successors(
      packed,
      (after) => following.push(found.numberOf(after)),
      () => {},
    );
    return following;
  };

  const useful = endsSomewhere(product, found, collect);
  const waitsFor = new Uint32Array(count);
  for (let number = 0; number < count; number++) {
    if (useful[number] === 0) continue;
    for (const next of collect(number)) waitsFor[next] = (waitsFor[next] as number) + 1;
  }
  if (useful[0] === 0) return 0n;
  if (waitsFor[0] !== 0) return null;
  let executions = 0n;
  let passed = 0;
  // Only of configurations that still wait for others are the numbers kept.
  const ways = new Map<number, bigint>([[0, 1n]]);
  const ready = [0];
  for (let number = ready.pop(); number !== undefined; number = ready.pop()) {
    const here = ways.get(number) ?? 0n;
    ways.delete(number);
    passed += 1;
    found.load(number, packed);
    if (product.isFinal(packed)) executions += here;
    for (const next of collect(number)) {
      if (useful[next] === 0) continue;
      ways.set(next, (ways.get(next) ?? 0n) + here);
      const left = (waitsFor[next] as number) - 1;
      waitsFor[next] = left;
      if (left === 0) ready.push(next);
    }
  }
  // Whoever still waits stands on a circle, or behind one, from which an end can be reached.
  const all = useful.reduce((sum, one) => sum + one, 0);
  return passed === all ? executions : null;
}

/** 1 for each configuration from which a final one can be reached. */
function endsSomewhere(
  product: Product,
  found: Configurations,
  collect: (number: number) => readonly number[],
): Uint8Array {
  const { count } = found;
  const useful = new Uint8Array(count);
  const packed = new Uint32Array(product.words);
  for (let number = 0; number < count; number++) {
    found.load(number, packed);
    if (product.isFinal(packed)) useful[number] = 1;
  }
  // What follows a configuration mostly has a higher number, so going backwards nearly always settles it at once.
  for (let changed = true; changed; ) {
    changed = false;
    for (let number = count - 1; number >= 0; number--) {
      if (useful[number] === 1 || !collect(number).some((next) => useful[next] === 1)) continue;
      useful[number] = 1;
      changed = true;
    }
  }
  return useful;
}
