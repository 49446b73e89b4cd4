import { expect, test } from 'vitest';
import { findings, plantuml } from './findings.ts';

function varying(name: string, id: string): readonly string[] {
  const diagram = plantuml(`participant "${name}" as ${id}`, `A -> ${id} : x`);
  return findings('alias-varies', diagram).map(({ args }) => `${args.part} / ${args.word}`);
}

test.each([
  ['Buyer OrderTile Feed', 'BuyerOrderFeed', 'Order / OrderTile'],
  ['Seller OrderTile Feed \\n[in daemon]', 'SellerOrderFeed', 'Order / OrderTile'],
  ['Payee DFS', 'payeeDFSP', 'DFSP / DFS'],
  ['topic-notifcation', 'TOPIC_NOTIFICATION', 'NOTIFICATION / notifcation'],
])('"%s" as %s differs in %s', (name, id, difference) => {
  expect(varying(name, id)).toEqual([difference]);
});

test.each([
  ['Buyer CFD Feed', 'BuyerCfdFeed'],
  ['Payment Service', 'PaymentSvc'],
  ['AppsFlyer Server', 'AF_Server'],
  ['topic-event', 'TOPIC_EVENTS'],
  ['Topic Événements', 'TOPIC_EVENT'],
  ['EDC 1', 'EDCProvider1'],
  ['Central Ledger', 'CL'],
  ['Order Service (v2)', 'OrderService'],
])('"%s" as %s does not, or is an abbreviation', (name, id) => {
  expect(varying(name, id)).toEqual([]);
});
