import { type Field, type Packed, read, write } from '../layout.ts';
import { sendsAtMost } from '../sends-at-most.ts';
import { byPair, type ChannelKind } from './channels.ts';

/** Slots, the head first; a slot holds the place of a message type in `types`, from 1, or 0. */
const makeQueue: ChannelKind['make'] = (machine, types, layout, capacity, copies) => {
  const most = machine.lifelines
    .map((_, lifeline) => sendsAtMost(machine, lifeline, capacity, (message) => types.includes(message)))
    .reduce((sum, one) => sum + one * copies, 0);
  const slots = Array.from({ length: Math.min(capacity, most) }, () => layout.field(types.length));
  return {
    send(packed, message) {
      const free = slots.find((slot) => read(packed, slot) === 0);
      if (free === undefined) return false;
      write(packed, free, types.indexOf(message) + 1);
      return true;
    },
    receive(packed, message) {
      const [head] = slots;
      if (head === undefined || read(packed, head) !== types.indexOf(message) + 1) return false;
      moveUp(packed, slots);
      return true;
    },
    inTransit: (packed) =>
      slots.flatMap((slot) => {
        const place = read(packed, slot);
        return place === 0 ? [] : [types[place - 1] as number];
      }),
  };
};

/** One queue for each ordered pair of lifelines. */
export const fifo: ChannelKind = { channels: byPair, make: makeQueue };

/** One queue for each receiver. */
export const mailbox: ChannelKind = {
  channels: ({ messages }) => messages.map(({ to }) => to),
  make: makeQueue,
};

/** The head is gone, everything behind it comes one slot nearer. */
function moveUp(packed: Packed, slots: readonly Field[]): void {
  slots.forEach((slot, index) => {
    const behind = slots[index + 1];
    write(packed, slot, behind === undefined ? 0 : read(packed, behind));
  });
}
