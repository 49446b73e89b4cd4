import type { Trace } from '../../conformance/trace.ts';
import type { TraceEvent } from '../../runtime/trace.ts';

const kinds = { '!': 'send', '?': 'receive', '.': 'action' } as const;

/**
 * A trace written as `A!x@0 B?x@3 B.y`: A sends x, B receives it, B does y; behind the `@` stands the time, in milliseconds
 * or ISO 8601. The other end of a message is the lifeline of the event with its label that goes the other way.
 */
export function timedTrace(text: string): Trace {
  const words = text.split(' ').map((word) => {
    const [, lifeline = '', sign = '', label = '', time = null] =
      /^(\w+)([!?.])(\w+)(?:@(.+))?$/.exec(word) ?? [];
    return { lifeline, kind: kinds[sign as keyof typeof kinds], label, time };
  });
  const events = words.map(({ lifeline, kind, label, time }, index): { event: TraceEvent; line: number } => {
    const other = words.find((one) => one.label === label && one.kind !== kind && one.kind !== 'action');
    const ends = kind === 'action' ? {} : { peer: other?.lifeline ?? (lifeline === 'A' ? 'B' : 'A') };
    const when = time === null ? {} : { time: /^-?\d+$/.test(time) ? Number(time) : time };
    return { event: { kind, lifeline, ...ends, label, ...when }, line: index + 1 };
  });
  return { header: null, footer: null, events };
}
