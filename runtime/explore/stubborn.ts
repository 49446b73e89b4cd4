import { fifo, mailbox } from './channels/queues.ts';
import type { ExploredChannel } from './explored-channel.ts';
import { type Packed, read } from './layout.ts';
import type { Machine, Move } from './machine.ts';
import { MaySend } from './may-send.ts';
import type { Product } from './product.ts';
import { sendsAtMost } from './sends-at-most.ts';
import type { Following } from './stepper.ts';

/**
 * Partial-order reduction: of what can happen in a configuration, a part that is enough to come to every configuration in which
 * nothing can happen any more, because the rest can as well happen later. The part is a stubborn set (Valmari, "Stubborn sets for
 * reduced state space generation", 1990, section 2.2): all moves of some lifelines, and with a lifeline those that could still
 * enable one of its moves, or whose moves do not commute with them.
 *
 * Whether a channel may get too full is kept as well: moves that have to do with it are visible, and only taken beside all others
 * (Peled, "All from one, one for all", 1993, section 3), also once around every circle of a script (the sticky transitions of
 * Kurshan, Levin, Minea, Peled, Yenigün, "Static partial order reduction", 1998, section 3.1).
 */
export class Stubborn {
  readonly #product: Product;
  readonly #channel: ExploredChannel;
  readonly #maySend: MaySend;
  readonly #isVisible: readonly (readonly boolean[])[];

  constructor(product: Product, channel: ExploredChannel, capacity: number, copies: number) {
    this.#product = product;
    this.#channel = channel;
    this.#maySend = new MaySend(product.machine);
    this.#isVisible = visibleStates(product.machine, channel, capacity, copies);
  }

  /** Moves to the front what is enough of what follows a configuration, and gives how many that are. */
  choose(packed: Packed, at: number, { count, next, fired }: Following): number {
    if (count < 2) return count;
    const { rules, words } = this.#product;
    const enabled = new Map<number, number>();
    for (const rule of fired.subarray(0, count)) {
      const lifeline = rules.lifelines[rule] as number;
      enabled.set(lifeline, (enabled.get(lifeline) ?? 0) + 1);
    }
    const here = packed.subarray(at, at + words);
    const states = this.#product.states(here);
    let least = count;
    let best: ReadonlySet<number> | null = null;
    for (const seed of enabled.keys()) {
      const members = this.#closure(seed, here, states, enabled, least);
      if (members === null) continue;
      best = members;
      least = sizeOf(members, enabled);
      if (least === 1) break;
    }
    if (best === null) return count;
    let kept = 0;
    for (let one = 0; one < count; one++) {
      const rule = fired[one] as number;
      if (!best.has(rules.lifelines[rule] as number)) continue;
      next.copyWithin(kept * words, one * words, (one + 1) * words);
      fired[kept++] = rule;
    }
    return kept;
  }

  /** The lifelines that a set with this one needs; null when less than `below` moves are not enough, or some are visible. */
  #closure(
    seed: number,
    here: Packed,
    states: readonly number[],
    enabled: ReadonlyMap<number, number>,
    below: number,
  ): ReadonlySet<number> | null {
    const members = new Set([seed]);
    // What is added while it is walked through is walked through as well.
    for (const lifeline of members) {
      const state = states[lifeline] as number;
      // Even one that cannot move now: what would let it send is a receive from the full channel.
      if (this.#isVisible[lifeline]?.[state] === true) return null;
      for (const move of this.#product.machine.moves[lifeline]?.[state] ?? []) {
        for (const other of this.#needs(lifeline, move, here, states)) members.add(other);
      }
      if (sizeOf(members, enabled) >= below) return null;
    }
    return members;
  }

  /** Who could still enable the move, or do what does not commute with it. */
  #needs(
    lifeline: number,
    { kind, subject }: Move,
    here: Packed,
    states: readonly number[],
  ): readonly number[] {
    const { machine } = this.#product;
    const message = machine.messages[subject];
    switch (kind) {
      case 'local':
      case 'crash':
        return [];
      case 'joint':
        return machine.joints[subject]?.lifelines ?? [];
      case 'send': {
        if (message === undefined) return [];
        if (this.#channel === 'sync') return [message.to];
        if (this.#channel !== 'mailbox') return [];
        // Who comes first into a mailbox is taken first.
        return states.flatMap((state, other) =>
          other !== lifeline && this.#maySend.to(other, state, message.to) ? [other] : [],
        );
      }
      case 'receive': {
        if (message === undefined) return [];
        const { from } = message;
        if (!this.#maySend.message(from, states[from] as number, subject)) return [];
        return this.#channel === 'sync' || this.#waitsForSend(subject, here) ? [from] : [];
      }
    }
  }

  /** Whether the message has yet to be sent before it can arrive. Behind others in a queue it waits for its receiver alone. */
  #waitsForSend(message: number, here: Packed): boolean {
    const { channels, contents } = this.#product.rules;
    const number = channels.findIndex(({ types }) => types.includes(message));
    const channel = channels[number];
    const field = contents[number];
    if (channel === undefined || field === undefined) return false;
    const content = read(here, field) >>> 0;
    const isQueue = this.#channel === 'fifo' || this.#channel === 'mailbox';
    return isQueue ? content === 0 : channel.after(content, channel.column(message, 'receive')) < 0;
  }
}

function sizeOf(members: ReadonlySet<number>, enabled: ReadonlyMap<number, number>): number {
  let size = 0;
  for (const member of members) size += enabled.get(member) ?? 0;
  return size;
}

/** By lifeline and state, whether something may happen there that has to do with a channel that may get too full. */
function visibleStates(
  machine: Machine,
  channel: ExploredChannel,
  capacity: number,
  copies: number,
): readonly (readonly boolean[])[] {
  const filling = mayFill(machine, channel, capacity, copies);
  const nothing = !filling.includes(true);
  return machine.moves.map((states) => {
    const sends = states.flat().some(({ kind, subject }) => kind === 'send' && filling[subject] === true);
    return states.map(
      (moves, state) =>
        sends ||
        moves.some(
          ({ kind, subject, next }) =>
            // States are numbered breadth first, so every circle has a move that does not lead to a higher number.
            (kind === 'receive' && filling[subject] === true) || (!nothing && next <= state),
        ),
    );
  });
}

/** By message, whether more of its channel may be sent in a run than the channel holds. */
function mayFill(
  machine: Machine,
  channel: ExploredChannel,
  capacity: number,
  copies: number,
): readonly boolean[] {
  if (channel === 'sync') return machine.messages.map(() => false);
  const sharing = (channel === 'mailbox' ? mailbox : fifo).channels(machine);
  return sharing.map((number) => {
    const sent = machine.lifelines.map((_, lifeline) =>
      sendsAtMost(machine, lifeline, capacity + 1, (message) => sharing[message] === number),
    );
    return copies * sent.reduce((sum, one) => sum + one, 0) > capacity;
  });
}
