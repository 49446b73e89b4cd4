import { createHmac } from 'node:crypto';
import { type Binding, defineBinding, httpRequest, httpResponse, message } from '../../index.ts';
import type { PushUpdate } from './participants/orders-service/clients.ts';
import { faults } from './participants/orders-service/faults.ts';
import {
  confirm,
  create,
  fold,
  type Order,
  type OrderEvent,
  orderView,
} from './participants/orders-service/orders.ts';

// OrdersService is real; the systems around it are played over HTTP with JSON, in the shapes that its clients speak.

const buyer = 'buyer-1';
const admin = 'admin-1';
const userNote = 'ring twice';
const tokenKey = 'a key that only this test uses';

const store = 'EventStore (Database)';
const index = 'ElasticSearch (SearchIndex)';
const broker = 'RabbitMQ (Message broker)';

const subscribe = message('subscribe on OrderEvents');
const createOrder = message('create order via HTTP (with access token)');
const createStream = message("create events' stream and push created events");
const notifyCreated = message('notify about new OrderEvents');
const indexOrder = message('index order document (using OrderCreatedEvent)');
const updateSubscribed = message('update order document (using OrderSubscriptionAddedEvent)');
const searchOrders = message('search non-confirmed orders', { from: 'Admin' });
const searchIndex = message('search non-confirmed orders', { to: index });
// Drawn the wrong way round: a reply runs from the callee to the caller.
const found = message('order', { from: 'OrdersService', to: index });
const confirmOrder = message('confirm order');
const readEvents = message('get order events');
const appendConfirmed = message('add OrderConfirmedEvent');
const notifyConfirmed = message('notify about OrderConfirmedEvent');
const updateConfirmed = message('update order document (using OrderConfirmedEvent)');
const publish = message('publish PushUpdateIntegrationMessage with OrderConfirmedPushUpdatePayload');
const deliver = message('PushUpdateIntegrationMessage with OrderConfirmedPushUpdatePayload');
const push = message('WebSocket push update with order id and order-confirmed type');
const seen = message('acknowledge', { from: 'Buyer' });
const writeResult = (nth: number) => message('write result', { nth });
const acknowledgeOf = (from: string, to: string, nth: number) => message('acknowledge', { from, to, nth });

const binding: Binding = defineBinding({
  lifelines: {
    OrdersService: {
      kind: 'process',
      command: process.execPath,
      args: ['participants/orders-service/main.ts'],
      environment: ({ port, address }) => ({
        PORT: String(port),
        EVENT_STORE_URL: address(store),
        ELASTICSEARCH_URL: address(index),
        BROKER_URL: address(broker),
        TOKEN_KEY: tokenKey,
        FAULT: '',
      }),
      ready: { path: '/health' },
    },
  },

  values: (random) => {
    const orderId = uuid(() => random.next(16));
    const created = create(orderId, buyer, userNote);
    return { orderId, stream: `order-${orderId}`, created, document: fold(created), confirmed: [] };
  },

  interpret: {
    reverse: [found],

    // A confirmed order is put into the index and published at once; the hub is told while the broker still confirms.
    threads: {
      index: {
        messages: [updateConfirmed, acknowledgeOf(index, 'OrdersService', 3)],
        owner: 'OrdersService',
      },
      publication: { messages: [publish, acknowledgeOf(broker, 'OrdersService', 1)], owner: 'OrdersService' },
      handled: { messages: [acknowledgeOf('OrdersService', store, 2)], owner: 'OrdersService' },
      delivery: {
        messages: [deliver, push, seen, acknowledgeOf('PushUpdatesHub', broker, 1)],
        owner: broker,
      },
    },

    // Who wrote an event is answered while others are told of it.
    unordered: [
      [
        message('HTTP 200 OK', { to: 'Buyer' }),
        [
          notifyCreated,
          indexOrder,
          acknowledgeOf(index, 'OrdersService', 1),
          updateSubscribed,
          acknowledgeOf(index, 'OrdersService', 2),
          acknowledgeOf('OrdersService', store, 1),
        ],
      ],
      [
        message('HTTP 200 OK', { to: 'Admin' }),
        [
          notifyConfirmed,
          updateConfirmed,
          publish,
          acknowledgeOf(index, 'OrdersService', 3),
          acknowledgeOf(broker, 'OrdersService', 1),
          acknowledgeOf('OrdersService', store, 2),
          deliver,
          push,
          seen,
          acknowledgeOf('PushUpdatesHub', broker, 1),
        ],
      ],
    ],

    // A buyer who is not connected is not told.
    optional: [[push, seen]],

    after: [
      [publish, deliver],
      [acknowledgeOf(index, 'OrdersService', 3), acknowledgeOf('OrdersService', store, 2)],
      [acknowledgeOf(broker, 'OrdersService', 1), acknowledgeOf('OrdersService', store, 2)],
    ],
  },

  messages: [
    {
      message: subscribe,
      on: httpRequest({
        method: 'POST',
        path: '/subscriptions',
        body: () => ({ group: 'order-group', prefix: 'order', callback: 'http://127.0.0.1/notifications' }),
        when: ({ body }) => (body as { prefix: string }).prefix === 'order',
      }),
    },

    // The buyer creates an order.
    {
      message: createOrder,
      on: httpRequest({
        method: 'POST',
        path: '/orders',
        headers: () => bearer(buyer),
        body: ({ values }) => ({ orderId: values.orderId, userNote }),
      }),
    },
    {
      message: createStream,
      on: httpRequest({
        method: 'POST',
        path: '/streams/:stream',
        body: ({ values }) => ({ expected: 'no-stream', events: values.created }),
        when: ({ body }) => (body as Append).expected === 'no-stream',
        bind: ({ body }) => ({ created: (body as Append).events }),
      }),
    },
    {
      message: writeResult(1),
      on: httpResponse(createStream, { status: 201, body: () => ({ nextExpectedRevision: 1 }) }),
    },
    {
      message: message('HTTP 200 OK', { to: 'Buyer' }),
      on: httpResponse(createOrder, {
        body: ({ values }) => orderView(values.document as Order, buyer),
        when: ({ body }, { orderId }) => (body as { id: string }).id === orderId,
      }),
    },

    // Its events are projected into the index.
    {
      message: notifyCreated,
      on: httpRequest({
        method: 'POST',
        path: '/notifications',
        body: ({ values }) => ({ events: values.created }),
      }),
    },
    {
      message: indexOrder,
      on: httpRequest({
        method: 'PUT',
        path: '/orders/_doc/:orderId',
        body: ({ values }) => values.document,
        bind: ({ body }) => ({ document: body }),
      }),
    },
    {
      message: acknowledgeOf(index, 'OrdersService', 1),
      on: httpResponse(indexOrder, { status: 201, body: () => ({ result: 'created' }) }),
    },
    {
      message: updateSubscribed,
      on: httpRequest({
        method: 'POST',
        path: '/orders/_update/:orderId',
        body: ({ values }) => ({ doc: values.document }),
        when: ({ body }) => !(body as Update).doc.isConfirmed && isWhole((body as Update).doc),
        bind: ({ body }) => ({ document: (body as Update).doc }),
      }),
    },
    {
      message: acknowledgeOf(index, 'OrdersService', 2),
      on: httpResponse(updateSubscribed, { body: () => ({ result: 'updated' }) }),
    },
    {
      message: acknowledgeOf('OrdersService', store, 1),
      on: httpResponse(notifyCreated, { status: 204 }),
    },

    // The admin finds it …
    {
      message: searchOrders,
      on: httpRequest({ method: 'GET', path: '/orders', headers: () => bearer(admin) }),
    },
    {
      message: searchIndex,
      on: httpRequest({
        method: 'POST',
        path: '/orders/_search',
        body: () => ({ query: { match_all: {} } }),
      }),
    },
    {
      message: found,
      on: httpResponse(searchIndex, {
        body: ({ values }) => ({ hits: { hits: [{ _id: values.orderId, _source: values.document }] } }),
      }),
    },
    {
      message: message('order', { to: 'Admin' }),
      on: httpResponse(searchOrders, {
        body: ({ values }) => [orderView(values.document as Order, admin)],
        when: ({ body }, { orderId }) => (body as { id: string }[]).some(({ id }) => id === orderId),
      }),
    },

    // … and confirms it.
    {
      message: confirmOrder,
      on: httpRequest({ method: 'POST', path: '/orders/:orderId', headers: () => bearer(admin) }),
    },
    {
      message: readEvents,
      on: httpRequest({ method: 'GET', path: '/streams/:stream' }),
    },
    {
      message: message('order events'),
      on: httpResponse(readEvents, { body: ({ values }) => ({ events: values.created }) }),
    },
    {
      message: appendConfirmed,
      on: httpRequest({
        method: 'POST',
        path: '/streams/:stream',
        body: ({ values }) => ({ expected: 1, events: confirm(values.document as Order, admin) }),
        when: ({ body }, { created }) => (body as Append).expected === (created as OrderEvent[]).length - 1,
        bind: ({ body }) => ({ confirmed: (body as Append).events }),
      }),
    },
    {
      message: writeResult(2),
      on: httpResponse(appendConfirmed, { status: 201, body: () => ({ nextExpectedRevision: 2 }) }),
    },
    {
      message: message('HTTP 200 OK', { to: 'Admin' }),
      on: httpResponse(confirmOrder, { body: ({ values }) => orderView(values.document as Order, admin) }),
    },

    // The confirmation is projected and published.
    {
      message: notifyConfirmed,
      on: httpRequest({
        method: 'POST',
        path: '/notifications',
        body: ({ values }) => ({ events: values.confirmed }),
      }),
    },
    {
      message: updateConfirmed,
      on: httpRequest({
        method: 'POST',
        path: '/orders/_update/:orderId',
        body: ({ values }) => ({ doc: fold(values.confirmed as OrderEvent[], values.document as Order) }),
        when: ({ body }) => (body as Update).doc.isConfirmed && isWhole((body as Update).doc),
        bind: ({ body }) => ({ document: (body as Update).doc }),
      }),
    },
    {
      message: publish,
      on: httpRequest({
        method: 'POST',
        path: '/exchanges/PushUpdateIntegrationMessage',
        body: ({ values }) => ({
          Code: 'order-confirmed',
          Payload: { orderId: values.orderId },
          InitiatedByUserId: admin,
          SubscriberIds: [buyer],
        }),
        when: ({ body }, { orderId }) => {
          const { Code, Payload, InitiatedByUserId, SubscriberIds } = body as PushUpdate;
          return (
            Code === 'order-confirmed' &&
            Payload.orderId === orderId &&
            InitiatedByUserId === admin &&
            SubscriberIds.includes(buyer)
          );
        },
      }),
    },
    {
      message: acknowledgeOf(index, 'OrdersService', 3),
      on: httpResponse(updateConfirmed, { body: () => ({ result: 'updated' }) }),
    },
    {
      message: acknowledgeOf(broker, 'OrdersService', 1),
      on: httpResponse(publish, { body: () => ({ routed: true }) }),
    },
    {
      message: acknowledgeOf('OrdersService', store, 2),
      on: httpResponse(notifyConfirmed, { status: 204 }),
    },
  ],

  mutants: Object.fromEntries(
    Object.entries(faults).map(([id, about]) => [
      id,
      { lifeline: 'OrdersService', about, environment: { FAULT: id } },
    ]),
  ),
});

export default binding;

interface Append {
  readonly expected: 'no-stream' | number;
  readonly events: readonly OrderEvent[];
}

interface Update {
  readonly doc: Order;
}

/** An update carries all that is known of the order, so that nothing of it is lost in the index. */
function isWhole(order: Order): boolean {
  return order.userNote === userNote && order.subscriberIds.includes(buyer);
}

/** A token as the identity provider would give it. */
function bearer(user: string): Readonly<Record<string, string>> {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 300;
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: user, aud: 'account', exp })}`;
  return {
    authorization: `Bearer ${signed}.${createHmac('sha256', tokenKey).update(signed).digest('base64url')}`,
  };
}

/** A version 4 UUID out of 32 random hex digits. */
function uuid(digit: () => number): string {
  const fixed: Readonly<Record<number, number>> = { 12: 4, 16: 8 };
  const digits = Array.from({ length: 32 }, (_, at) => (fixed[at] ?? digit()).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
