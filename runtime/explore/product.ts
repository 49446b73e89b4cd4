import { bagChannels } from './channels/bag.ts';
import { causalChannels } from './channels/causal.ts';
import type { Channels, MakeChannels } from './channels/channels.ts';
import { fifoChannels, mailboxChannels } from './channels/queues.ts';
import type { DemandedOrder } from './demanded-order.ts';
import type { ExploredChannel } from './explored-channel.ts';
import { type Field, Layout, type Packed, read, write } from './layout.ts';
import type { Machine, Move } from './machine.ts';

/** One transition of the product: a move of one lifeline, of the sender and then the receiver under `sync`, of several for a ref. */
export type Firing = readonly FiredMove[];

export interface FiredMove {
  /** The lifeline's number in the machine, and its id. */
  readonly lifeline: number;
  readonly id: string;
  readonly move: Move;
  /** What the network does to the message that is sent; null when it is only on its way. */
  readonly fate: 'lost' | 'duplicated' | null;
}

/** What may go wrong besides. */
export interface Faults {
  /** Every message may be lost. */
  readonly lossy: boolean;
  /** Every message may arrive twice. */
  readonly duplicating: boolean;
  /** These lifelines may stop for ever at any moment; what is on its way to them then is nobody's matter. */
  readonly crashing: readonly string[];
}

export const noFaults: Faults = { lossy: false, duplicating: false, crashing: [] };

/** Takes the configuration after a transition, which is only lent, and the transition. */
export type Visit = (after: Packed, firing: Firing) => void;

/** All scripts at once, each going by itself, with what is on its way between them. */
export interface Product {
  readonly machine: Machine;
  readonly words: number;
  readonly initial: Packed;
  /**
   * Visits every configuration that can follow. `overflow` is told of each message that its channel is too full for; the
   * transition is then left out.
   */
  successors(packed: Packed, visit: Visit, overflow: (message: number) => void): void;
  /** Every script may end and nothing is on its way. */
  isFinal(packed: Packed): boolean;
  /** Every script may end. */
  haveEnded(packed: Packed): boolean;
  /** The sum of what a table holds for the state of each lifeline. */
  sum(packed: Packed, table: readonly (readonly number[])[]): number;
  /** The state of each lifeline's script. */
  states(packed: Packed): readonly number[];
  inTransit(packed: Packed): readonly number[];
}

const makers: { readonly [Model in Exclude<ExploredChannel, 'sync'>]: MakeChannels } = {
  fifo: fifoChannels,
  mailbox: mailboxChannels,
  causal: causalChannels,
  bag: bagChannels,
};

/**
 * The product of the scripts under a channel model; a channel holds at most `capacity` messages. Where the author demands an
 * order, a configuration also knows how far that has come.
 */
export function productOf(
  machine: Machine,
  channel: ExploredChannel,
  capacity: number,
  order: DemandedOrder | null,
  { lossy, duplicating }: Faults,
): Product {
  const { moves, finals, joints, crashed } = machine;
  const layout = new Layout();
  const stateOf: Field[] = moves.map((states) => layout.field(states.length - 1));
  const channels: Channels | null =
    channel === 'sync' ? null : makers[channel](machine, layout, capacity, duplicating ? 2 : 1);
  const orderField = order === null ? null : layout.field(-1 >>> 0);
  const { words } = layout;
  const after = new Uint32Array(words);
  // One firing a move, made once: most are visited millions of times.
  const alone = moves.map((states, lifeline) =>
    states.map((ofState) => ofState.map((move): Firing => [fired(lifeline, move)])),
  );
  const mayCrash = crashed.some((state) => state >= 0);

  return {
    machine,
    words,
    initial: new Uint32Array(words),
    isFinal: (packed) => haveEnded(packed) && nothingIsAwaited(packed),
    haveEnded,
    sum(packed, table) {
      let total = 0;
      for (let lifeline = 0; lifeline < stateOf.length; lifeline++) {
        total += table[lifeline]?.[read(packed, stateOf[lifeline] as Field)] ?? 0;
      }
      return total;
    },
    states: (packed) => stateOf.map((field) => read(packed, field)),
    inTransit: (packed) => channels?.inTransit(packed) ?? [],
    successors(packed, visitAny, overflow) {
      const visit = order === null ? visitAny : keepingOrder(packed, order, visitAny);
      for (let lifeline = 0; lifeline < stateOf.length; lifeline++) {
        const field = stateOf[lifeline] as Field;
        const state = read(packed, field);
        const possible = moves[lifeline]?.[state] as readonly Move[];
        for (let index = 0; index < possible.length; index++) {
          const move = possible[index] as Move;
          copy(packed, after);
          switch (move.kind) {
            case 'local':
            case 'crash':
              break;
            case 'send':
              if (channels === null) {
                meet(packed, lifeline, move, visit);
                continue;
              }
              if (lossy) {
                write(after, field, move.next);
                visit(after, [fired(lifeline, move, 'lost')]);
                copy(packed, after);
              }
              if (!channels.send(after, move.subject)) {
                overflow(move.subject);
                continue;
              }
              if (duplicating) {
                if (channels.send(after, move.subject)) {
                  write(after, field, move.next);
                  visit(after, [fired(lifeline, move, 'duplicated')]);
                } else overflow(move.subject);
                copy(packed, after);
                channels.send(after, move.subject);
              }
              break;
            case 'receive':
              if (channels === null || !channels.receive(after, move.subject)) continue;
              break;
            case 'joint':
              join(packed, lifeline, move, visit);
              continue;
          }
          write(after, field, move.next);
          visit(after, alone[lifeline]?.[state]?.[index] as Firing);
        }
      }
    },
  };

  function haveEnded(packed: Packed): boolean {
    for (let lifeline = 0; lifeline < stateOf.length; lifeline++) {
      const state = read(packed, stateOf[lifeline] as Field);
      if (finals[lifeline]?.[state] !== true) return false;
    }
    return true;
  }

  /** Without delay, a send and its receive are one transition. */
  function meet(packed: Packed, sender: number, send: Move, visit: Visit): void {
    const receiver = machine.messages[send.subject]?.to ?? -1;
    const there = moves[receiver]?.[read(packed, stateOf[receiver] as Field)] ?? [];
    for (const receive of there) {
      if (receive.kind !== 'receive' || receive.subject !== send.subject) continue;
      copy(packed, after);
      write(after, stateOf[sender] as Field, send.next);
      write(after, stateOf[receiver] as Field, receive.next);
      visit(after, [fired(sender, send), fired(receiver, receive)]);
    }
  }

  /** A joint occurrence is listed with each of its lifelines and taken with the first. */
  function join(packed: Packed, lifeline: number, move: Move, visit: Visit): void {
    const { lifelines, next } = joints[move.subject] ?? { lifelines: [], next: [] };
    if (lifelines[0] !== lifeline) return;
    for (let index = 0; index < lifelines.length; index++) {
      const field = stateOf[lifelines[index] as number] as Field;
      const following = next[index]?.[read(packed, field)] ?? -1;
      if (following < 0) return;
      write(after, field, following);
    }
    visit(
      after,
      lifelines.map((one) => fired(one, one === lifeline ? move : jointMove(packed, one, move))),
    );
  }

  /** Nothing is on its way, but for what is on its way to those that crashed. */
  function nothingIsAwaited(packed: Packed): boolean {
    if (channels === null || channels.isEmpty(packed)) return true;
    return mayCrash && channels.inTransit(packed).every((message) => hasCrashed(packed, message));
  }

  function hasCrashed(packed: Packed, message: number): boolean {
    const to = machine.messages[message]?.to ?? -1;
    return read(packed, stateOf[to] as Field) === crashed[to];
  }

  function fired(lifeline: number, move: Move, fate: FiredMove['fate'] = null): FiredMove {
    return { lifeline, id: machine.lifelines[lifeline] ?? '', move, fate };
  }

  function keepingOrder(packed: Packed, demanded: DemandedOrder, visit: Visit): Visit {
    const state = read(packed, orderField as Field) >>> 0;
    return (here, firing) => {
      const next = demanded.after(state, firing);
      if (next === null) return;
      write(here, orderField as Field, next);
      visit(here, firing);
    };
  }

  function jointMove(packed: Packed, lifeline: number, { subject }: Move): Move {
    const there = moves[lifeline]?.[read(packed, stateOf[lifeline] as Field)] ?? [];
    return there.find((one) => one.kind === 'joint' && one.subject === subject) as Move;
  }
}

/** A few words only: a loop is quicker than a call. */
function copy(from: Packed, to: Packed): void {
  for (let word = 0; word < from.length; word++) to[word] = from[word] as number;
}
