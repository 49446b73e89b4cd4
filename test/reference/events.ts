import type { TraceEvent } from '../../runtime/trace.ts';
import type { Occurrence } from './pomset.ts';

/** A message event is a send directly followed by its receive: without an id they pair all the same. */
export type SingleEvent = Exclude<TraceEvent, { readonly kind: 'message' }>;

/**
 * Each end of a message by itself. Its receive knows all that the message's clock knows; of the send nobody has said more
 * than how many events its own lifeline had had.
 */
export function singleEvents(event: TraceEvent, index: number): readonly SingleEvent[] {
  if (event.kind !== 'message') {
    // The same object may stand for two lines of a trace.
    return [{ ...event }];
  }
  const { from, to, label, clock } = event;
  const id = event.id ?? `line ${index}`;
  const own = clock?.[from];
  return [
    {
      kind: 'send',
      lifeline: from,
      peer: to,
      label,
      id,
      ...(own === undefined ? {} : { clock: { [from]: own } }),
    },
    { kind: 'receive', lifeline: to, peer: from, label, id, ...(clock === undefined ? {} : { clock }) },
  ];
}

/** The lifelines that an event is on. */
export function concerned(event: SingleEvent): readonly string[] {
  return event.kind === 'ref' ? event.lifelines : [event.lifeline];
}

/** Whether the event may be the occurrence, by its words. */
export function isOf(event: SingleEvent, occurrence: Occurrence): boolean {
  if (event.kind !== occurrence.kind || (occurrence.label !== '' && occurrence.label !== event.label)) {
    return false;
  }
  if (event.kind === 'ref') {
    return [...event.lifelines].sort().join() === [...occurrence.lifelines].sort().join();
  }
  const peer = event.peer ?? null;
  return (
    occurrence.lifelines.includes(event.lifeline) &&
    (event.kind === 'action' ? peer === null || peer === event.lifeline : peer === occurrence.peer)
  );
}

/**
 * Whether the clocks say that `a` happened before `b` (Mattern 1989): `b` knows of it, that is, of as many events of a
 * lifeline of `a` as `a` counts there; on one lifeline, of more.
 */
export function happenedBefore(a: SingleEvent, b: SingleEvent): boolean {
  return concerned(a).some((lifeline) => {
    const [before, known] = [a.clock?.[lifeline], b.clock?.[lifeline]];
    if (before === undefined || known === undefined) {
      return false;
    }
    return concerned(b).includes(lifeline) ? before < known : before <= known;
  });
}

/** The ids that both a send and a receive have. One that only sends or only receives have says nothing. */
export function pairsIn(events: readonly SingleEvent[]): ReadonlySet<string> {
  const idsOf = (kind: SingleEvent['kind']) =>
    events.flatMap((event) => (event.kind === kind && event.id !== undefined ? [idOf(event.id)] : []));
  return new Set(idsOf('send')).intersection(new Set(idsOf('receive')));
}

/** `"1"` and `1` are different ids. */
export function idOf(id: string | number): string {
  return JSON.stringify(id);
}
