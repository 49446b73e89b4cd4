import { type Field, type Layout, type Packed, read, write } from '../layout.ts';
import type { Machine, MessageType } from '../machine.ts';
import { sendsAtMost } from '../sends-at-most.ts';
import { byPair, type ChannelContent, type ChannelKind } from './channels.ts';

/**
 * A message arrives only when nothing is on its way to its receiver that was sent before it, in the sense of
 * happened-before (Birman, Joseph, "Reliable communication in the presence of failures", 1987).
 *
 * Messages from one lifeline to another arrive in the order sent, so who knows of one knows of all before it in the queue:
 * what a lifeline or a message knows is a number for each queue. Only what is still on its way counts. Lifelines between which
 * no message goes, not even by way of others, know nothing of each other: only they have channels apart.
 */
export const causal: ChannelKind = { channels: connectedLifelines, make: makeCausal };

function makeCausal(
  machine: Machine,
  all: readonly number[],
  layout: Layout,
  capacity: number,
  copies: number,
): ChannelContent {
  const queues = queuesOf(machine, all, layout, capacity, copies);
  const queueOf: Queue[] = [];
  for (const queue of queues) for (const message of queue.types) queueOf[message] = queue;
  const meant = new Set(queues.flatMap(({ from, to }) => [from, to]));
  const knownBy = machine.lifelines.map((_, lifeline) =>
    meant.has(lifeline) ? knowledge(queues, layout) : [],
  );
  for (const queue of queues) for (const slot of queue.slots) slot.past = knowledge(queues, layout);

  return {
    send(packed, message) {
      const queue = queueOf[message] as Queue;
      const position = queue.slots.findIndex(({ place }) => read(packed, place) === 0);
      if (position < 0) return false;
      const slot = queue.slots[position] as Slot;
      const known = knownBy[queue.from] as Knowledge;
      write(packed, slot.place, queue.types.indexOf(message) + 1);
      copy(packed, known, slot.past);
      write(packed, known[queue.number] as Field, position + 1);
      return true;
    },
    receive(packed, message) {
      const queue = queueOf[message] as Queue;
      const [head] = queue.slots;
      if (head === undefined || read(packed, head.place) !== queue.types.indexOf(message) + 1) return false;
      const sentBefore = queues.some(
        ({ to, number }) => to === queue.to && read(packed, head.past[number] as Field) > 0,
      );
      if (sentBefore) return false;
      const known = knownBy[queue.to] as Knowledge;
      known.forEach((field, number) => {
        write(packed, field, Math.max(read(packed, field), read(packed, head.past[number] as Field)));
      });
      moveUp(packed, queue);
      forgetFirst(packed, queue.number);
      return true;
    },
    inTransit: (packed) =>
      queues.flatMap(({ types, slots }) =>
        slots.flatMap(({ place }) => {
          const found = read(packed, place);
          return found === 0 ? [] : [types[found - 1] as number];
        }),
      ),
  };

  /** One less on its way in that queue, for all who know of it. */
  function forgetFirst(packed: Packed, number: number): void {
    const everybody = [...knownBy, ...queues.flatMap(({ slots }) => slots.map(({ past }) => past))];
    for (const known of everybody) {
      const field = known[number];
      if (field === undefined) continue;
      write(packed, field, Math.max(0, read(packed, field) - 1));
    }
  }
}

/** By message, the lowest lifeline that its ends have to do with, be it by way of others. */
function connectedLifelines({ messages, lifelines }: Machine): readonly number[] {
  const lowest = lifelines.map((_, lifeline) => lifeline);
  const find = (lifeline: number): number => {
    const next = lowest[lifeline] ?? lifeline;
    return next === lifeline ? lifeline : find(next);
  };
  for (const { from, to } of messages) {
    const [a, b] = [find(from), find(to)];
    lowest[Math.max(a, b)] = Math.min(a, b);
  }
  return messages.map(({ from }) => find(from));
}

/** By queue, how many of its first messages. */
type Knowledge = readonly Field[];

interface Queue {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly types: readonly number[];
  readonly slots: readonly Slot[];
}

interface Slot {
  /** The place of the message type in `types`, from 1, or 0. */
  readonly place: Field;
  /** What was sent before the message. */
  past: Knowledge;
}

function queuesOf(
  machine: Machine,
  all: readonly number[],
  layout: Layout,
  capacity: number,
  copies: number,
): readonly Queue[] {
  const { messages } = machine;
  const pair = byPair(machine);
  const pairs = Map.groupBy(all, (message) => pair[message]);
  return [...pairs.values()].map((types, number) => {
    const { from, to } = messages[types[0] as number] as MessageType;
    const sent = sendsAtMost(machine, from, capacity, (message) => types.includes(message));
    const most = Math.min(capacity, sent * copies);
    const slots = Array.from({ length: most }, () => ({ place: layout.field(types.length), past: [] }));
    return { number, from, to, types, slots };
  });
}

function knowledge(queues: readonly Queue[], layout: Layout): Knowledge {
  return queues.map(({ slots }) => layout.field(slots.length));
}

function copy(packed: Packed, from: Knowledge, to: Knowledge): void {
  from.forEach((field, number) => {
    write(packed, to[number] as Field, read(packed, field));
  });
}

function moveUp(packed: Packed, { slots }: Queue): void {
  slots.forEach((slot, index) => {
    const behind = slots[index + 1];
    write(packed, slot.place, behind === undefined ? 0 : read(packed, behind.place));
    slot.past.forEach((field, number) => {
      write(packed, field, behind === undefined ? 0 : read(packed, behind.past[number] as Field));
    });
  });
}
