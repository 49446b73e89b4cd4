import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { type Clients, Conflict } from './clients.ts';
import type { Fault } from './faults.ts';
import { confirm, create, fold, type Order, orderView } from './orders.ts';
import { createProjector, pushUpdateFor } from './projector.ts';
import { userOf } from './token.ts';

/** The HTTP interface: commands append events, the search asks the index, notifications of new events are projected. */
export function createService(
  { eventStore, index, broker }: Clients,
  key: string,
  fault: Fault | null,
): Express {
  const service = express();
  const projector = createProjector(index, broker, fault);
  service.use(express.json());

  service.get('/health', (_, response) => {
    response.sendStatus(200);
  });

  service.post('/notifications', async ({ body }, response) => {
    if (fault === 'M2.9') await sent(response.sendStatus(204));
    await projector.handle(body.events);
    if (fault !== 'M2.9') response.sendStatus(204);
  });

  service.use(['/orders'], (request, response, next) => {
    response.locals.user = userOf(request.headers.authorization, key);
    if (response.locals.user === null) response.sendStatus(401);
    else next();
  });

  service.post('/orders', async ({ body }, response) => {
    const user = String(response.locals.user);
    const created = create(body.orderId ?? crypto.randomUUID(), user, body.userNote ?? null);
    const events = fault === 'M2.4' ? created.slice(0, 1) : created;
    const order = fold(events) as Order;
    try {
      await eventStore.append(order.id, fault === 'M2.3' ? 'any' : null, events);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      response.status(400).json({ error: 'an order with this id exists' });
      return;
    }
    response.json(orderView(order, user));
  });

  service.get('/orders', async ({ query }, response) => {
    const text = typeof query.fuzzySearchString === 'string' ? query.fuzzySearchString : null;
    const found = fault === 'M2.19' ? projector.known() : await index.search(text);
    response.json(found.map((order) => orderView(order, String(response.locals.user))));
  });

  service.post('/orders/:id', async ({ params }, response) => {
    const user = String(response.locals.user);
    const order = fold(await eventStore.read(params.id));
    if (order === null) {
      response.sendStatus(404);
      return;
    }
    const events = confirm(order, user);
    const after = fold(events, order) as Order;
    if (fault === 'M2.14') await sent(response.json(orderView(after, user)));
    if (fault === 'M2.1')
      await Promise.all(events.map((event) => broker.publish(pushUpdateFor(event, after, fault))));
    if (events.length > 0) await eventStore.append(order.id, order.version, events);
    if (fault !== 'M2.14') response.json(orderView(after, user));
  });

  service.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    process.stderr.write(`${error.stack}\n`);
    if (!response.headersSent) response.status(500).json({ error: error.message });
  });
  return service;
}

/** Resolves when the answer is on its way, so that what follows is later for everybody. */
function sent(response: Response): Promise<void> {
  return new Promise((resolve) => response.once('finish', resolve));
}
