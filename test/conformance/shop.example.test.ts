import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRuns, type GeneratedRun, RunFailure, specification } from '../../index.ts';

// A test as users write it: their own class is told what arrives, in every order that the diagram leaves open.
const file = join(import.meta.dirname, 'shop.example.puml');
const shop = specification(readFileSync(file, 'utf8'), 'shop.example.puml');

class Warehouse {
  readonly #isIdempotent: boolean;
  readonly #seen = new Set<unknown>();
  stock = 10;

  constructor(isIdempotent: boolean) {
    this.#isIdempotent = isIdempotent;
  }

  receive(id: unknown, label: string, { pieces }: Reservation): void {
    if (this.#isIdempotent && this.#seen.has(id)) return;
    this.#seen.add(id);
    this.stock += label === 'release' ? pieces : -pieces;
  }
}

interface Reservation {
  readonly pieces: number;
}

function stockIsKept(run: GeneratedRun, isIdempotent: boolean): void {
  const warehouse = new Warehouse(isIdempotent);
  let expected = 10;
  for (const event of run.events) {
    if (event.kind === 'send') {
      const { pieces } = event.payload as Reservation;
      expected += event.label === 'release' ? pieces : -pieces;
    } else if (event.kind === 'receive')
      warehouse.receive(event.id, event.label, event.payload as Reservation);
  }
  expect(warehouse.stock).toBe(expected);
}

test('a warehouse that takes each message once keeps its stock when messages come twice', async () => {
  await expect(
    checkRuns(shop, { faults: ['duplicate', 'delay'], runs: 300 }, (run) => stockIsKept(run, true)),
  ).resolves.toBeUndefined();
});

test('one that does not is shown by the smallest run: one reservation of one piece, which comes twice', async () => {
  const failure = await checkRuns(shop, { faults: ['duplicate'], runs: 300, seed: 1 }, (run) =>
    stockIsKept(run, false),
  ).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RunFailure);
  const { run, message } = failure as RunFailure;
  expect(run.faults).toMatchObject([{ kind: 'duplicate' }]);
  expect(run.events.map((event) => `${event.kind} ${event.label}`)).toEqual([
    'send reserve',
    'receive reserve',
    'receive reserve',
  ]);
  const { pieces } = run.events[0]?.kind === 'send' ? (run.events[0].payload as Reservation) : { pieces: 0 };
  expect(Math.abs(pieces)).toBe(1);
  expect(message).toMatch(/replay: \{ seed: -?\d+, path: "[\d:]+" \}/);
});

test('what the diagram itself is to keep needs no property', async () => {
  await expect(checkRuns(shop, { runs: 300 })).resolves.toBeUndefined();
});
