import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { normaliseLabel } from '../compiler/interaction/label.ts';
import { type EventTime, readTime } from './event-time.ts';
import type { PayloadCheck } from './payload-check.ts';
import type { NumberedEvent } from './trace.ts';

/** An event as the search compares it: lifelines by id, the label normalised, a `message` taken apart. */
export interface ObservedEvent {
  readonly kind: Occurrence['kind'];
  /** Exactly one unless the kind is `ref`. */
  readonly lifelines: readonly string[];
  readonly peer: string | null;
  readonly label: string;
  readonly session: string | null;
  /** Pairs a send with its receive; null when not known. */
  readonly id: string | null;
  readonly observer: string | null;
  readonly clock: Readonly<Record<string, number>> | null;
  readonly time: EventTime | null;
  /** What it brought; null when nobody recorded that. */
  readonly payload: { readonly value: unknown } | null;
  /** Occurrences, by index, that it cannot be because they bring something else. */
  readonly contradicts: ReadonlySet<number>;
  /** Line in the trace file. */
  readonly line: number;
}

/** Events in the order of the file. Display names of lifelines are taken for their ids. */
export function observedEvents(
  interaction: Interaction,
  events: readonly NumberedEvent[],
  payloads: PayloadCheck | null = null,
): readonly ObservedEvent[] {
  const observed = eventsById(interaction, events);
  if (payloads === null) return observed;
  const drawnAs = occurrencesByEvent(interaction.occurrences);
  return observed.map((event) => {
    const { payload } = event;
    if (payload === null) return event;
    const others = drawnAs(event).filter((one) => (payloads(one, payload.value) ?? []).length > 0);
    return others.length === 0 ? event : { ...event, contradicts: new Set(others.map(({ index }) => index)) };
  });
}

const nothing: ReadonlySet<number> = new Set();

function eventsById(interaction: Interaction, events: readonly NumberedEvent[]): readonly ObservedEvent[] {
  const ids = new Map<string, string>();
  for (const { id, name } of interaction.lifelines) ids.set(normaliseLabel(name), id);
  for (const { id } of interaction.lifelines) ids.set(id, id);
  const idOf = (name: string): string => ids.get(name) ?? ids.get(normaliseLabel(name)) ?? name;
  return events.flatMap(({ event, line }): readonly ObservedEvent[] => {
    const common = {
      label: normaliseLabel(event.label),
      session: event.session ?? null,
      // "1" and 1 are different ids.
      id: event.id === undefined ? null : JSON.stringify(event.id),
      observer: event.observer ?? null,
      clock: event.clock === undefined ? null : withIds(event.clock, idOf),
      time: readTime(event.time),
      payload: event.payload === undefined ? null : { value: event.payload },
      contradicts: nothing,
      line,
    };
    if (event.kind === 'ref')
      return [{ ...common, kind: 'ref', lifelines: event.lifelines.map(idOf), peer: null }];
    if (event.kind === 'message') {
      const [from, to] = [idOf(event.from), idOf(event.to)];
      if (from === to) return [{ ...common, kind: 'action', lifelines: [from], peer: null }];
      const id = common.id ?? `line ${line}`;
      // Its receive knows all that the clock tells; of the send only its own count is known.
      const sent = common.clock?.[from];
      const clock = sent === undefined ? null : { [from]: sent };
      return [
        { ...common, kind: 'send', lifelines: [from], peer: to, id, clock },
        { ...common, kind: 'receive', lifelines: [to], peer: from, id },
      ];
    }
    const lifeline = idOf(event.lifeline);
    const peer = event.peer === undefined ? null : idOf(event.peer);
    return [
      {
        ...common,
        kind: event.kind,
        lifelines: [lifeline],
        peer: event.kind === 'action' && peer === lifeline ? null : peer,
      },
    ];
  });
}

/** Whether the event is this occurrence happening; a message without text matches any label. */
export function isEventOf(event: ObservedEvent, occurrence: Occurrence): boolean {
  return isDrawnAs(event, occurrence) && !event.contradicts.has(occurrence.index);
}

/** Whether it is but for what it brought. */
export function isDrawnAs(event: ObservedEvent, occurrence: Occurrence): boolean {
  return (
    event.kind === occurrence.kind &&
    event.peer === occurrence.peer &&
    (occurrence.label === '' || event.label === occurrence.label) &&
    sameLifelines(event.lifelines, occurrence.lifelines)
  );
}

/** The same for many: which of the occurrences an event may be, by all that it says. */
export function occurrencesByEvent(
  occurrences: readonly Occurrence[],
): (event: ObservedEvent) => readonly Occurrence[] {
  const table = Map.groupBy(occurrences, ({ label, ...place }) => keyOf(place, label));
  return (event) => [
    ...(event.label === '' ? [] : (table.get(keyOf(event, '')) ?? [])),
    ...(table.get(keyOf(event, event.label)) ?? []),
  ];
}

/** All that tells an occurrence from others. */
function keyOf(
  { kind, lifelines, peer }: Pick<Occurrence, 'kind' | 'lifelines' | 'peer'>,
  label: string,
): string {
  return JSON.stringify([kind, [...new Set(lifelines)].toSorted(), peer, label]);
}

function sameLifelines(some: readonly string[], others: readonly string[]): boolean {
  if (some.length === 1 && others.length === 1) return some[0] === others[0];
  const set = new Set(some);
  return set.size === new Set(others).size && others.every((lifeline) => set.has(lifeline));
}

function withIds(
  clock: Readonly<Record<string, number>>,
  idOf: (name: string) => string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(clock).map(([name, ticks]) => [idOf(name), ticks]));
}
