import { expect, test } from 'vitest';
import { type Binding, httpRequest, httpResponse, message } from '../../../index.ts';
import { tryPlan } from './live.ts';

const diagram = `@startuml
participant "The shop" as Shop
participant Bank
participant Store
Shop -> Bank : **pay**
Bank --> Shop : done
Shop -> Store : fetch
Store --> Shop : done
Bank -> Shop : notify
Bank -> Shop : notify
@enduml`;

const shop = { Shop: { kind: 'process', command: 'true' } } as const;
const pay = message('pay');
const wires = [
  { message: pay, on: httpRequest({ method: 'POST', path: '/pay' }) },
  { message: message('done', { from: 'Bank' }), on: httpResponse(pay) },
  { message: message('fetch'), on: httpRequest({ method: 'POST', path: '/fetch' }) },
  { message: message('done', { from: 'Store' }), on: httpResponse(message('fetch')) },
  { message: message('notify', { nth: 1 }), on: httpRequest({ method: 'POST', path: '/1' }) },
  { message: message('notify', { to: 'The shop', nth: 2 }), on: httpRequest({ method: 'POST', path: '/2' }) },
];
const good: Binding = { lifelines: shop, messages: wires };

test('labels match without their markup, ends by id or display name, equal ones by their place', () => {
  const { plan, messages } = tryPlan(diagram, good);
  expect(messages).toEqual([]);
  expect([...(plan?.wires ?? [])].map(([number, { text }]) => `${number} ${text}`)).toEqual([
    '1 POST /pay',
    '2 HTTP 200',
    '3 POST /fetch',
    '4 HTTP 200',
    '5 POST /1',
    '6 POST /2',
  ]);
});

test('a name that fits several messages is refused, and told what there is', () => {
  const { plan, messages } = tryPlan(diagram, {
    ...good,
    messages: [...wires, { message: message('done'), on: httpResponse(pay) }],
  });
  expect(plan).toBeNull();
  expect(messages).toEqual([
    "message('done') in the binding fits 2 messages; add `from`, `to` or `nth` to choose among message 2, Bank -> Shop: done (line 6); message 4, Store -> Shop: done (line 8)",
  ]);
});

test('a name that fits none is refused, and told of messages with that label', () => {
  expect(
    tryPlan(diagram, {
      ...good,
      messages: [...wires, { message: message('done', { from: 'Shop' }), on: httpResponse(pay) }],
    }).messages,
  ).toEqual([
    "the binding speaks of message('done', { from: 'Shop' }), which the diagram does not have; the diagram has message 2, Bank -> Shop: done (line 6); message 4, Store -> Shop: done (line 8)",
  ]);
  expect(
    tryPlan(diagram, {
      ...good,
      messages: [...wires, { message: message('notify', { nth: 3 }), on: httpResponse(pay) }],
    }).names,
  ).toEqual(['message-not-found']);
});

test.each<[string, Partial<Binding>, readonly string[] | undefined, readonly string[]]>([
  [
    'a lifeline that the diagram does not have',
    { lifelines: { ...shop, Shopp: shop.Shop } },
    ['Shop'],
    ['lifeline-not-found'],
  ],
  ['a real lifeline that is not bound', {}, ['Shop', 'Store'], ['lifeline-not-bound']],
  [
    'messages of a real lifeline that are not bound',
    { messages: wires.slice(2) },
    undefined,
    ['message-not-bound', 'message-not-bound'],
  ],
  [
    'a message that is bound twice',
    { messages: [...wires, ...wires.slice(0, 1)] },
    undefined,
    ['message-bound-twice'],
  ],
  [
    'messages between two real lifelines',
    { lifelines: { ...shop, Store: shop.Shop } },
    undefined,
    ['both-ends-real', 'both-ends-real'],
  ],
  [
    'an answer to a message of another pair of lifelines',
    {
      messages: [
        ...wires.slice(0, 3),
        { message: message('done', { from: 'Store' }), on: httpResponse(pay) },
        ...wires.slice(4),
      ],
    },
    undefined,
    ['answer-astray'],
  ],
  [
    'a transport that nobody has',
    {
      messages: [
        { message: pay, on: { ...httpRequest({ method: 'POST', path: '/pay' }), transport: 'telex' } },
        ...wires.slice(1),
      ],
    },
    undefined,
    ['transport-not-found'],
  ],
])('refused is %s', (_, change, real, names) => {
  const tried = tryPlan(diagram, { ...good, ...change }, real);
  expect(tried.plan).toBeNull();
  expect(tried.names).toEqual(names);
});
