import type { LocalOrder } from '../interaction/term.ts';
import { areBeside, type Instance, type Run } from './instance.ts';

/**
 * A part of a run put in an order that keeps what is added to the drawing, and else is as it was; each instance knows what comes
 * before it though it stands in another operand.
 */
export function inOrder(part: Run, orders: readonly LocalOrder[]): Run {
  const instances = part.map((instance): Instance => {
    const firsts = orders.filter(({ second }) => second === instance.occurrence.index);
    if (firsts.length === 0) return instance;
    return { ...instance, behind: new Set([...instance.behind, ...firsts.map(({ first }) => first)]) };
  });
  const left = [...instances.keys()];
  const sorted: Instance[] = [];
  while (left.length > 0) {
    const free = left.findIndex((at) => left.every((other) => !comesBefore(instances, other, at)));
    // Orders in a circle are refused when they are added; a sample of many runs may have missed one.
    const [next = 0] = left.splice(Math.max(0, free), 1);
    const instance = instances[next];
    if (instance !== undefined) sorted.push(instance);
  }
  return sorted;
}

function comesBefore(run: Run, first: number, second: number): boolean {
  const [one, other] = [run[first], run[second]];
  if (one === undefined || other === undefined || first === second) return false;
  if (areBeside(one, other)) return other.behind.has(one.occurrence.index);
  return first < second;
}
