import { type Clients, connectClients } from './clients.ts';
import { readFault } from './faults.ts';
import { createService } from './service.ts';

// The whole of OrdersService: subscribe first, so that no event is missed, and only then open the port.
const port = Number(need('PORT'));
const clients: Clients = connectClients({
  eventStore: need('EVENT_STORE_URL'),
  index: need('ELASTICSEARCH_URL'),
  broker: need('BROKER_URL'),
});
await clients.eventStore.subscribe(`http://127.0.0.1:${port}/notifications`);
const server = createService(clients, need('TOKEN_KEY'), readFault(process.env.FAULT)).listen(
  port,
  '127.0.0.1',
  (error) => {
    if (error) throw error;
    process.stdout.write(`OrdersService listens on port ${port}\n`);
  },
);

process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

function need(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  process.stderr.write(`OrdersService needs ${name} in its environment, see README.md\n`);
  process.exit(2);
}
