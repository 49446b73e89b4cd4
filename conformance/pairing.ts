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

/** Stands for all that is sent inside of refs and for what is free: no transmission of the diagram. */
const undrawn = -1;

/**
 * What is on its way after an event that the diagram does not draw; null when a receive comes before the send with its id.
 * The send is kept as long as the same id may be received again.
 */
export function pendingUndrawn(
  pending: readonly Pending[],
  { kind }: ObservedEvent,
  end: End,
  receivedOnce: ReadonlySet<string>,
): readonly Pending[] | null {
  if (end.id === null) return pending;
  const sent = pending.find((one) => one.transmission === undrawn && one.sent.id === end.id);
  if (kind === 'send')
    return sent === undefined ? [...pending, { transmission: undrawn, sent: end }] : pending;
  if (kind !== 'receive') return pending;
  if (sent === undefined) return null;
  return receivedOnce.has(end.id) ? pending.filter((one) => one !== sent) : pending;
}

/** The ids that exactly one receive has: when it has happened, its send need not be remembered. */
export function idsReceivedOnce(observations: readonly Observation[]): ReadonlySet<string> {
  const receives = new Set(
    observations.flatMap(({ events }) => events).filter(({ kind }) => kind === 'receive'),
  );
  const once = new Set<string>();
  const often = new Set<string>();
  for (const { id } of receives) {
    if (id === null || often.has(id)) continue;
    if (once.delete(id)) often.add(id);
    else once.add(id);
  }
  return once;
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
