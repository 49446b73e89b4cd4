import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { ObservedEvent } from './observed-event.ts';
import type { Observation } from './observers.ts';

/** One end of a message: its id when it was seen and the trace has that id on the other kind of end, too. */
export interface End {
  readonly seen: boolean;
  readonly id: string | null;
}

/** A message on its way: which transmission of the diagram its send was taken for, and what is known of that send. */
export interface Pending {
  readonly transmission: number;
  readonly sent: End;
}

/** Stands for all that is sent inside of refs: no transmission of the diagram. */
const insideRefs = -1;

/**
 * What is on its way after an event inside of a ref; null when a receive there comes before the send with its id. The send
 * is kept: the same id may be received several times.
 */
export function pendingInside(
  pending: readonly Pending[],
  { kind }: ObservedEvent,
  end: End,
): readonly Pending[] | null {
  if (end.id === null) return pending;
  const isSent = pending.some(({ transmission, sent }) => transmission === insideRefs && sent.id === end.id);
  if (isSent) return pending;
  return kind === 'send' ? [...pending, { transmission: insideRefs, sent: end }] : null;
}

/** An end that nobody saw: its id may be any. */
export const unseenEnd: End = { seen: false, id: null };

/** What the ids of all that was observed tell of each event's end. An id that only sends or only receives have says nothing. */
export function endsOf(observations: readonly Observation[]): (event: ObservedEvent) => End {
  const idsOf = (kind: Occurrence['kind']): Set<string> =>
    new Set(
      observations.flatMap(({ events }) =>
        events.flatMap((event) => (event.kind === kind && event.id !== null ? [event.id] : [])),
      ),
    );
  const paired = idsOf('send').intersection(idsOf('receive'));
  return ({ id }) => ({ seen: true, id: id !== null && paired.has(id) ? id : null });
}

/**
 * What is on its way after one end of a message has happened; null when its id belongs to another message. Messages of one
 * transmission, such as those of a loop's iterations, arrive in the order sent, as the diagram draws them.
 */
export function pendingAfter(
  pending: readonly Pending[],
  { kind, transmission, lost, peer }: Occurrence,
  end: End,
): readonly Pending[] | null {
  if (transmission === null || lost || peer === null) return pending;
  if (kind === 'send') return [...pending, { transmission, sent: end }];
  const first = pending.find((message) => message.transmission === transmission);
  if (first?.sent.seen && end.seen && first.sent.id !== end.id) return null;
  return pending.filter((message) => message !== first);
}
