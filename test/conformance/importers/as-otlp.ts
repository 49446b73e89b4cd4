import type { TraceEvent } from '../../../runtime/trace.ts';

interface WrittenSpan {
  readonly service: string;
  readonly span: Readonly<Record<string, unknown>>;
}

/**
 * A run as OpenTelemetry would have recorded it, one line a lifeline: a message as a producer's and a consumer's span, an action as an
 * internal one. Each lifeline has a clock of its own, which is wrong by `skew` of its name, in nanoseconds.
 */
export function asOtlp(events: readonly TraceEvent[], skew: (lifeline: string) => number): string {
  const spans = events.map((event, index): WrittenSpan => {
    if (event.kind === 'message' || event.kind === 'ref') throw new Error(`no span for a ${event.kind}`);
    const { kind, lifeline, label, id, peer } = event;
    const other = events.findIndex(
      (one) => kind === 'receive' && one.kind === 'send' && one.id === id && id !== undefined,
    );
    const time = String(1_700_000_000_000_000_000n + BigInt(index * 10 + skew(lifeline)));
    return {
      service: lifeline,
      span: {
        traceId: 'f00d',
        spanId: idOf(index),
        ...(other === -1 ? {} : { parentSpanId: idOf(other) }),
        name: label,
        kind: { send: 4, receive: 5, action: 1 }[kind],
        startTimeUnixNano: time,
        endTimeUnixNano: time,
        attributes: peer === undefined ? [] : [{ key: 'peer.service', value: { stringValue: peer } }],
      },
    };
  });
  return [...Map.groupBy(spans, ({ service }) => service)]
    .map(([service, own]) =>
      JSON.stringify({
        resourceSpans: [
          {
            resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
            scopeSpans: [{ spans: own.map(({ span }) => span).toReversed() }],
          },
        ],
      }),
    )
    .join('\n');
}

function idOf(index: number): string {
  return (index + 1).toString(16).padStart(16, '0');
}
