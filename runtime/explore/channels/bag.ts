import { type Field, read, write } from '../layout.ts';
import { sendsAtMost } from '../sends-at-most.ts';
import { byPair, type ChannelKind } from './channels.ts';

/** No order at all: of each message type, how many are on their way. */
export const bag: ChannelKind = {
  channels: byPair,
  make(machine, types, layout, capacity, copies) {
    const counts = new Map<number, Field>();
    for (const type of types) {
      const from = machine.messages[type]?.from ?? -1;
      const most = copies * sendsAtMost(machine, from, capacity, (one) => one === type);
      counts.set(type, layout.field(Math.min(capacity, most)));
    }
    return {
      send(packed, message) {
        let total = 0;
        for (const field of counts.values()) total += read(packed, field);
        if (total >= capacity) return false;
        const field = counts.get(message) as Field;
        write(packed, field, read(packed, field) + 1);
        return true;
      },
      receive(packed, message) {
        const field = counts.get(message) as Field;
        const count = read(packed, field);
        if (count === 0) return false;
        write(packed, field, count - 1);
        return true;
      },
      inTransit: (packed) =>
        [...counts].flatMap(([message, field]) => Array.from({ length: read(packed, field) }, () => message)),
    };
  },
};
