import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagram, Message, Statement } from '../../../compiler/syntax/diagram.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { withoutPlaces } from './equal-apart-from-places.ts';
import { messagesIn } from './messages-in.ts';

const seeds = [
  { file: 'cfd-order/order.puml', dialect: 'plantuml', messages: 35, lifelines: 9 },
  { file: 'agreement/agreement.puml', dialect: 'plantuml', messages: 41, lifelines: 5 },
  { file: 'order-flow/order-flow.wsd', dialect: 'sdo', messages: 38, lifelines: 8 },
] as const;

describe('the specified systems', () => {
  test.for(seeds)('$file has $messages messages and $lifelines lifelines', ({ file, ...expected }) => {
    const diagram = read(file);
    expect(diagram.dialect).toBe(expected.dialect);
    expect(messagesIn(diagram.statements)).toHaveLength(expected.messages);
    expect(diagram.lifelines).toHaveLength(expected.lifelines);
    expect(unknownIn(diagram.statements)).toEqual([]);
  });

  test('the flattened diagram says what its original over many lines says', () => {
    expect(withoutPlaces(read('cfd-order/order.puml'))).toEqual(
      withoutPlaces(read('cfd-order/order.original.puml')),
    );
  });

  test('the flattened diagram gives the true columns of its one line', () => {
    const [line = ''] = readFileSync(path('cfd-order/order.puml'), 'utf8').split('\n');
    const messages: readonly Message[] = messagesIn(read('cfd-order/order.puml').statements);
    const written = messages.map(({ span }) => line.slice(span.column - 1, span.endColumn - 1));
    expect(written[0]).toBe('Seller -> SellerOrderFeed: Subscribe');
    expect(written[15]).toBe('Buyer -> Buyer: Click BUY');
    expect(written[34]).toBe('BuyerCfdFeed --> Buyer: cfd [Open]');
    expect(messages.every(({ span }) => span.line === 1 && span.endLine === 1)).toBe(true);
  });

  test('the arrow inside the text of the ref is not a message', () => {
    const { statements } = read('cfd-order/order.puml');
    const ref = statements.find(({ kind }) => kind === 'ref');
    expect(ref).toMatchObject({
      lifelines: ['BuyerApp', 'SellerApp'],
      label:
        '{TCP} protocol setup messaging & contract publication on Bitcoin\\n-> cfd in state [ContractSetup]',
    });
  });

  test('the reply that is drawn backwards keeps its direction', () => {
    const backwards = messagesIn(read('order-flow/order-flow.wsd').statements).find(
      ({ span }) => span.line === 54,
    );
    expect(backwards).toMatchObject({
      from: { id: 'OrdersService' },
      to: { id: 'ElasticSearch (SearchIndex)' },
      arrow: { line: 'dashed', reversed: true },
      label: 'order',
    });
  });
});

function read(file: string): Diagram {
  const { diagrams, diagnostics } = parse(readFileSync(path(file), 'utf8'), file);
  expect(diagnostics).toEqual([]);
  expect(diagrams).toHaveLength(1);
  return diagrams[0] as Diagram;
}

function path(file: string): URL {
  return new URL(`../../../diagrams/${file}`, import.meta.url);
}

function unknownIn(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ kind }) => kind === 'unknown');
}
