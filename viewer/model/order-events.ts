import { pairingKey } from './pair-messages.ts';
import type { RunEvent } from './run-model.ts';

/**
 * The events in an order in which they may have happened. One recording is taken as it is. Several recordings say nothing
 * of each other's order but that no message is received before it is sent: of the events that may come next, the first in
 * the file does. Where recordings contradict each other, the file's order decides.
 */
export function orderEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  const recordings = [...Map.groupBy(events, ({ observer }) => observer).values()];
  if (recordings.length < 2) return events;
  const sends = countByKey(events.filter(({ kind }) => kind === 'send'));
  const sent = new Map<string, number>();
  const received = new Map<string, number>();
  const mayCome = (event: RunEvent): boolean => {
    if (event.kind !== 'receive') return true;
    const key = pairingKey(event);
    const number = (received.get(key) ?? 0) + 1;
    return number <= (sent.get(key) ?? 0) || number > (sends.get(key) ?? 0);
  };
  const taken = recordings.map(() => 0);
  const ordered: RunEvent[] = [];
  while (ordered.length < events.length) {
    const heads = recordings
      .flatMap((recording, index) => {
        const event = recording[taken[index] ?? 0];
        return event === undefined ? [] : [{ event, index }];
      })
      .toSorted((a, b) => a.event.index - b.event.index);
    const next = heads.find(({ event }) => mayCome(event)) ?? heads[0];
    if (next === undefined) break;
    const { event, index } = next;
    taken[index] = (taken[index] ?? 0) + 1;
    if (event.kind === 'send') count(sent, event);
    if (event.kind === 'receive') count(received, event);
    ordered.push({ ...event, index: ordered.length });
  }
  return ordered;
}

function countByKey(events: readonly RunEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) count(counts, event);
  return counts;
}

function count(counts: Map<string, number>, event: RunEvent): void {
  const key = pairingKey(event);
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
