import {
  Agent,
  createServer,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { redactHttp } from './http-secrets.ts';
import {
  bytesMaxByDefault,
  type Connection,
  type ConnectOptions,
  type Endpoint,
  type Exchange,
  type ListenOptions,
  type Transport,
  TransportError,
} from './transport.ts';

/**
 * HTTP/1.1. A request opens an exchange and its response answers it, so that a call and its reply are two messages.
 * Bodies are JSON when they say so, else text. Node shows a message only when its header lines are complete: that is what
 * counts as its first byte here.
 */
export const http: Transport<HttpMessage> = {
  name: 'http',
  listen,
  connect,
  refuses: (message) => message.kind === 'response' && message.status >= 400,
  redact: redactHttp,
};

export type HttpMessage = HttpRequest | HttpResponse;

export interface HttpRequest {
  readonly kind: 'request';
  readonly method: string;
  /** With the leading slash, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: HttpHeaders;
  /** Parsed JSON, else text; null when there is none. */
  readonly body: unknown;
}

export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: unknown;
}

/** By name in lower case. */
export type HttpHeaders = Readonly<Record<string, string>>;

async function listen({ onArrival, onRefusal, bytesMax }: ListenOptions<HttpMessage>): Promise<Endpoint> {
  const server = createServer((request, response) => {
    const { host, origin } = request.headers;
    if (!isOwnHost(host, (server.address() as AddressInfo).port) || !isLocalOrigin(origin)) {
      // Any page that a browser on this machine shows can call us, under a name of its own too: take nothing from it.
      request.resume();
      onRefusal?.(
        `${request.method} ${request.url} for host "${host}"${origin === undefined ? '' : ` from a page of "${origin}"`}`,
      );
      respond(
        response,
        plain(421, 'this server answers to its own address, and to pages of this machine'),
      ).catch(() => {});
      return;
    }
    onArrival({
      what: `${request.method} ${request.url}`,
      whole: quietly(readRequest(request, bytesMax ?? bytesMaxByDefault)),
      exchange: exchangeOf(response),
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const broken = new TransportError(`it is not HTTP: ${error.message}`);
    // A connection that is only cut has brought nothing that could be a message.
    if (error.code?.startsWith('HPE_') === true)
      onArrival({ what: 'no HTTP', whole: quietly(Promise.reject(broken)), exchange: null });
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function connect(address: string, { bytesMax }: ConnectOptions = {}): Connection<HttpMessage> {
  const base = new URL(address);
  // No connection is used twice: an old one may be closed under our hands, and then nobody knows what was delivered.
  const agent = new Agent({ keepAlive: false });
  return {
    send: (message, onAnswer) => {
      if (message.kind !== 'request')
        return Promise.reject(new TransportError('a response opens no exchange'));
      const target = new URL(message.path, base);
      for (const [name, value] of Object.entries(message.query)) target.searchParams.set(name, value);
      const body = encodeBody(message.body);
      const request = openRequest(target, {
        method: message.method,
        agent,
        headers: { ...bodyHeaders(message.body, body), ...message.headers },
      });
      return new Promise((resolve, reject) => {
        let answered = false;
        request.on('response', (response) => {
          answered = true;
          onAnswer({
            what: statusLine(response.statusCode ?? 0),
            whole: quietly(readResponse(response, bytesMax ?? bytesMaxByDefault)),
            exchange: null,
          });
        });
        request.on('finish', resolve);
        request.on('error', (error) => {
          const broken = new TransportError(`${message.method} ${target.href}: ${error.message}`);
          reject(broken);
          if (answered || !request.writableFinished) return;
          answered = true;
          onAnswer({ what: 'no answer', whole: quietly(Promise.reject(broken)), exchange: null });
        });
        request.end(body);
      });
    },
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

function exchangeOf(response: ServerResponse): Exchange<HttpMessage> {
  return {
    answer: (message) =>
      message.kind === 'response'
        ? respond(response, message)
        : Promise.reject(new TransportError('a request answers nothing')),
    acknowledge: () => respond(response, { kind: 'response', status: 204, headers: {}, body: null }),
    refuse: (reason) => respond(response, plain(501, reason)),
  };
}

function respond(response: ServerResponse, { status, headers, body }: HttpResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new TransportError('the caller did not wait for the answer'));
    if (response.writableEnded || response.destroyed) return gone();
    const bytes = encodeBody(body);
    response.once('finish', resolve);
    response.once('close', gone);
    response.writeHead(status, { ...bodyHeaders(body, bytes), ...headers });
    response.end(bytes);
  });
}

function plain(status: number, text: string): HttpResponse {
  return { kind: 'response', status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

/** The status line as people write it: `200 OK`. */
export function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Only browsers send an origin; a page that is served on this machine may be a participant. */
function isLocalOrigin(origin: string | undefined): boolean {
  return origin === undefined || /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin);
}

async function readRequest(request: IncomingMessage, bytesMax: number): Promise<HttpRequest> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const headers = plainHeaders(request);
  const body = decodeBody(await readBody(request, bytesMax), headers);
  const query = Object.fromEntries(url.searchParams);
  return { kind: 'request', method: request.method ?? '', path: url.pathname, query, headers, body };
}

async function readResponse(response: IncomingMessage, bytesMax: number): Promise<HttpResponse> {
  const headers = plainHeaders(response);
  const body = decodeBody(await readBody(response, bytesMax), headers);
  return { kind: 'response', status: response.statusCode ?? 0, headers, body };
}

async function readBody(message: IncomingMessage, bytesMax: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of message) {
      bytes += (part as Buffer).length;
      if (bytes > bytesMax) throw new TransportError(`the body is longer than ${bytesMax} bytes`);
      parts.push(part as Buffer);
    }
  } catch (error) {
    throw error instanceof TransportError
      ? error
      : new TransportError(`the body broke off: ${String(error)}`);
  }
  return Buffer.concat(parts).toString('utf8');
}

function plainHeaders(message: IncomingMessage): HttpHeaders {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function encodeBody(body: unknown): string {
  if (body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function bodyHeaders(body: unknown, bytes: string): Record<string, string> {
  if (body === null) return {};
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return { 'content-type': type, 'content-length': String(Buffer.byteLength(bytes)) };
}

/** What says that it is JSON and is not stays text, so that it can be shown. */
function decodeBody(text: string, headers: HttpHeaders): unknown {
  if (text === '') return null;
  if (!/^application\/([\w.+-]+\+)?json\b/.test(headers['content-type'] ?? '')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Somebody may look at the promise later; until then its failure is not unhandled. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
