import { ChannelAutomaton } from './channel-automaton.ts';
import { bag } from './channels/bag.ts';
import { causal } from './channels/causal.ts';
import type { ChannelKind } from './channels/channels.ts';
import { fifo, mailbox } from './channels/queues.ts';
import type { ExploredChannel } from './explored-channel.ts';
import type { Faults } from './faults.ts';
import { type Field, Layout } from './layout.ts';
import type { Machine, Move } from './machine.ts';

/**
 * Everything that may happen, as a list of rules, those of one state of one lifeline behind each other. A rule is a move and what the
 * network does with it; its number is its place in the arrays.
 */
export interface Rules {
  /** How many words a configuration has. */
  readonly words: number;
  /** By lifeline, where its state stands. */
  readonly states: readonly Field[];
  readonly channels: readonly ChannelAutomaton[];
  /** By channel, where its content stands. */
  readonly contents: readonly Field[];
  /** Where the state of a demanded order stands. */
  readonly order: Field;
  /** By lifeline, the entry of its first state in the two arrays below. */
  readonly entries: Int32Array;
  /** By entry, the number of the first rule; the rules end where those of the next entry begin. */
  readonly first: Int32Array;
  /** By entry, 1 when the script may end there. */
  readonly final: Uint8Array;
  readonly moves: readonly Move[];
  readonly lifelines: readonly number[];
  readonly fates: readonly Fate[];
  /** What is added to the word with the state of the lifeline. */
  readonly change: Int32Array;
  /** The channel that a rule needs; -1 for none. */
  readonly channel: Int32Array;
  /** Its column in the automaton of that channel. */
  readonly column: Int32Array;
  /** How often it is taken: twice for a message that is duplicated. */
  readonly times: Uint8Array;
  /** Who else has to go along; null for most. */
  readonly partners: readonly (readonly Partner[] | null)[];
}

/** What the network does to a message that is sent: it is only on its way, lost, or there twice. */
export type Fate = 'lost' | 'duplicated' | null;

/** A lifeline that makes a move of its own in the same transition. */
export interface Partner {
  readonly lifeline: number;
  /** By its state, that move; null where it has none. */
  readonly moves: readonly (Move | null)[];
}

const kinds: { readonly [Model in Exclude<ExploredChannel, 'sync'>]: ChannelKind } = {
  fifo,
  mailbox,
  causal,
  bag,
};

/** The rules of the scripts under a channel model; a channel holds at most `capacity` messages. */
export function rulesOf(
  machine: Machine,
  model: ExploredChannel,
  capacity: number,
  isOrdered: boolean,
  faults: Faults,
): Rules {
  const layout = new Layout();
  const states = machine.moves.map((ofLifeline) => layout.field(ofLifeline.length - 1));
  const channels =
    model === 'sync' ? [] : channelsOf(kinds[model], machine, capacity, faults.duplicating ? 2 : 1);
  const contents = channels.map(({ contentMax }) => layout.field(contentMax));
  const order = layout.field(isOrdered ? -1 >>> 0 : 0);
  const channelOf: number[] = [];
  channels.forEach(({ types }, channel) => {
    for (const type of types) channelOf[type] = channel;
  });

  const rules: Rule[] = [];
  const entries: number[] = [];
  const first: number[] = [];
  const final: number[] = [];
  for (const [lifeline, ofLifeline] of machine.moves.entries()) {
    entries.push(first.length);
    for (const [state, moves] of ofLifeline.entries()) {
      first.push(rules.length);
      final.push(machine.finals[lifeline]?.[state] === true ? 1 : 0);
      rules.push(...moves.flatMap((move) => rulesOfMove(lifeline, state, move)));
    }
  }
  first.push(rules.length);
  return {
    words: layout.words,
    states,
    channels,
    contents,
    order,
    entries: Int32Array.from(entries),
    first: Int32Array.from(first),
    final: Uint8Array.from(final),
    moves: rules.map(({ move }) => move),
    lifelines: rules.map(({ lifeline }) => lifeline),
    fates: rules.map(({ fate }) => fate),
    change: Int32Array.from(rules, ({ change }) => change),
    channel: Int32Array.from(rules, ({ channel }) => channel),
    column: Int32Array.from(rules, ({ column }) => column),
    times: Uint8Array.from(rules, ({ fate }) => (fate === 'duplicated' ? 2 : 1)),
    partners: rules.map(({ partners }) => partners),
  };

  function rulesOfMove(lifeline: number, state: number, move: Move): readonly Rule[] {
    const { subject, kind, next } = move;
    const change = (next - state) << (states[lifeline]?.shift ?? 0);
    const alone: Rule = { lifeline, move, change, fate: null, channel: -1, column: 0, partners: null };
    switch (kind) {
      case 'local':
      case 'crash':
        return [alone];
      case 'joint': {
        // It is listed with each of its lifelines and taken with the first.
        const [leader, ...others] = machine.joints[subject]?.lifelines ?? [];
        if (leader !== lifeline) return [];
        return [{ ...alone, partners: others.map((one) => partner(machine, one, 'joint', subject)) }];
      }
      case 'send': {
        // Without delay, a send and its receive are one transition.
        if (model === 'sync') {
          const to = machine.messages[subject]?.to ?? -1;
          return [{ ...alone, partners: [partner(machine, to, 'receive', subject)] }];
        }
        const sent = { ...alone, ...useOf(subject, 'send') };
        return [
          ...(faults.lossy ? [{ ...alone, fate: 'lost' as const }] : []),
          ...(faults.duplicating ? [{ ...sent, fate: 'duplicated' as const }] : []),
          sent,
        ];
      }
      case 'receive':
        return model === 'sync' ? [] : [{ ...alone, ...useOf(subject, 'receive') }];
    }
  }

  function useOf(message: number, what: 'send' | 'receive'): Pick<Rule, 'channel' | 'column'> {
    const channel = channelOf[message] as number;
    return { channel, column: channels[channel]?.column(message, what) ?? 0 };
  }
}

function channelsOf(
  kind: ChannelKind,
  machine: Machine,
  capacity: number,
  copies: number,
): readonly ChannelAutomaton[] {
  const numbers = kind.channels(machine);
  const types = Map.groupBy(numbers.keys(), (message) => numbers[message]);
  return [...types.values()].map(
    (ofChannel) => new ChannelAutomaton(kind, machine, ofChannel, capacity, copies),
  );
}

function partner({ moves }: Machine, lifeline: number, kind: Move['kind'], subject: number): Partner {
  const find = (ofState: readonly Move[]): Move | null =>
    ofState.find((move) => move.kind === kind && move.subject === subject) ?? null;
  return { lifeline, moves: (moves[lifeline] ?? []).map(find) };
}

interface Rule {
  readonly lifeline: number;
  readonly move: Move;
  readonly change: number;
  readonly fate: Fate;
  readonly channel: number;
  readonly column: number;
  readonly partners: readonly Partner[] | null;
}
