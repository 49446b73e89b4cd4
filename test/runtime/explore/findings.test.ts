import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { fold, partsOf } from '../../../compiler/interaction/fold.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { project } from '../../../compiler/script/project.ts';
import { componentsOf } from '../../../runtime/explore/components.ts';
import { demandedOrder } from '../../../runtime/explore/demanded-order.ts';
import { type Exploration, type ExploreOptions, explore } from '../../../runtime/explore/explore.ts';
import type { ExploredChannel } from '../../../runtime/explore/explored-channel.ts';
import { noFaults } from '../../../runtime/explore/faults.ts';
import { graphOf } from '../../../runtime/explore/graph.ts';
import { machineOf } from '../../../runtime/explore/machine.ts';
import { type Firing, productOf } from '../../../runtime/explore/product.ts';
import { walk } from '../../../runtime/explore/walk.ts';
import { finish } from '../../../runtime/explore/work.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';

/** A and B play until C stops A; C never does when D has chosen the other operand. */
const endless = [
  'alt',
  'loop',
  'A -> B : ping',
  'B -> A : pong',
  'end',
  'D -> C : go',
  'C -> A : stop',
  'A -> B : bye',
  'else',
  'D -> E : other',
  'end',
];

describe('livelocks', () => {
  test('what goes round without a way to the end is found, the way to it apart from the circle', () => {
    const { count, examples } = explored(...endless).livelocks;
    expect(count).toBeGreaterThan(0);
    const [first] = examples;
    const run = said(first?.run ?? []);
    expect(run.slice(0, first?.circleFrom)).toContain('D!other');
    expect(run.slice(first?.circleFrom).toSorted()).toEqual(['A!ping', 'A?pong', 'B!pong', 'B?ping']);
  });

  test('they are found under every channel model', () => {
    for (const channel of ['sync', 'mailbox', 'causal', 'fifo', 'bag'] as const) {
      expect(exploredUnder({ channel }, ...endless).livelocks.count, channel).toBeGreaterThan(0);
    }
  });

  test('a loop that can be left is none, nor is one that was not followed to its end', () => {
    expect(explored('loop', 'A -> B : ping', 'B -> A : pong', 'end').livelocks.count).toBe(0);
    const cut = exploredUnder({ configurationsMax: 3 }, ...endless);
    expect(cut).toMatchObject({ gaveUp: true, livelocks: { count: 0 } });
  });
});

describe('unspecified receptions', () => {
  const bothDecide = ['alt', 'A -> B : x', 'B -> A : ok', 'else', 'B -> A : y', 'A -> B : no', 'end'];

  test('who waits for one message and gets another is found, with what it waits for', () => {
    const { count, examples } = explored(...bothDecide).unspecified;
    expect(count).toBe(2);
    const [first] = examples;
    expect(said(first?.run ?? [])).toEqual(['A!x', 'B!y']);
    expect([first?.lifeline, first?.message.label]).toEqual(['A', 'y']);
    expect(first?.waitsFor.map((move) => move.transition.label)).toEqual(['ok']);
  });

  test('who waits for somebody that never comes has not received what is to be taken afterwards', () => {
    const faults = { lossy: false, duplicating: false, crashing: ['E'] };
    const body = ['E -> A : x', 'B -> A : y'];
    const { deadlocks, unspecified } = exploredUnder({ faults }, ...body);
    expect(deadlocks.count).toBeGreaterThan(0);
    expect(unspecified.count).toBe(0);
    expect(exploredUnder({ faults, channel: 'mailbox' }, ...body).unspecified.count).toBe(1);
  });

  test('a mailbox is blocked by what comes too soon, the queues of each pair are not', () => {
    const body = ['A -> C : x', 'A -> B : y', 'B -> C : z', 'par', 'D -> C : w', 'else', 'D -> E : v', 'end'];
    expect(exploredUnder({ channel: 'mailbox' }, ...body).unspecified.count).toBeGreaterThan(0);
    expect(exploredUnder({ channel: 'fifo' }, ...body).unspecified.count).toBe(0);
  });
});

test('every occurrence that stands in the term is in some execution, under whatever channel model', () => {
  const numRuns = randomCases(1_000);
  const small = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 8, bounded: true });
  fc.assert(
    fc.property(small, fc.constantFrom('sync', 'mailbox', 'causal', 'fifo', 'bag'), (sketch, channel) => {
      const interaction = interactionOf(sketch);
      const inTerm = new Set<number>();
      fold<null>(interaction.root, new Map(), partsOf, (term) => {
        if (term.kind === 'once') inTerm.add(term.occurrence.index);
        return null;
      });
      expect(inExecutions(interaction, channel), print(sketch)).toEqual(inTerm);
    }),
    { numRuns },
  );
});

/** The occurrences that stand behind a transition which leads to where the end can be reached. */
function inExecutions(interaction: Interaction, channel: ExploredChannel): ReadonlySet<number> {
  const scripts = interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
  const product = productOf(
    machineOf(scripts),
    channel,
    8,
    demandedOrder(interaction, interaction),
    noFaults,
  );
  const limits = { configurationsMax: 1e5, transitionsMax: 1e6, bytesMax: 2 ** 30, isStopped: () => false };
  const { found } = finish(walk(product, limits));
  const graph = graphOf(product, found, 1e6);
  if (graph === null) throw new Error('too many transitions');
  const { of, mayEnd } = componentsOf(graph);
  const happening = new Set<number>();
  const packed = new Uint32Array(product.words);
  for (let number = 0; number < found.count; number++) {
    found.load(number, packed);
    const visit = (after: Uint32Array, firing: Firing): void => {
      if (mayEnd[of[found.numberOf(after)] ?? -1] !== 1) return;
      for (const { move } of firing)
        for (const { index } of move.transition.occurrences) happening.add(index);
    };
    product.successors(packed, visit, () => {});
  }
  return happening;
}

function said(run: readonly Firing[]): readonly string[] {
  return run.flat().map(({ id, move }) => `${id}${move.kind === 'send' ? '!' : '?'}${move.transition.label}`);
}

function explored(...body: readonly string[]): Exploration {
  return exploredUnder({}, ...body);
}

function exploredUnder(options: ExploreOptions, ...body: readonly string[]): Exploration {
  return known(explore(compiled(body), options));
}

function known(found: Exploration | null): Exploration {
  if (found === null) throw new Error('a script has too many states');
  return found;
}

function compiled(body: readonly string[]): Interaction {
  const [only] = compile(`@startuml\n${body.join('\n')}\n@enduml`, 'made.puml').diagrams;
  if (only === undefined) throw new Error('no diagram');
  return only.interaction;
}
