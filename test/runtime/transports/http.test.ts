import { request } from 'node:http';
import { expect, test } from 'vitest';
import { message } from '../../../compiler/interaction/message-name.ts';
import { httpRequest, httpResponse } from '../../../index.ts';
import { createRandom } from '../../../runtime/random.ts';
import { type HttpMessage, http } from '../../../runtime/transports/http.ts';

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
