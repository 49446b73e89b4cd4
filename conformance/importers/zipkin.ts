import {
  elementsOf,
  isObject,
  type JsonObject,
  type Place,
  type Problem,
  readJson,
  textOf,
} from './json-reader.ts';
import type { Importer, Span, SpanKind } from './recording.ts';
import { nameIn, nanoseconds, peerIn, scalarsIn } from './span-fields.ts';
import { tracesOf } from './spans-to-traces.ts';

/** Zipkin's spans (zipkin.io/zipkin-api, v2): a list, or a list of lists, one a trace. The ends of a call may share one id. */
export const zipkin: Importer = {
  name: 'Zipkin v2 JSON',
  isBegunBy: (head) => /^\uFEFF?\s*\[/.test(head),
  read: (text, mapping) => {
    const { value, problem, placeOf } = readJson(text);
    const problems: Problem[] = problem === null ? [] : [problem];
    const whole = Array.isArray(value) ? value : [];
    const spans = whole.flat().flatMap((raw): readonly Span[] => {
      const place = isObject(raw) ? placeOf(raw) : placeOf(whole);
      const read = isObject(raw) ? spanOf(raw, place) : 'a span is an object';
      if (typeof read !== 'string') return [read];
      problems.push({ ...place, message: `${read}; this span is left out` });
      return [];
    });
    return tracesOf(spans, mapping, problems);
  },
};

/** The span, or what is wrong with it. */
function spanOf(raw: JsonObject, place: Place): Span | string {
  const [trace, id] = [nameIn(raw.traceId), nameIn(raw.id)];
  if (trace === null || id === null) return '`traceId` and `id` are texts';
  const kind = kindOf(raw.kind);
  if (kind === null) return '`kind` is CLIENT, SERVER, PRODUCER or CONSUMER';
  const start = nanoseconds(raw.timestamp, 1000n);
  if (start === null) return '`timestamp` is a count of microseconds';
  const took = nanoseconds(raw.duration, 1000n);
  const { serviceName, ...local } = scalarsIn(raw.localEndpoint);
  const service = serviceName ?? 'unknown_service';
  const attributes = scalarsIn(raw.tags);
  return {
    trace,
    id,
    parent: nameIn(raw.parentId),
    links: [],
    name: textOf(raw.name) ?? '',
    kind,
    service,
    clock: [service, local.ipv4 ?? local.ipv6 ?? '', local.port ?? ''].join(' ').trim(),
    peer: nameIn(scalarsIn(raw.remoteEndpoint).serviceName) ?? peerIn(attributes),
    attributes,
    start,
    end: took === null ? null : start + took,
    place,
  };
}

function kindOf(raw: unknown): SpanKind | null {
  if (raw === undefined || raw === null) return 'internal';
  return (
    elementsOf(['client', 'server', 'producer', 'consumer'] satisfies SpanKind[]).find(
      (kind): kind is SpanKind => typeof raw === 'string' && kind === raw.toLowerCase(),
    ) ?? null
  );
}
