import {
  elementsOf,
  isObject,
  type JsonObject,
  type Place,
  type Problem,
  readJson,
  textOf,
} from './json-reader.ts';
import type { Importer, Span, SpanKind, SpanReference } from './recording.ts';
import { nameIn, nanoseconds, peerIn } from './span-fields.ts';
import { tracesOf } from './spans-to-traces.ts';

/**
 * What Jaeger's page and its `/api/traces` give (jaegertracing.io/docs, "Internal HTTP JSON"; its types are in model/json/model.go):
 * traces with their spans and processes.
 */
export const jaeger: Importer = {
  name: 'Jaeger JSON',
  isBegunBy: (head) => /^\uFEFF?\s*\{/.test(head) && /"data"\s*:/.test(head) && /"traceID"\s*:/.test(head),
  read: (text, mapping) => {
    const { value, problem, placeOf } = readJson(text);
    const problems: Problem[] = problem === null ? [] : [problem];
    const data = isObject(value) ? value.data : null;
    const spans = elementsOf(Array.isArray(data) ? data : [data])
      .filter(isObject)
      .flatMap((trace) => {
        const processes = isObject(trace.processes) ? trace.processes : {};
        return elementsOf(trace.spans).flatMap((raw): readonly Span[] => {
          const place = isObject(raw) ? placeOf(raw) : placeOf(trace);
          const read = isObject(raw) ? spanOf(raw, processes, place) : 'a span is an object';
          if (typeof read !== 'string') return [read];
          problems.push({ ...place, message: `${read}; this span is left out` });
          return [];
        });
      });
    return tracesOf(spans, mapping, problems);
  },
};

/** The span, or what is wrong with it. */
function spanOf(raw: JsonObject, processes: JsonObject, place: Place): Span | string {
  const reference = referenceOf(raw);
  if (reference === null) return '`traceID` and `spanID` are texts';
  const start = nanoseconds(raw.startTime, 1000n);
  if (start === null) return '`startTime` is a count of microseconds';
  const took = nanoseconds(raw.duration, 1000n);
  const key = nameIn(raw.processID);
  const process = key === null ? raw.process : processes[key];
  if (!isObject(process)) return '`processID` names one of the processes';
  const service = nameIn(process.serviceName) ?? 'unknown_service';
  const attributes = { ...tagsIn(process.tags), ...tagsIn(raw.tags) };
  const kind = kinds.find((one) => one === attributes['span.kind']?.toLowerCase()) ?? 'internal';
  const references = elementsOf(raw.references).filter(isObject);
  const own = references.flatMap((one) => referenceOf(one) ?? []);
  const parent = own.find(({ trace }) => trace === reference.trace) ?? null;
  return {
    ...reference,
    parent: parent?.id ?? nameIn(raw.parentSpanID),
    links: own.filter((one) => one !== parent),
    name: textOf(raw.operationName) ?? '',
    kind,
    service,
    clock: [
      service,
      ...['hostname', 'ip', 'service.instance.id'].map((tag) => tagsIn(process.tags)[tag] ?? ''),
    ]
      .join(' ')
      .trim(),
    peer: kind === 'client' || kind === 'producer' ? peerIn(attributes) : null,
    attributes,
    start,
    end: took === null ? null : start + took,
    place,
  };
}

const kinds: readonly SpanKind[] = ['client', 'server', 'producer', 'consumer'];

function referenceOf(raw: JsonObject): SpanReference | null {
  const [trace, id] = [nameIn(raw.traceID), nameIn(raw.spanID)];
  return trace === null || id === null ? null : { trace, id };
}

function tagsIn(raw: unknown): Readonly<Record<string, string>> {
  const pairs = elementsOf(raw)
    .filter(isObject)
    .flatMap(({ key, value }): readonly [string, string][] => {
      const text = textOf(value);
      return typeof key === 'string' && text !== null ? [[key, text]] : [];
    });
  return Object.fromEntries(pairs);
}
