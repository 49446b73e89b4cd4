import {
  elementsOf,
  isObject,
  type JsonObject,
  type Place,
  type Problem,
  readJson,
  textOf,
} from './json-reader.ts';
import type { Importer, Span } from './recording.ts';
import { nameIn } from './span-fields.ts';
import { tracesOf } from './spans-to-traces.ts';

/**
 * What a browser recorded: HAR 1.2 (w3c.github.io/web-performance/specs/HAR), with Chrome's `_webSocketMessages`. One clock, the browser's, which is the
 * lifeline `Browser` unless the mapping names it otherwise.
 */
export const har: Importer = {
  name: 'HAR',
  isBegunBy: (head) => /^\uFEFF?\s*\{\s*"log"\s*:/.test(head),
  read: (text, mapping) => {
    const { value, problem, placeOf } = readJson(text);
    const problems: Problem[] = problem === null ? [] : [problem];
    const log = isObject(value) && isObject(value.log) ? value.log : {};
    const spans = elementsOf(log.entries).flatMap((raw, index): readonly Span[] => {
      const place = isObject(raw) ? placeOf(raw) : placeOf(log);
      const read = isObject(raw) ? entryOf(raw, `e${index + 1}`, place) : 'an entry is an object';
      if (typeof read === 'string') {
        problems.push({ ...place, message: `${read}; this entry is left out` });
        return [];
      }
      const frames = elementsOf(isObject(raw) ? raw._webSocketMessages : null).map((frame, number) =>
        isObject(frame)
          ? frameOf(frame, read, `${read.id}.${number + 1}`, placeOf(frame))
          : 'a message is an object',
      );
      for (const frame of frames)
        if (typeof frame === 'string')
          problems.push({ ...place, message: `${frame}; this WebSocket message is left out` });
      return [read, ...frames.filter((frame) => typeof frame !== 'string')];
    });
    return tracesOf(spans, { ...mapping, session: mapping.session ?? '' }, problems);
  },
};

/** An exchange with a server, as the span of a client; or what is wrong with the entry. */
function entryOf(raw: JsonObject, id: string, place: Place): Span | string {
  const { request, response, startedDateTime, time } = raw;
  if (!isObject(request)) return '`request` is an object';
  const url = typeof request.url === 'string' && URL.canParse(request.url) ? new URL(request.url) : null;
  if (url === null) return '`url` of a request is an address';
  const started = typeof startedDateTime === 'string' ? Date.parse(startedDateTime) : Number.NaN;
  if (Number.isNaN(started)) return '`startedDateTime` is a time of ISO 8601';
  const status = isObject(response) ? textOf(response.status) : null;
  const took = typeof time === 'number' && time >= 0 ? time : null;
  const method = nameIn(request.method) ?? 'GET';
  const start = nanosecondsOf(started);
  return {
    trace: 'har',
    id,
    parent: null,
    links: [],
    name: `${method} ${url.pathname}`,
    kind: 'client',
    service: 'Browser',
    clock: 'Browser',
    peer: url.host,
    attributes: {
      'http.request.method': method,
      'url.full': url.href,
      'url.path': url.pathname,
      'url.query': url.search.slice(1),
      'server.address': url.host,
      ...(status === null || status === '0' ? {} : { 'http.response.status_code': status }),
    },
    start,
    // Status 0: no response came.
    end: took === null || status === null || status === '0' ? null : start + nanosecondsOf(took),
    place,
  };
}

/** A frame is sent or received by the browser; of what the server did nothing is known. */
function frameOf(raw: JsonObject, socket: Span, id: string, place: Place): Span | string {
  const { type, time, data } = raw;
  if (type !== 'send' && type !== 'receive') return '`type` is "send" or "receive"';
  if (typeof time !== 'number' || !(time >= 0) || !Number.isFinite(time))
    return '`time` is a number of seconds';
  const text = textOf(data) ?? '';
  return {
    ...socket,
    id,
    parent: null,
    name: text,
    kind: type === 'send' ? 'producer' : 'consumer',
    attributes: { ...socket.attributes, 'websocket.data': text, 'websocket.direction': type },
    start: nanosecondsOf(time * 1000),
    end: null,
    place,
  };
}

function nanosecondsOf(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1000)) * 1000n;
}
