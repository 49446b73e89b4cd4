/** What can happen to an order. The keys are those of the event store's JSON. */
export interface OrderEvent {
  readonly Id: string;
  readonly AggregateId: string;
  readonly TypeTitle: 'order-created' | 'order-subscription-added' | 'order-confirmed';
  readonly InitiatedBy: string;
  readonly OccurredAt: string;
  readonly UserNote?: string;
  readonly SubscriberId?: string;
}

/** An order as its events make it; `version` is that of its last event, from 0. */
export interface Order {
  readonly id: string;
  readonly version: number;
  readonly isConfirmed: boolean;
  readonly userNote: string | null;
  readonly subscriberIds: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastModifiedBy: string;
  readonly lastModifiedAt: string;
}

/** What a new order begins with: it was created, and its buyer is subscribed to its updates. */
export function create(id: string, buyer: string, userNote: string | null): readonly OrderEvent[] {
  const note = userNote === null ? {} : { UserNote: userNote };
  return [
    { ...event('order-created', id, buyer), ...note },
    { ...event('order-subscription-added', id, buyer), SubscriberId: buyer },
  ];
}

/** Nothing happens when it is confirmed already. */
export function confirm(order: Order, by: string): readonly OrderEvent[] {
  return order.isConfirmed ? [] : [event('order-confirmed', order.id, by)];
}

/** The order after its events; null when there are none. */
export function fold(events: readonly OrderEvent[], from: Order | null = null): Order | null {
  return events.reduce(apply, from);
}

/** What is told to callers: it does not say whether the order is confirmed. */
export function orderView(
  { id, version, userNote, subscriberIds }: Order,
  user: string,
): Readonly<Record<string, unknown>> {
  const note = userNote === null ? {} : { userNote };
  return { id, version, ...note, isUserSubscribed: subscriberIds.includes(user) };
}

function apply(
  order: Order | null,
  { TypeTitle, AggregateId, InitiatedBy, OccurredAt, UserNote, SubscriberId }: OrderEvent,
): Order {
  const before: Order = order ?? {
    id: AggregateId,
    version: -1,
    isConfirmed: false,
    userNote: null,
    subscriberIds: [],
    createdBy: InitiatedBy,
    createdAt: OccurredAt,
    lastModifiedBy: InitiatedBy,
    lastModifiedAt: OccurredAt,
  };
  const after = {
    ...before,
    version: before.version + 1,
    lastModifiedBy: InitiatedBy,
    lastModifiedAt: OccurredAt,
  };
  switch (TypeTitle) {
    case 'order-created':
      return { ...after, userNote: UserNote ?? null };
    case 'order-subscription-added':
      return {
        ...after,
        subscriberIds:
          SubscriberId === undefined ? after.subscriberIds : [...after.subscriberIds, SubscriberId],
      };
    case 'order-confirmed':
      return { ...after, isConfirmed: true };
  }
}

function event(TypeTitle: OrderEvent['TypeTitle'], AggregateId: string, InitiatedBy: string): OrderEvent {
  return {
    Id: crypto.randomUUID(),
    AggregateId,
    TypeTitle,
    InitiatedBy,
    OccurredAt: new Date().toISOString(),
  };
}
