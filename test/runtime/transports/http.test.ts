import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { message } from '../../../compiler/interaction/message-name.ts';
import { httpRequest, httpResponse } from '../../../index.ts';
import { createRandom } from '../../../runtime/random.ts';
import { type HttpMessage, type HttpRequest, http } from '../../../runtime/transports/http.ts';

test('a server refuses requests for a foreign host and from foreign pages', async () => {
  let arrivals = 0;
  const endpoint = await http.listen({
    onArrival: ({ exchange }) => {
      arrivals += 1;
      void exchange?.acknowledge();
    },
  });
  const { port } = new URL(endpoint.address);
  expect(await statusFor(endpoint.address, 'evil.example')).toBe(421);
  expect(await statusFor(endpoint.address, `evil.example:${port}`)).toBe(421);
  expect(arrivals).toBe(0);
  expect(await statusFor(endpoint.address, `localhost:${port}`)).toBe(204);
  expect(await statusFor(endpoint.address, `127.0.0.1:${port}`, 'http://evil.example')).toBe(421);
  expect(await statusFor(endpoint.address, `127.0.0.1:${port}`, 'http://127.0.0.1.evil.example')).toBe(421);
  expect(await statusFor(endpoint.address, `127.0.0.1:${port}`, 'http://localhost:5173')).toBe(204);
  expect(arrivals).toBe(2);
  await endpoint.close();
});

test('what it turns away is told, because it may explain what is missing', async () => {
  const refusals: string[] = [];
  const endpoint = await http.listen({ onArrival: () => {}, onRefusal: (what) => refusals.push(what) });
  await statusFor(endpoint.address, 'evil.example');
  await statusFor(endpoint.address, new URL(endpoint.address).host, 'http://evil.example');
  await endpoint.close();
  expect(refusals).toEqual([
    'GET / for host "evil.example"',
    `GET / for host "${new URL(endpoint.address).host}" from a page of "http://evil.example"`,
  ]);
});

test.each([
  ['NONSENSE\r\n\r\n', 'it is not HTTP: Parse Error: Invalid method encountered'],
  [
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    'it is not HTTP: Parse Error: Duplicate Content-Length',
  ],
])('bytes that are no HTTP are a message that did not come whole: %j', async (bytes, reason) => {
  const { promise, resolve } = Promise.withResolvers<Promise<HttpMessage>>();
  const endpoint = await http.listen({ onArrival: ({ whole }) => resolve(whole) });
  const socket = connect(Number(new URL(endpoint.address).port), '127.0.0.1', () => socket.write(bytes));
  await expect(promise.then((whole) => whole)).rejects.toThrow(reason);
  socket.destroy();
  await endpoint.close();
});

test('a connection that is opened and cut is no message', async () => {
  let arrivals = 0;
  const endpoint = await http.listen({ onArrival: () => (arrivals += 1) });
  const socket = connect(Number(new URL(endpoint.address).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.resetAndDestroy();
  await new Promise((later) => setTimeout(later, 20));
  await endpoint.close();
  expect(arrivals).toBe(0);
});

test('what lets somebody in is not written down', () => {
  const headers = { Authorization: 'Bearer abc', cookie: 'session=1', 'x-api-key': 'k', accept: '*/*' };
  const query = { access_token: 'abc', page: '2' };
  const sent: HttpMessage = { kind: 'request', method: 'GET', path: '/', query, headers, body: null };
  expect(http.redact?.(sent)).toEqual({
    ...sent,
    query: { access_token: '[redacted]', page: '2' },
    headers: {
      Authorization: 'Bearer [redacted]',
      cookie: '[redacted]',
      'x-api-key': '[redacted]',
      accept: '*/*',
    },
  });
  expect(
    http.redact?.({ kind: 'response', status: 200, headers: { 'set-cookie': 'session=1' }, body: null }),
  ).toMatchObject({ headers: { 'set-cookie': '[redacted]' } });
});

test('what says that it is JSON and is not stays text', async () => {
  const got = await new Promise<HttpMessage>((resolve, reject) => {
    const endpoint = http.listen({
      onArrival: ({ whole, exchange }) => {
        whole.then(resolve, reject);
        void exchange?.acknowledge();
      },
    });
    void endpoint.then(async ({ address, close }) => {
      await fetch(address, {
        method: 'POST',
        body: '{"a":',
        headers: { 'content-type': 'application/json' },
      });
      await close();
    });
  });
  expect(got.body).toBe('{"a":');
});

test('a path binds its named segments, and a value that is bound already is not contradicted', () => {
  const wire = httpRequest({ method: 'POST', path: '/orders/:orderId' });
  const sent = (path: string) => ({
    kind: 'request',
    method: 'POST',
    path,
    query: {},
    headers: {},
    body: null,
  });
  expect(wire.recognise(sent('/orders/a%20b'), {})).toEqual({ orderId: 'a b' });
  expect(wire.recognise(sent('/orders/1'), { orderId: '1' })).toEqual({ orderId: '1' });
  expect(wire.recognise(sent('/orders/2'), { orderId: '1' })).toBeNull();
  expect(wire.recognise(sent('/orders/1/x'), {})).toBeNull();
  const made = wire.make({ values: { orderId: 'a b' }, random: createRandom(1) });
  expect(made.message).toMatchObject({ path: '/orders/a%20b' });
  expect(() => wire.make({ values: {}, random: createRandom(1) })).toThrow(
    'no earlier message has bound `orderId`',
  );
});

test('a response is recognised by its status', () => {
  const wire = httpResponse(message('call'), { status: 404 });
  const response = { kind: 'response', headers: {}, body: null };
  expect(wire.recognise({ ...response, status: 404 }, {})).toEqual({});
  expect(wire.recognise({ ...response, status: 200 }, {})).toBeNull();
});

test.each<[Partial<HttpRequest>, string | null]>([
  [{}, null],
  [{ method: 'PUT' }, 'its method is PUT'],
  [{ path: '/payments' }, 'its path is /payments'],
  [{ path: '/orders/2' }, 'its id is "2", not "1"'],
  [{ body: { n: 2 } }, 'the `when` of its wire refuses it'],
])('a wire tells why something is not its message: %j', (change, why) => {
  const wire = httpRequest({
    method: 'POST',
    path: '/orders/:id',
    when: ({ body }) => (body as { n: number }).n === 1,
  });
  const sent = { kind: 'request', method: 'POST', path: '/orders/1', query: {}, headers: {}, body: { n: 1 } };
  expect(wire.misfit?.({ ...sent, ...change }, { id: '1' })).toBe(why);
  expect(wire.recognise({ ...sent, ...change }, { id: '1' }) === null).toBe(why !== null);
});

function statusFor(address: string, host: string, origin?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(address, { headers: { host, ...(origin === undefined ? {} : { origin }) } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
