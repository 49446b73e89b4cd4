import { describe, expect, test } from 'vitest';
import {
  type Binding,
  httpRequest,
  httpResponse,
  inMemoryAnswer,
  inMemoryRequest,
  type Making,
  type MessageName,
  message,
  type Values,
  type Wire,
} from '../../../index.ts';
import type { Start } from '../../../runtime/live/binding.ts';
import { inMemory } from '../../../runtime/transports/in-memory.ts';
import { httpModule, live, plan, post } from './live.ts';

// The same scenarios, with the same bodies of participants, on every transport: the verdict does not depend on the wire.

const diagram = `@startuml
participant Client
participant Server
participant Audit
Client -> Server : ask
Server -> Audit : log
Audit --> Server : logged
Server --> Client : answer
@enduml`;

const ask = message('ask');
const log = message('log');

/** What the real server does with a question; `audit` logs and waits until it is logged. */
type Server = (
  question: { readonly n: number },
  audit: (body: unknown) => Promise<unknown>,
) => Promise<unknown>;

const servers: readonly {
  about: string;
  server: Server;
  verdict: string;
  at: readonly (number | null)[];
  /** Why is told in a remark, too. */
  remarked?: true;
}[] = [
  {
    about: 'an honest server passes',
    server: async ({ n }, audit) => {
      await audit({ n });
      return { twice: 2 * n };
    },
    verdict: 'pass',
    at: [null],
  },
  {
    about: 'one that answers before it has logged fails at the log',
    server: async ({ n }) => ({ twice: 2 * n }),
    verdict: 'fail',
    at: [6],
  },
  {
    about: 'one that answers while it logs fails at the log or at the reply that it did not wait for',
    server: async ({ n }, audit) => {
      void audit({ n }).catch(() => {});
      return { twice: 2 * n };
    },
    verdict: 'fail',
    at: [6, 7],
  },
  {
    about: 'one that logs twice fails where the answer was due',
    server: async ({ n }, audit) => {
      await audit({ n });
      await audit({ n });
      return { twice: 2 * n };
    },
    verdict: 'fail',
    at: [8],
  },
  {
    about: 'one that logs something else fails at the log',
    server: async ({ n }, audit) => {
      await audit({ n: n + 1 });
      return { twice: 2 * n };
    },
    verdict: 'fail',
    at: [6],
    remarked: true,
  },
  {
    about: 'one that never answers fails with the answer missing',
    server: async ({ n }, audit) => {
      await audit({ n });
      return new Promise(() => {});
    },
    verdict: 'fail',
    at: [8],
    remarked: true,
  },
  {
    about: 'one that answers something else fails at the answer',
    server: async ({ n }, audit) => {
      await audit({ n });
      return { thrice: 3 * n };
    },
    verdict: 'fail',
    at: [8],
    remarked: true,
  },
];

const wires: readonly {
  transport: string;
  opens: (name: string, options: WireOptions) => Wire;
  answers: (call: MessageName, name: string, options: WireOptions) => Wire;
  start: (
    server: Server,
  ) => (start: Start) => Promise<{ addresses: Record<string, string>; stop: () => Promise<void> }>;
}[] = [
  {
    transport: 'http',
    opens: (name, { body, when, bind }) =>
      httpRequest({
        method: 'POST',
        path: `/${name}`,
        body,
        ...(when === undefined ? {} : { when: (request, values) => when(request.body, values) }),
        ...(bind === undefined ? {} : { bind: (request) => bind(request.body) }),
      }),
    answers: (call, _, { body, when }) =>
      httpResponse(call, {
        body,
        ...(when === undefined ? {} : { when: (response, values) => when(response.body, values) }),
      }),
    start: (server) =>
      httpModule(async (_, body, start) => ({
        status: 200,
        body: await server(body as { n: number }, (logged) => post(`${start.address('Audit')}/log`, logged)),
      })),
  },
  {
    transport: 'in-memory',
    opens: (name, options) => inMemoryRequest({ name, ...options }),
    answers: (call, name, options) => inMemoryAnswer(call, { name, ...options }),
    start: (server) => async (start) => {
      const endpoint = await inMemory.listen({
        onArrival: ({ whole, exchange }) => {
          void whole
            .then(({ body }) => server(body as { n: number }, (logged) => sendInMemory(start, logged)))
            .then((body) => exchange?.answer({ name: 'answer', body }))
            // At the end of a run its wires are cut.
            .catch(() => {});
        },
      });
      return { addresses: { 'in-memory': endpoint.address }, stop: endpoint.close };
    },
  },
];

interface WireOptions {
  readonly body: (making: Making) => unknown;
  readonly when?: (body: unknown, values: Values) => boolean;
  readonly bind?: (body: unknown) => Values;
}

describe.each(wires)('over $transport', ({ opens, answers, start }) => {
  test.each(servers)('$about', async ({ server, verdict, at, remarked }) => {
    const binding: Binding = {
      lifelines: { Server: { kind: 'module', start: start(server) } },
      values: (random) => ({ n: random.next(100) }),
      messages: [
        { message: ask, on: opens('ask', { body: ({ values }) => ({ n: values.n }) }) },
        {
          message: log,
          on: opens('log', {
            body: ({ values }) => ({ n: values.n }),
            when: (body, { n }) => (body as { n: unknown }).n === n,
          }),
        },
        { message: message('logged'), on: answers(log, 'logged', { body: () => ({}) }) },
        {
          message: message('answer'),
          on: answers(ask, 'answer', {
            body: ({ values }) => ({ twice: 2 * Number(values.n) }),
            when: (body, { n }) => (body as { twice: unknown }).twice === 2 * Number(n),
          }),
        },
      ],
      completion: { patienceMs: 150, holdMs: 100, quietMs: 30 },
    };
    const { judgement, run } = await live(plan(diagram, binding));
    // Remarks are for what went another way.
    expect([judgement.verdict, run.remarks.length > 0], run.remarks.join('\n')).toEqual([
      verdict,
      remarked ?? false,
    ]);
    expect(at).toContain(judgement.at?.span?.line ?? null);
  });
});

function sendInMemory(start: Start, body: unknown): Promise<unknown> {
  const connection = inMemory.connect(start.address('Audit', 'in-memory'));
  return new Promise((resolve, reject) => {
    connection
      .send({ name: 'log', body }, ({ whole }) => {
        whole.then((answered) => resolve(answered.body), reject);
      })
      .catch(reject);
  });
}
