import type { Clients, PushUpdate } from './clients.ts';
import type { Fault } from './faults.ts';
import { fold, type Order, type OrderEvent } from './orders.ts';

/** Keeps the search index up to date with the events and tells subscribers what they want to know. */
export interface Projector {
  /** Resolves when everything that follows from the events is done; fails when some of it is not. */
  readonly handle: (events: readonly OrderEvent[]) => Promise<void>;
  readonly known: () => readonly Order[];
}

/** Orders are folded from the events that were notified, so that nothing need be read again. */
export function createProjector(
  index: Clients['index'],
  broker: Clients['broker'],
  fault: Fault | null,
): Projector {
  const orders = new Map<string, Order>();
  const project = async (event: OrderEvent): Promise<void> => {
    const order = fold([event], orders.get(event.AggregateId) ?? null) as Order;
    orders.set(order.id, order);
    const document = fault === 'M2.12' ? (fold([event]) as Order) : order;
    switch (event.TypeTitle) {
      case 'order-created':
        return index.index(document);
      case 'order-subscription-added':
        return index.update(document);
      case 'order-confirmed':
        await Promise.all([
          index.update(document),
          fault === 'M2.1' ? null : broker.publish(pushUpdateFor(event, order, fault)),
        ]);
    }
  };
  return {
    handle: async (events) => {
      if (fault === 'M2.11') {
        await Promise.all(events.map(project));
        return;
      }
      for (const event of events) await project(event);
    },
    known: () => [...orders.values()],
  };
}

/** What the push hub is told about an event. */
export function pushUpdateFor(
  { TypeTitle, InitiatedBy }: OrderEvent,
  order: Order,
  fault: Fault | null,
): PushUpdate {
  return {
    Code: fault === 'M2.18' ? 'OrderConfirmedEvent' : TypeTitle,
    Payload: { orderId: order.id },
    InitiatedByUserId: InitiatedBy,
    OccurredAt: new Date().toISOString(),
    SubscriberIds: fault === 'M2.5' ? [InitiatedBy] : order.subscriberIds,
  };
}
