import type { Span, SpanReference } from './recording.ts';

/** One message between services, or a call and its reply: the spans at its ends, of which at least one was recorded. */
export interface Exchange {
  readonly sender: Span | null;
  readonly receiver: Span | null;
}

/** A server goes with the client that is its parent, a consumer with each producer that it comes from. */
export function pairSpans(spans: readonly Span[]): readonly Exchange[] {
  const senders = new Map(spans.filter(isSender).map((span) => [keyOf(span), span]));
  const byMessage = Map.groupBy(
    [...senders.values()].filter((span) => messageOf(span) !== null),
    messageOf,
  );
  const answered = new Set<Span>();
  const exchanges = spans.flatMap((receiver): readonly Exchange[] => {
    if (receiver.kind !== 'server' && receiver.kind !== 'consumer') return [];
    const above = sendersAbove(receiver, senders);
    const [alike, another] = (above.length === 0 && byMessage.get(messageOf(receiver))) || [];
    const found = above.length === 0 && alike !== undefined && another === undefined ? [alike] : above;
    const own = found.filter((sender) => sender.kind === 'producer' || !answered.has(sender));
    for (const sender of own) answered.add(sender);
    return own.length === 0 ? [{ sender: null, receiver }] : own.map((sender) => ({ sender, receiver }));
  });
  const unanswered = [...senders.values()].filter((span) => !answered.has(span));
  return [...exchanges, ...unanswered.map((sender) => ({ sender, receiver: null }))];
}

/** Zipkin's two ends of a call may share one id. */
function sendersAbove(receiver: Span, senders: ReadonlyMap<string, Span>): readonly Span[] {
  const { trace, id, parent, links, kind } = receiver;
  const direct = [{ trace, id }, ...(parent === null ? [] : [{ trace, id: parent }])];
  const references = kind === 'consumer' ? [...direct, ...links] : direct;
  const wanted = kind === 'consumer' ? 'producer' : 'client';
  const found = references.map((reference) => senders.get(keyOf(reference)));
  return [...new Set(found)].filter((span) => span !== undefined).filter((span) => span.kind === wanted);
}

function isSender({ kind }: Span): boolean {
  return kind === 'client' || kind === 'producer';
}

function keyOf({ trace, id }: SpanReference): string {
  return `${trace} ${id}`;
}

/** What names a message on a broker (OpenTelemetry, semantic conventions for messaging spans). */
function messageOf({ attributes, kind }: Span): string | null {
  const id = attributes['messaging.message.id'];
  if (id === undefined || (kind !== 'producer' && kind !== 'consumer')) return null;
  return JSON.stringify([attributes['messaging.system'], attributes['messaging.destination.name'], id]);
}
