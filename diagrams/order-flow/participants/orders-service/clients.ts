import type { Order, OrderEvent } from './orders.ts';

/** The three systems behind OrdersService, each over HTTP with JSON. */
export interface Clients {
  readonly eventStore: EventStore;
  readonly index: SearchIndex;
  readonly broker: Broker;
}

interface EventStore {
  /** From now on new events of every stream `order-…` are posted to that address. */
  readonly subscribe: (callback: string) => Promise<void>;
  readonly read: (id: string) => Promise<readonly OrderEvent[]>;
  /** `expected` is the version that the stream must have, null when it must not be there. */
  readonly append: (
    id: string,
    expected: number | null | 'any',
    events: readonly OrderEvent[],
  ) => Promise<void>;
}

interface SearchIndex {
  readonly index: (order: Order) => Promise<void>;
  readonly update: (order: Order) => Promise<void>;
  readonly search: (text: string | null) => Promise<readonly Order[]>;
}

interface Broker {
  readonly publish: (message: PushUpdate) => Promise<void>;
}

export interface PushUpdate {
  readonly Code: string;
  readonly Payload: { readonly orderId: string };
  readonly InitiatedByUserId: string;
  readonly OccurredAt: string;
  readonly SubscriberIds: readonly string[];
}

/** The stream is not in the state that was expected: somebody else was first. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

export function connectClients(urls: {
  readonly eventStore: string;
  readonly index: string;
  readonly broker: string;
}): Clients {
  const stream = (id: string) => `${urls.eventStore}/streams/${encodeURIComponent(`order-${id}`)}`;
  return {
    eventStore: {
      subscribe: async (callback) => {
        await call('POST', `${urls.eventStore}/subscriptions`, {
          group: 'order-group',
          prefix: 'order',
          callback,
        });
      },
      read: async (id) => ((await call('GET', stream(id))) as { events: readonly OrderEvent[] }).events,
      append: async (id, expected, events) => {
        await call('POST', stream(id), { expected: expected ?? 'no-stream', events });
      },
    },
    index: {
      index: async (order) => {
        await call('PUT', `${urls.index}/orders/_doc/${encodeURIComponent(order.id)}`, order);
      },
      update: async (order) => {
        await call('POST', `${urls.index}/orders/_update/${encodeURIComponent(order.id)}`, { doc: order });
      },
      search: async (text) => {
        const query = text === null ? { match_all: {} } : { multi_match: { query: text, fuzziness: 'AUTO' } };
        const found = (await call('POST', `${urls.index}/orders/_search`, { query })) as {
          hits: { hits: readonly { _source: Order }[] };
        };
        return found.hits.hits.map(({ _source }) => _source);
      },
    },
    broker: {
      publish: async (message) => {
        await call('POST', `${urls.broker}/exchanges/PushUpdateIntegrationMessage`, message);
      },
    },
  };
}

async function call(method: string, url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status === 409) throw new Conflict(text);
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
