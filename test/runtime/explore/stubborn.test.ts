import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { project } from '../../../compiler/script/project.ts';
import { explore } from '../../../runtime/explore/explore.ts';
import type { ExploredChannel } from '../../../runtime/explore/explored-channel.ts';
import { type Faults, noFaults } from '../../../runtime/explore/faults.ts';
import { machineOf } from '../../../runtime/explore/machine.ts';
import { productOf } from '../../../runtime/explore/product.ts';
import { Stubborn } from '../../../runtime/explore/stubborn.ts';
import { endingOf, walk } from '../../../runtime/explore/walk.ts';
import { finish } from '../../../runtime/explore/work.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';

const lifelines = ['A', 'B', 'C', 'D'];
const faultsOf = fc.record({
  lossy: fc.boolean(),
  duplicating: fc.boolean(),
  crashing: fc.subarray(['A', 'B', 'C']),
});
const mostlyNone = fc.oneof(
  { arbitrary: fc.constant(noFaults), weight: 3 },
  { arbitrary: faultsOf, weight: 1 },
);

describe.each(['fifo', 'mailbox', 'causal', 'bag', 'sync'] as const)('under %s', (channel) => {
  test('what is left out leads to no other end, and to no other channel that gets too full', {
    timeout: 300_000,
  }, () => {
    const numRuns = randomCases(2_000);
    const tally = new Tally();
    const any = sketches({ lifelines, mostOccurrences: 12, bounded: false });
    fc.assert(
      fc.property(any, mostlyNone, fc.constantFrom(1, 2, 8), (sketch, faults, capacity) => {
        const interaction = interactionOf(sketch);
        const whole = exploredEnds(interaction, channel, faults, capacity, false);
        const reduced = exploredEnds(interaction, channel, faults, capacity, true);
        if (whole === null || reduced === null) return;
        expect(reduced.ends, print(sketch)).toEqual(whole.ends);
        expect(reduced.unbounded, print(sketch)).toEqual(whole.unbounded);
        expect(reduced.configurations).toBeLessThanOrEqual(whole.configurations);
        tally.count('compared');
        if (reduced.configurations < whole.configurations) tally.count('fewer');
        if (whole.ends.some((end) => end.startsWith('deadlock'))) tally.count('deadlock');
        if (whole.ends.some((end) => end.startsWith('orphan'))) tally.count('orphan');
        if (whole.unbounded.length > 0) tally.count('unbounded');
      }),
      { numRuns },
    );
    tally.atLeast(numRuns / 2, 'compared');
    tally.atLeast(numRuns / 10, 'fewer');
    tally.atLeast(numRuns / 100, 'deadlock', ...(channel === 'sync' ? [] : ['orphan', 'unbounded']));
  });
});

test('who could send if a channel were not full waits for its receiver', () => {
  const body = 'A->B:x\nalt\nA->C:x\nelse\nalt\nA->D:x\nelse\nD->B:x\nend\nD->B:x\nend\nD->A:x';
  const [only] = compile(`@startuml\n${body}\n@enduml`, 'made.puml').diagrams;
  if (only === undefined) throw new Error('no diagram');
  const whole = exploredEnds(only.interaction, 'causal', noFaults, 1, false);
  const reduced = exploredEnds(only.interaction, 'causal', noFaults, 1, true);
  expect(reduced?.ends).toEqual(whole?.ends);
  expect(reduced?.unbounded).toEqual(whole?.unbounded);
  expect(whole?.unbounded).toHaveLength(1);
});

test.each(['fifo', 'mailbox', 'causal', 'bag', 'sync'] as const)(
  'under %s, of requests and answers beside each other only one order is followed',
  (channel) => {
    const pairs = Array.from({ length: 12 }, (_, index) => `A${index}->B${index}:x\nB${index}->A${index}:y`);
    const [only] = compile(`@startuml\npar\n${pairs.join('\nelse\n')}\nend\n@enduml`, 'made.puml').diagrams;
    if (only === undefined) throw new Error('no diagram');
    const found = exploredEnds(only.interaction, channel, noFaults, 8, true);
    expect(found?.configurations).toBe((channel === 'sync' ? 2 : 4) * 12 + 1);
    expect(found?.ends).toHaveLength(1);
  },
);

test('where an order is demanded from outside, everything is followed all the same', () => {
  const [only] = compile('@startuml\nstrict\nA->B:x\nC->D:y\nend\n@enduml', 'made.puml').diagrams;
  if (only === undefined) throw new Error('no diagram');
  expect(explore(only.interaction, { reduce: true })).toMatchObject({ reduced: false, executions: 1n });
});

/** What a run can end in, each once, with the messages that some channel was too full for; null when there is too much. */
function exploredEnds(
  interaction: Interaction,
  channel: ExploredChannel,
  faults: Faults,
  capacity: number,
  isReduced: boolean,
): { configurations: number; ends: readonly string[]; unbounded: readonly number[] } | null {
  const scripts = interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
  const product = productOf(machineOf(scripts, faults.crashing), channel, capacity, null, faults);
  const reduction = isReduced ? new Stubborn(product, channel, capacity, faults.duplicating ? 2 : 1) : null;
  const limits = { configurationsMax: 2_000, transitionsMax: 1e6, bytesMax: 2 ** 30, isStopped: () => false };
  const { found, unbounded, limit } = finish(walk(product, limits, reduction));
  if (limit !== null) return null;
  const packed = new Uint32Array(product.words);
  const ends = Array.from({ length: found.count }, (_, number) => {
    found.load(number, packed);
    let moved = false;
    const move = (): void => {
      moved = true;
    };
    product.successors(packed, move, move);
    return moved
      ? []
      : [`${endingOf(product, packed)} ${product.states(packed).join()} ${product.inTransit(packed).join()}`];
  }).flat();
  return { configurations: found.count, ends: ends.sort(), unbounded: [...unbounded].sort((a, b) => a - b) };
}
