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
    ...recognition((message, values) => {
      if (message.kind !== 'request') return 'it is no request';
      if (message.method !== method) return `its method is ${message.method}`;
      const segments = matchPath(path, message.path, values);
      if (typeof segments === 'string') return segments;
      if (when?.(message, values) === false) return whenRefuses;
      return { ...segments, ...bind?.(message, values) };
    }),
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
    ...recognition((message, values) => {
      if (message.kind !== 'response') return 'it is no response';
      if (message.status !== status) return `its status is ${message.status}`;
      return when?.(message, values) === false ? whenRefuses : (bind?.(message, values) ?? {});
    }),
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

const whenRefuses = 'the `when` of its wire refuses it';

/** Both answers out of one comparison, which gives the values of a message that fits and a clause for one that does not. */
function recognition(
  compare: (message: HttpMessage, values: Values) => Values | string,
): Pick<Wire, 'recognise' | 'misfit'> {
  return {
    recognise: (message, values) => {
      const compared = compare(message as HttpMessage, values);
      return typeof compared === 'string' ? null : compared;
    },
    misfit: (message, values) => {
      const compared = compare(message as HttpMessage, values);
      return typeof compared === 'string' ? compared : null;
    },
  };
}

/** The values of the `:name` segments; a clause when the path is another, or names another value than one bound earlier. */
function matchPath(pattern: string, path: string, values: Values): Values | string {
  const expected = pattern.split('/');
  const given = path.split('/');
  const another = `its path is ${path}`;
  if (expected.length !== given.length) return another;
  const found: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const actual = decodeSegment(given[index] ?? '');
    if (!segment.startsWith(':')) {
      if (segment !== actual) return another;
      continue;
    }
    const name = segment.slice(1);
    if (Object.hasOwn(values, name) && String(values[name]) !== actual)
      return `its ${name} is "${actual}", not "${String(values[name])}"`;
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
