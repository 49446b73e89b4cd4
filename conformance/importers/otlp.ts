import {
  elementsOf,
  isObject,
  type JsonObject,
  type Place,
  type Problem,
  type ReadJson,
  readJson,
  textOf,
} from './json-reader.ts';
import type { Importer, Span, SpanKind, SpanReference } from './recording.ts';
import { nameIn, nanoseconds, peerIn } from './span-fields.ts';
import { tracesOf } from './spans-to-traces.ts';

/**
 * OpenTelemetry's traces: OTLP 1 in its JSON encoding (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"), as one object or
 * one object a line, as the collector's file exporter writes them. Lines with logs or metrics are passed over.
 */
export const otlp: Importer = {
  name: 'OTLP/JSON',
  isBegunBy: (head) => /^\s*\{\s*"resource_?(spans|logs|metrics)"/i.test(head),
  read: (text, mapping) => {
    const problems: Problem[] = [];
    const spans = documentsIn(text).flatMap(({ text: one, line }) => {
      const read = readJson(one, line);
      if (read.problem !== null) problems.push(read.problem);
      return spansIn(read, problems);
    });
    return tracesOf(spans, mapping, problems);
  },
};

/** Each line where each begins an object of its own; else the whole text. */
function documentsIn(text: string): readonly { readonly text: string; readonly line: number }[] {
  const lines = text.split('\n').map((one, index) => ({ text: one, line: index + 1 }));
  const written = lines.filter(({ text: one }) => one.trim() !== '');
  const isLines = written.filter(({ text: one }) => /^\s*\{\s*"resource/.test(one)).length > 1;
  return isLines ? written : [{ text, line: 1 }];
}

function spansIn({ value, placeOf }: ReadJson, problems: Problem[]): readonly Span[] {
  if (!isObject(value)) return [];
  const groups = elementsOf(value.resourceSpans ?? value.resource_spans).filter(isObject);
  return groups.flatMap((group) => {
    const resource = isObject(group.resource) ? attributesIn(group.resource.attributes) : {};
    const scopes = elementsOf(group.scopeSpans ?? group.scope_spans ?? group.instrumentationLibrarySpans);
    return scopes
      .filter(isObject)
      .flatMap((scope) => elementsOf(scope.spans))
      .flatMap((raw): readonly Span[] => {
        const place = isObject(raw) ? placeOf(raw) : placeOf(group);
        const read = isObject(raw) ? spanOf(raw, resource, place) : 'a span is an object';
        if (typeof read !== 'string') return [read];
        problems.push({ ...place, message: `${read}; this span is left out` });
        return [];
      });
  });
}

/** The span, or what is wrong with it. */
function spanOf(raw: JsonObject, resource: Readonly<Record<string, string>>, place: Place): Span | string {
  const reference = referenceOf(raw);
  if (reference === null) return '`traceId` and `spanId` are texts';
  const start = nanoseconds(raw.startTimeUnixNano ?? raw.start_time_unix_nano, 1n);
  if (start === null) return '`startTimeUnixNano` is a count of nanoseconds';
  const end = nanoseconds(raw.endTimeUnixNano ?? raw.end_time_unix_nano ?? 0, 1n);
  const kind = kindOf(raw.kind);
  if (kind === null) return '`kind` is one of OTLP, SPAN_KIND_CLIENT or 3, say';
  const attributes = { ...resource, ...attributesIn(raw.attributes) };
  const service = resource['service.name'] ?? 'unknown_service';
  const instance = ['service.instance.id', 'host.name', 'process.pid'].map((key) => resource[key] ?? '');
  return {
    ...reference,
    parent: nameIn(raw.parentSpanId ?? raw.parent_span_id),
    links: elementsOf(raw.links).flatMap((link) => (isObject(link) ? (referenceOf(link) ?? []) : [])),
    name: textOf(raw.name) ?? '',
    kind,
    service,
    clock: [service, ...instance].join(' ').trim(),
    peer: kind === 'client' || kind === 'producer' ? peerIn(attributes) : null,
    attributes,
    start,
    end: end === 0n ? null : end,
    place,
  };
}

function referenceOf(raw: JsonObject): SpanReference | null {
  const [trace, id] = [nameIn(raw.traceId ?? raw.trace_id), nameIn(raw.spanId ?? raw.span_id)];
  return trace === null || id === null ? null : { trace, id };
}

const kinds: readonly SpanKind[] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];
const kindNames = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

function kindOf(raw: unknown): SpanKind | null {
  const index = typeof raw === 'string' ? kindNames.indexOf(raw.replace(/^SPAN_KIND_/, '')) : (raw ?? 0);
  return typeof index === 'number' ? (kinds[index] ?? null) : null;
}

/** Attributes by name; of values that are no scalars nothing is kept. */
function attributesIn(raw: unknown): Readonly<Record<string, string>> {
  const pairs = elementsOf(raw)
    .filter(isObject)
    .flatMap(({ key, value }): readonly [string, string][] => {
      const [held] = isObject(value) ? Object.values(value) : [];
      const text = textOf(held);
      return typeof key === 'string' && text !== null ? [[key, text]] : [];
    });
  return Object.fromEntries(pairs);
}
