import type { ArrowLooks } from './arrow-looks.ts';
import type { RunEvent, RunMessage } from './run-model.ts';

/**
 * Sends and receives → arrows, in the order of their first events. An `id` pairs its send with its receive; without one,
 * the oldest open send of the same label between the same two lifelines is the one received. What finds no other end
 * stays a message with one end.
 */
export function pairMessages(events: readonly RunEvent[], looks: ArrowLooks): readonly RunMessage[] {
  const messages: RunMessage[] = [];
  const open = new Map<string, number[]>();
  for (const event of events) {
    if (event.kind !== 'send' && event.kind !== 'receive') continue;
    const key = pairingKey(event);
    const waiting = event.kind === 'receive' ? open.get(key)?.shift() : undefined;
    const sent = waiting === undefined ? undefined : messages[waiting];
    if (waiting !== undefined && sent !== undefined) {
      messages[waiting] = { ...sent, receive: event.index };
      continue;
    }
    if (event.kind === 'send') {
      const queue = open.get(key) ?? [];
      queue.push(messages.length);
      open.set(key, queue);
    }
    messages.push(halfMessage(event, looks));
  }
  return messages;
}

function halfMessage(event: RunEvent, looks: ArrowLooks): RunMessage {
  const { label, index } = event;
  const { from, to } = ends(event);
  const look = looks.next(from, to, label);
  return event.kind === 'send'
    ? { from, to, label, send: index, receive: null, look }
    : { from, to, label, send: null, receive: index, look };
}

function ends({ kind, lifelines, peer }: RunEvent): { from: string | null; to: string | null } {
  const here = lifelines[0] ?? null;
  return kind === 'send' ? { from: here, to: peer } : { from: peer, to: here };
}

/** The same for a send and the receives that may belong to it. */
export function pairingKey(event: RunEvent): string {
  const { from, to } = ends(event);
  return JSON.stringify([event.session, from, to, event.id, event.id === null ? event.label : null]);
}
