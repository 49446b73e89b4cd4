import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { project } from '../../../compiler/script/project.ts';
import type { ExploredChannel } from '../../../runtime/explore/explored-channel.ts';
import { type Faults, noFaults } from '../../../runtime/explore/faults.ts';
import { machineOf } from '../../../runtime/explore/machine.ts';
import { type Product, productOf } from '../../../runtime/explore/product.ts';
import { type Walk, walk } from '../../../runtime/explore/walk.ts';
import { canShare, walkInWorkers } from '../../../runtime/explore/walk-in-workers.ts';
import { finish } from '../../../runtime/explore/work.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';

const limits = { configurationsMax: 20_000, transitionsMax: 1e6, bytesMax: 2 ** 30, isStopped: () => false };
const faultsOf = fc.record({
  lossy: fc.boolean(),
  duplicating: fc.boolean(),
  crashing: fc.subarray(['A', 'B', 'C']),
});

test('several threads find what one finds, under whatever channel model, with and without faults', {
  timeout: 300_000,
}, async () => {
  const numRuns = randomCases(150);
  const tally = new Tally();
  const any = sketches({ lifelines: ['A', 'B', 'C', 'D'], mostOccurrences: 12, bounded: false });
  const channels = fc.constantFrom('fifo', 'mailbox', 'causal', 'bag', 'sync');
  const faulty = fc.oneof(fc.constant(noFaults), faultsOf);
  await fc.assert(
    fc.asyncProperty(
      any,
      channels,
      faulty,
      fc.integer({ min: 2, max: 3 }),
      async (sketch, channel, faults, threads) => {
        const interaction = interactionOf(sketch);
        const alone = finish(walk(productFor(interaction, channel, faults), limits));
        if (alone.limit !== null) return;
        const shared = await sharing(interaction, channel, faults, threads);
        if (shared === null) return;
        expect(counts(shared)).toEqual(counts(alone));
        tally.count('compared');
        if (alone.executions === null) tally.count('uncounted');
        if (alone.deadlocks > 0) tally.count('deadlock');
      },
    ),
    { numRuns },
  );
  tally.atLeast(numRuns / 2, 'compared');
  tally.atLeast(numRuns / 20, 'uncounted', 'deadlock');
});

test('numbers of executions that no machine number holds are the same, too', {
  timeout: 100_000,
}, async () => {
  const pairs = Array.from({ length: 6 }, (_, index) => `A${index}->B${index}:x\nB${index}->A${index}:y`);
  const [only] = compile(`@startuml\npar\n${pairs.join('\nelse\n')}\nend\n@enduml`, 'made.puml').diagrams;
  if (only === undefined) throw new Error('no diagram');
  const shared = await sharing(only.interaction, 'fifo', noFaults, 2);
  expect(shared).toMatchObject({ limit: null, transitions: 75_000, executions: 3_246_670_537_110_000n });
  expect(shared?.found.count).toBe(5 ** 6);
});

async function sharing(
  interaction: Interaction,
  channel: ExploredChannel,
  faults: Faults,
  threads: number,
): Promise<Walk | null> {
  const product = productFor(interaction, channel, faults);
  if (!canShare(product)) return null;
  return walkInWorkers(product, channel, 8, faults, limits, threads, () => {});
}

function productFor(interaction: Interaction, channel: ExploredChannel, faults: Faults): Product {
  const scripts = interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
  return productOf(machineOf(scripts, faults.crashing), channel, 8, null, faults);
}

function counts({ found, unbounded, transitions, executions, deadlocks, orphans, limit }: Walk): unknown {
  const messages = [...unbounded].sort((a, b) => a - b);
  return { configurations: found.count, messages, transitions, executions, deadlocks, orphans, limit };
}
