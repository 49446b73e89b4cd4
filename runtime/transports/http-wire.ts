import type { MessageName } from '../../compiler/interaction/message-name.ts';
import type { HttpHeaders, HttpMessage, HttpRequest, HttpResponse } from './http.ts';
import { type Making, need, type Values, type Wire } from './wire.ts';

export interface HttpRequestOptions {
  readonly method: string;
  /** `:name` stands for one segment and is bound as the value of that name: `/orders/:orderId`. */
  readonly path: string;
  readonly query?: (making: Making) => Readonly<Record<string, string>>;
  readonly headers?: (making: Making) => HttpHeaders;
  /** JSON, or text; none when absent. */
  readonly body?: (making: Making) => unknown;
  /** Tells messages of the same method and path apart. */
  readonly when?: (request: HttpRequest, values: Values) => boolean;
  /** Values for later messages. */
  readonly bind?: (request: HttpRequest, values: Values) => Values;
}

/** A message that travels as a request. */
export function httpRequest(options: HttpRequestOptions): Wire {
  const { method, path, query, headers, body, when, bind } = options;
  return {
    transport: 'http',
    answers: null,
    text: `${method} ${path}`,
    recognise: (received, values) => {
      const message = received as HttpMessage;
      if (message.kind !== 'request' || message.method !== method) return null;
      const segments = matchPath(path, message.path, values);
      if (segments === null || when?.(message, values) === false) return null;
      return { ...segments, ...bind?.(message, values) };
    },
    make: (making) => {
      const message: HttpRequest = {
        kind: 'request',
        method,
        path: makePath(path, making.values),
        query: query?.(making) ?? {},
        headers: headers?.(making) ?? {},
        body: body?.(making) ?? null,
      };
      return { message, values: bind?.(message, making.values) ?? {} };
    },
  };
}

export interface HttpResponseOptions {
  /** 200 when absent. */
  readonly status?: number;
  readonly headers?: (making: Making) => HttpHeaders;
  readonly body?: (making: Making) => unknown;
  readonly when?: (response: HttpResponse, values: Values) => boolean;
  readonly bind?: (response: HttpResponse, values: Values) => Values;
}

/** A message that travels as the response to the request that carries `call`. */
export function httpResponse(call: MessageName, options: HttpResponseOptions = {}): Wire {
  const { status = 200, headers, body, when, bind } = options;
  return {
    transport: 'http',
    answers: call,
    text: `HTTP ${status}`,
    recognise: (received, values) => {
      const message = received as HttpMessage;
      if (message.kind !== 'response' || message.status !== status) return null;
      return when?.(message, values) === false ? null : (bind?.(message, values) ?? {});
    },
    make: (making) => {
      const message: HttpResponse = {
        kind: 'response',
        status,
        headers: headers?.(making) ?? {},
        body: body?.(making) ?? null,
      };
      return { message, values: bind?.(message, making.values) ?? {} };
    },
  };
}

/** The values of the `:name` segments; null when the path is another, or names another value than one bound earlier. */
function matchPath(pattern: string, path: string, values: Values): Values | null {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const actual = decodeSegment(given[index] ?? '');
    if (!segment.startsWith(':')) {
      if (segment !== actual) return null;
      continue;
    }
    const name = segment.slice(1);
    if (Object.hasOwn(values, name) && String(values[name]) !== actual) return null;
    found[name] = actual;
  }
  return found;
}

function makePath(pattern: string, values: Values): string {
  return pattern.replace(/(?<=\/):(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(need(values, name))),
  );
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
