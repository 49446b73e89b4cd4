import { areBeside, type Run } from '../analysis/instance.ts';
import { runsOf } from '../analysis/runs.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { LocalOrder } from '../interaction/term.ts';

/**
 * An order that can never be kept together with the others and with what is drawn: in some run with both of its occurrences
 * each would wait for the other. Null when there is none in the runs that are looked at, which are all unless they are very many.
 */
export function findCircular(interaction: Interaction, orders: readonly LocalOrder[]): LocalOrder | null {
  if (orders.length === 0) return null;
  for (const run of runsOf(interaction.root).runs) {
    const circular = circularIn(run, orders);
    if (circular !== null) return circular;
  }
  return null;
}

/** Takes away, again and again, what waits for nothing (Kahn 1962); what is left waits in a circle. */
function circularIn(run: Run, orders: readonly LocalOrder[]): LocalOrder | null {
  const waits = run.map(({ occurrence }, at) => {
    const before = new Set(
      orders.filter(({ second }) => second === occurrence.index).map(({ first }) => first),
    );
    return [...run.keys()].filter((other) => other !== at && comesBefore(run, other, at, before));
  });
  const left = new Set(run.keys());
  for (let taken = true; taken; ) {
    taken = false;
    for (const at of left) {
      if (waits[at]?.some((other) => left.has(other)) === true) continue;
      left.delete(at);
      taken = true;
    }
  }
  const stuck = new Set([...left].map((at) => run[at]?.occurrence.index));
  return orders.find(({ first, second }) => stuck.has(first) && stuck.has(second)) ?? null;
}

function comesBefore(run: Run, first: number, second: number, ordered: ReadonlySet<number>): boolean {
  const [one, other] = [run[first], run[second]];
  if (one === undefined || other === undefined) return false;
  if (areBeside(one, other)) return ordered.has(one.occurrence.index);
  if (first > second) return false;
  const { transmission, lifelines } = one.occurrence;
  return (
    lifelines.some((lifeline) => other.occurrence.lifelines.includes(lifeline)) ||
    (transmission !== null && transmission === other.occurrence.transmission)
  );
}
