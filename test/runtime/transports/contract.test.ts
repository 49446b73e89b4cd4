import { afterEach, describe, expect, test } from 'vitest';
import { type HttpMessage, http } from '../../../runtime/transports/http.ts';
import { type InMemoryMessage, inMemory } from '../../../runtime/transports/in-memory.ts';
import {
  type Arrival,
  type Connection,
  type ListenOptions,
  type Transport,
  TransportError,
} from '../../../runtime/transports/transport.ts';

// What every transport promises; a further one is one more entry.
const table: readonly Case<unknown>[] = [
  {
    transport: inMemory,
    request: (body): InMemoryMessage => ({ name: 'request', body }),
    answer: (body): InMemoryMessage => ({ name: 'answer', body }),
    nowhere: 'memory:nowhere',
  } as Case<unknown>,
  {
    transport: http,
    request: (body): HttpMessage => ({
      kind: 'request',
      method: 'POST',
      path: '/',
      query: {},
      headers: {},
      body,
    }),
    answer: (body): HttpMessage => ({ kind: 'response', status: 200, headers: {}, body }),
    nowhere: 'http://127.0.0.1:9',
  } as Case<unknown>,
];

interface Case<Message> {
  readonly transport: Transport<Message>;
  readonly request: (body: unknown) => Message;
  readonly answer: (body: unknown) => Message;
  /** An address where nobody listens. */
  readonly nowhere: string;
}

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

describe.each(table)('$transport.name', ({ transport, request, answer, nowhere }) => {
  test('a message arrives whole, and its answer comes back whole', async () => {
    const { arrivals, connection } = await serve(transport);
    const answers = createQueue<Arrival>();
    await connection.send(request({ a: [1, 'ü'] }), answers.put);
    const arrival = await arrivals.take();
    expect(await arrival.whole).toMatchObject({ body: { a: [1, 'ü'] } });
    await arrival.exchange?.answer(answer({ b: null }));
    expect(await (await answers.take()).whole).toMatchObject({ body: { b: null } });
  });

  test('sending ends when the message is handed over, not when it is answered', async () => {
    const { arrivals, connection } = await serve(transport);
    let answered = false;
    await connection.send(request(1), () => {
      answered = true;
    });
    const arrival = await arrivals.take();
    expect(answered).toBe(false);
    await arrival.exchange?.answer(answer(2));
    await expect.poll(() => answered).toBe(true);
  });

  test('messages that are sent one after the other arrive in that order', async () => {
    const { arrivals, connection } = await serve(transport);
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    for (const number of numbers) await connection.send(request({ number }), () => {});
    const got: unknown[] = [];
    for (const _ of numbers) got.push(await (await arrivals.take()).whole);
    expect(got.map((message) => (message as { body: { number: number } }).body.number)).toEqual(numbers);
  });

  test('a bare acknowledgement refuses nothing, a refusal does', async () => {
    const { arrivals, connection } = await serve(transport);
    const answers = createQueue<Arrival>();
    await connection.send(request(1), answers.put);
    await (await arrivals.take()).exchange?.acknowledge();
    expect(transport.refuses(await (await answers.take()).whole)).toBe(false);
    await connection.send(request(2), answers.put);
    await (await arrivals.take()).exchange?.refuse('nobody expected it');
    expect(transport.refuses(await (await answers.take()).whole)).toBe(true);
  });

  test('an exchange is answered once', async () => {
    const { arrivals, connection } = await serve(transport);
    await connection.send(request(1), () => {});
    const { exchange } = await arrivals.take();
    await exchange?.answer(answer(1));
    await expect(exchange?.answer(answer(2))).rejects.toThrow(TransportError);
  });

  test('where nobody listens, sending fails', async () => {
    const connection = keep(transport.connect(nowhere));
    await expect(connection.send(request(1), () => {})).rejects.toThrow(TransportError);
  });

  test('a message that is too long is known by its first byte and never whole', async () => {
    const { arrivals, connection } = await serve(transport, 1_000);
    connection.send(request('x'.repeat(2_000)), () => {}).catch(() => {});
    await expect((await arrivals.take()).whole).rejects.toThrow(/longer than 1000 bytes/);
  });

  test('when the server goes, who waits for an answer learns that none will come', async () => {
    const { arrivals, connection, endpoint } = await serve(transport);
    const answers = createQueue<Arrival>();
    await connection.send(request(1), answers.put);
    await (await arrivals.take()).whole;
    await endpoint.close();
    await expect((await answers.take()).whole).rejects.toThrow(TransportError);
  });

  test('when the client goes, answering fails', async () => {
    const { arrivals, connection } = await serve(transport);
    await connection.send(request(1), () => {});
    const arrival = await arrivals.take();
    await arrival.whole;
    await connection.close();
    await expect
      .poll(async () =>
        arrival.exchange?.answer(answer(1)).then(
          () => 'answered',
          (error) => error,
        ),
      )
      .toBeInstanceOf(TransportError);
  });

  test('closing twice is closing once, and nobody listens there any more', async () => {
    const { connection, endpoint } = await serve(transport);
    await Promise.all([endpoint.close(), connection.close()]);
    await Promise.all([endpoint.close(), connection.close()]);
    const later = keep(transport.connect(endpoint.address));
    await expect(later.send(request(1), () => {})).rejects.toThrow(TransportError);
  });
});

async function serve(transport: Transport, bytesMax?: number): Promise<Served> {
  const arrivals = createQueue<Arrival>();
  const options: ListenOptions<unknown> = { onArrival: arrivals.put };
  const endpoint = keep(await transport.listen(bytesMax === undefined ? options : { ...options, bytesMax }));
  return { arrivals, endpoint, connection: keep(transport.connect(endpoint.address)) };
}

interface Served {
  readonly arrivals: Queue<Arrival>;
  readonly endpoint: { readonly address: string; readonly close: () => Promise<void> };
  readonly connection: Connection<unknown>;
}

function keep<T extends { close: () => Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

interface Queue<T> {
  readonly put: (item: T) => void;
  readonly take: () => Promise<T>;
}

function createQueue<T>(): Queue<T> {
  const items: T[] = [];
  const takers: ((item: T) => void)[] = [];
  return {
    put: (item) => {
      const taker = takers.shift();
      if (taker === undefined) items.push(item);
      else taker(item);
    },
    take: () => {
      const [item] = items.splice(0, 1);
      return item === undefined ? new Promise((taker) => takers.push(taker)) : Promise.resolve(item);
    },
  };
}
