import { areApart, type Run } from './instance.ts';

/** In which order one lifeline receives what was sent to it; `sync` is the arrow discipline `rendezvous`. */
export type Channel = 'fifo' | 'mailbox' | 'causal' | 'bag';

/**
 * The order of a run that the lifelines and the channel can really enforce, by position. A lifeline controls when it sends and
 * acts, not when something arrives; the enforced order is the transitive closure of
 *
 * 1. a send before its receive,
 * 2. on a lifeline, everything drawn earlier before a send, an action or a joint ref,
 * 3. two receives on one lifeline in the order sent, as far as the channel keeps it,
 * 4. the receive of a message that holds its sender before everything drawn later on the sender.
 *
 * (Alur, Holzmann, Peled, "An analyzer for message sequence charts", 1996.)
 */
export function enforcedOrder(run: Run, channel: Channel): Order {
  const order = new Order(run.length);
  const drawnBefore = drawnEarlier(run);
  const holding = new Map<string, number[]>();
  const sentAt = new Map<number, number>();
  const sendOf: (number | undefined)[] = [];

  for (const [at, { occurrence }] of run.entries()) {
    const { kind, lifelines, transmission, peer, holds } = occurrence;
    const drawn = drawnBefore(at);

    // A send stands directly before its receive, so the latest instance is the one that is received.
    if (kind === 'send' && transmission !== null) sentAt.set(transmission, at);
    const send = kind === 'receive' && transmission !== null ? sentAt.get(transmission) : undefined;
    sendOf.push(send);

    if (send !== undefined) order.add(send, at);
    if (kind !== 'receive') {
      for (const before of drawn.toReversed()) order.add(before, at);
    } else if (send !== undefined) {
      for (const before of drawn) {
        const sentBefore = sendOf[before];
        if (sentBefore === undefined || !order.has(sentBefore, send)) continue;
        if (keepsOrder(channel, run[before]?.occurrence.peer === peer)) order.add(before, at);
      }
    }
    for (const receive of lifelines.flatMap((lifeline) => holding.get(lifeline) ?? [])) {
      if (areTogether(run, receive, at)) order.add(receive, at);
    }
    if (holds !== null) push(holding, holds, at);
  }
  return order;
}

/**
 * The pairs (earlier, later) of positions in the run that are drawn in this order on one lifeline without anything that
 * enforces it. The later one of a pair is always a receive.
 */
export function* unenforcedPairs(run: Run, channel: Channel): Generator<readonly [number, number]> {
  const order = enforcedOrder(run, channel);
  const drawnBefore = drawnEarlier(run);
  for (const [at, { occurrence }] of run.entries()) {
    const drawn = drawnBefore(at);
    if (occurrence.kind === 'receive')
      for (const before of drawn) if (!order.has(before, at)) yield [before, at];
  }
}

/** Gives, asked for each position of the run in turn, those that are drawn earlier on its lifelines and not beside it in a `par`. */
export function drawnEarlier(run: Run): (at: number) => readonly number[] {
  const drawnOn = new Map<string, number[]>();
  return (at) => {
    const lifelines = run[at]?.occurrence.lifelines ?? [];
    const drawn = lifelines
      .flatMap((lifeline) => drawnOn.get(lifeline) ?? [])
      .filter((before) => areTogether(run, before, at));
    for (const lifeline of lifelines) push(drawnOn, lifeline, at);
    return drawn;
  };
}

function areTogether(run: Run, a: number, b: number): boolean {
  const [first, second] = [run[a], run[b]];
  return first !== undefined && second !== undefined && !areApart(first, second);
}

/** Does the channel deliver two messages to one lifeline in the order in which they were sent? */
function keepsOrder(channel: Channel, sameSender: boolean): boolean {
  switch (channel) {
    case 'fifo':
      return sameSender;
    case 'mailbox':
    case 'causal':
      return true;
    case 'bag':
      return false;
  }
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** A transitive relation that grows in one pass: everything before `from` is known when `from` is put before `to`. */
export class Order {
  readonly #words: number;
  /** A row of bits for each position: what is before it. */
  readonly #rows: Uint32Array;

  constructor(size: number) {
    this.#words = Math.ceil(size / 32);
    this.#rows = new Uint32Array(size * this.#words);
  }

  has(from: number, to: number): boolean {
    const word = this.#rows[to * this.#words + (from >>> 5)] ?? 0;
    return (word & (1 << (from & 31))) !== 0;
  }

  add(from: number, to: number): void {
    if (this.has(from, to)) return;
    const [source, target] = [from * this.#words, to * this.#words];
    for (let word = 0; word < this.#words; word++) {
      this.#rows[target + word] = (this.#rows[target + word] ?? 0) | (this.#rows[source + word] ?? 0);
    }
    const own = target + (from >>> 5);
    this.#rows[own] = (this.#rows[own] ?? 0) | (1 << (from & 31));
  }
}
