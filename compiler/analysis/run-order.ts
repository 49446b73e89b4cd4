import { Order } from './enforced-order.ts';
import { areApart, type Run } from './instance.ts';

/** The order of a run that the drawing demands, by positions: `direct` is enough to make all of it, `order` is all of it. */
export interface RunOrder {
  readonly direct: readonly (readonly [before: number, after: number])[];
  readonly order: Order;
}

/**
 * Weak sequencing: on each lifeline as drawn, except between operands of a `par`; a send before its receive; the receive of a
 * message that holds its sender before what is drawn later on the sender. What `strict` demands besides is not in it.
 */
export function orderOfRun(run: Run): RunOrder {
  const order = new Order(run.length);
  const direct: (readonly [number, number])[] = [];
  const latest = new Map<string, readonly number[]>();
  const sentAt = new Map<number, number>();
  for (const [at, instance] of run.entries()) {
    const { kind, lifelines, transmission, holds } = instance.occurrence;
    const isBefore = (before: number): boolean => {
      const other = run[before];
      return other !== undefined && !areApart(other, instance);
    };
    const before = new Set(lifelines.flatMap((id) => latest.get(id) ?? []).filter(isBefore));
    if (transmission !== null && kind === 'send') sentAt.set(transmission, at);
    const send = transmission !== null && kind === 'receive' ? sentAt.get(transmission) : undefined;
    if (send !== undefined) before.add(send);
    for (const one of before) {
      direct.push([one, at]);
      order.add(one, at);
    }
    for (const id of holds === null ? lifelines : [...lifelines, holds]) {
      const open = (latest.get(id) ?? []).filter((one) => !order.has(one, at) || !isBehindAll(one, at));
      latest.set(id, [...open, at]);
    }
  }
  return { direct, order };

  /** Whether everything that may still come after the one comes after the other, too: they stand in the same operands. */
  function isBehindAll(one: number, at: number): boolean {
    const [branches, others] = [run[one]?.branches, run[at]?.branches];
    return (
      branches !== undefined &&
      others !== undefined &&
      others.length <= branches.length &&
      others.every(
        ({ parallel, operand }, depth) =>
          branches[depth]?.parallel === parallel && branches[depth]?.operand === operand,
      )
    );
  }
}
