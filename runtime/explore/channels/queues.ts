import { type Field, type Layout, type Packed, read, write } from '../layout.ts';
import type { Machine, MessageType } from '../machine.ts';
import { sendsAtMost } from '../sends-at-most.ts';
import type { Channels, MakeChannels } from './channels.ts';

/** One queue for each ordered pair of lifelines. */
export const fifoChannels: MakeChannels = (machine, layout, capacity, copies) =>
  queues(machine, layout, capacity, copies, ({ from, to }) => from * machine.lifelines.length + to);

/** One queue for each receiver. */
export const mailboxChannels: MakeChannels = (machine, layout, capacity, copies) =>
  queues(machine, layout, capacity, copies, ({ to }) => to);

/** The slots of one queue, its head first; a slot holds the place of a message type in `types`, from 1, or 0. */
interface Queue {
  readonly types: readonly number[];
  readonly slots: readonly Field[];
}

function queues(
  machine: Machine,
  layout: Layout,
  capacity: number,
  copies: number,
  channelOf: (message: MessageType) => number,
): Channels {
  const channels = Map.groupBy(machine.messages.keys(), (message) =>
    channelOf(machine.messages[message] as MessageType),
  );
  const all: Queue[] = [];
  const queueOf: Queue[] = [];
  const placeOf: number[] = [];
  for (const types of channels.values()) {
    const most = machine.lifelines
      .map((_, lifeline) => sendsAtMost(machine, lifeline, capacity, (message) => types.includes(message)))
      .reduce((sum, one) => sum + one * copies, 0);
    const slots = Array.from({ length: Math.min(capacity, most) }, () => layout.field(types.length));
    const queue = { types, slots };
    all.push(queue);
    types.forEach((message, index) => {
      queueOf[message] = queue;
      placeOf[message] = index + 1;
    });
  }
  return {
    send(packed, message) {
      const { slots } = queueOf[message] as Queue;
      for (const slot of slots) {
        if (read(packed, slot) !== 0) continue;
        write(packed, slot, placeOf[message] as number);
        return true;
      }
      return false;
    },
    receive(packed, message) {
      const { slots } = queueOf[message] as Queue;
      const [head] = slots;
      if (head === undefined || read(packed, head) !== placeOf[message]) return false;
      moveUp(packed, slots);
      return true;
    },
    isEmpty: (packed) => all.every(({ slots }) => slots[0] === undefined || read(packed, slots[0]) === 0),
    inTransit: (packed) =>
      all.flatMap(({ types, slots }) =>
        slots.flatMap((slot) => {
          const place = read(packed, slot);
          return place === 0 ? [] : [types[place - 1] as number];
        }),
      ),
  };
}

/** The head is gone, everything behind it comes one slot nearer. */
function moveUp(packed: Packed, slots: readonly Field[]): void {
  for (let index = 0; index < slots.length; index++) {
    const behind = slots[index + 1];
    const place = behind === undefined ? 0 : read(packed, behind);
    write(packed, slots[index] as Field, place);
    if (place === 0) return;
  }
}
