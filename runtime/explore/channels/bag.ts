import { type Field, read, write } from '../layout.ts';
import type { MessageType } from '../machine.ts';
import { sendsAtMost } from '../sends-at-most.ts';
import type { MakeChannels } from './channels.ts';

/** No order at all: of each message type, how many are on their way. A channel is an ordered pair of lifelines. */
export const bagChannels: MakeChannels = (machine, layout, capacity, copies) => {
  const { messages, lifelines } = machine;
  const counts: Field[] = messages.map(({ from }, message) =>
    layout.field(Math.min(capacity, copies * sendsAtMost(machine, from, capacity, (one) => one === message))),
  );
  const channelOf = ({ from, to }: MessageType): number => from * lifelines.length + to;
  const together = messages.map((message) =>
    counts.filter((_, other) => channelOf(messages[other] as MessageType) === channelOf(message)),
  );
  return {
    send(packed, message) {
      let total = 0;
      for (const field of together[message] as Field[]) total += read(packed, field);
      if (total >= capacity) return false;
      const field = counts[message] as Field;
      write(packed, field, read(packed, field) + 1);
      return true;
    },
    receive(packed, message) {
      const field = counts[message] as Field;
      const count = read(packed, field);
      if (count === 0) return false;
      write(packed, field, count - 1);
      return true;
    },
    isEmpty: (packed) => counts.every((field) => read(packed, field) === 0),
    inTransit: (packed) =>
      counts.flatMap((field, message) => Array.from({ length: read(packed, field) }, () => message)),
  };
};
