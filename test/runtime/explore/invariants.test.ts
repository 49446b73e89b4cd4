import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { type ExploreOptions, explore } from '../../../runtime/explore/explore.ts';
import type { ExploredInvariant } from '../../../runtime/explore/invariants.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { Tally } from '../../conformance/tally.ts';
import { withInvariants } from '../../conformance/with-invariants.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { shortestBreaking } from '../../reference/explored.ts';
import { invariantSketches, judgeInvariant, printInvariant } from '../../reference/invariants.ts';
import { print } from '../../reference/print.ts';
import { holds } from '../../reference/sketch.ts';

const lifelines = ['A', 'B', 'C'];

test('what breaks an invariant, and how soon, is what trying every run gives, on every channel and with faults', {
  timeout: 300_000,
}, () => {
  const numRuns = randomCases(1_500);
  const tally = new Tally();
  const tiny = sketches({ lifelines, mostOccurrences: 8, bounded: true }).filter(
    (sketch) => !holds(sketch, 'strict', 'ignore', 'consider'),
  );
  const channels = fc.constantFrom('fifo', 'mailbox', 'causal', 'bag', 'sync');
  const faultsOf = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ lossy: false, duplicating: false, crashing: [] }) },
    {
      weight: 1,
      arbitrary: fc.record({
        lossy: fc.boolean(),
        duplicating: fc.boolean(),
        crashing: fc.subarray(lifelines, { maxLength: 1 }),
      }),
    },
  );
  const invariants = fc.array(invariantSketches(lifelines, ['x', 'y', 'z']), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(tiny, invariants, channels, faultsOf, (sketch, kept, channel, faults) => {
      const found = explored(withInvariants(interactionOf(sketch), kept.map(printInvariant)), {
        channel,
        faults,
        queue: 20,
      });
      for (const [index, invariant] of kept.entries()) {
        const shortest = shortestBreaking(sketch, channel, faults, (run) => judgeInvariant(invariant, run));
        if (shortest === undefined) continue;
        const { verdict, run } = found[index] as ExploredInvariant;
        const story = `${printInvariant(invariant)}\n${print(sketch)}`;
        expect([verdict, run?.length ?? null], story).toEqual([
          shortest === null ? 'holds' : 'broken',
          shortest,
        ]);
        tally.count(`${invariant.kind} ${verdict}`);
        if (verdict === 'broken' && shortest !== null && shortest > 2) tally.count('after a while');
      }
    }),
    { numRuns },
  );
  const kinds = [
    'before',
    'never',
    'never before',
    'never after',
    'after until',
    'between',
    'while',
    'while until',
  ];
  tally.atLeast(numRuns / 60, ...kinds.map((kind) => `${kind} holds`));
  tally.atLeast(
    numRuns / 60,
    'before broken',
    'never broken',
    'while broken',
    'responds broken',
    'exactly broken',
  );
  tally.atLeast(numRuns / 10, 'after a while');
});

describe('an invariant of a diagram', () => {
  test('is broken by the shortest run that does, or holds', () => {
    const found = explored(
      compiledOnly(
        '\' @invariant "pay" before "ship"',
        '\' @invariant "order" before "ship"',
        'Buyer -> Shop : order',
        'par',
        'Shop -> Bank : pay',
        'else',
        'Shop -> Courier : ship',
        'end',
      ),
    );
    expect(found.map(({ verdict, by }) => [verdict, by])).toEqual([
      ['broken', 'transition'],
      ['holds', null],
    ]);
    expect(wordsOf(found[0])).toEqual(['send order', 'receive order', 'send ship']);
  });

  test('that asks for a response is broken by a run that ends without it', () => {
    const [answered, timely] = explored(
      compiledOnly(
        "' @invariant answer responds to ask",
        "' @invariant answer responds to ask within 1 messages",
        'A -> B : ask',
        'opt',
        'B -> C : look',
        'end',
        'alt',
        'B -> A : answer',
        'else',
        'B -> A : sorry',
        'end',
      ),
    );
    expect(answered).toMatchObject({ verdict: 'broken', by: 'end' });
    expect(wordsOf(answered)).toEqual(['send ask', 'receive ask', 'send sorry', 'receive sorry']);
    expect(timely).toMatchObject({ verdict: 'broken' });
  });

  test('is undecided where channels pile up or the budget is spent, and broken all the same where a run shows it', () => {
    const endless = compiledOnly(
      "' @invariant never y",
      "' @invariant never x",
      'loop',
      'A -> B : x',
      'end',
      'B -> B : z',
    );
    expect(explored(endless, { queue: 2 }).map(({ verdict }) => verdict)).toEqual(['undecided', 'broken']);
    const wide = compiledOnly(
      "' @invariant at most once m0",
      'par',
      ...Array.from({ length: 8 }, (_, index) => `A${index} -> B${index} : m${index}\nelse`),
      'C -> D : m',
      'end',
    );
    expect(explored(wide, { configurationsMax: 500 }).map(({ verdict }) => verdict)).toEqual(['undecided']);
    expect(explored(wide).map(({ verdict }) => verdict)).toEqual(['holds']);
  });

  test('may hold as long as no message is lost', () => {
    const diagram = compiledOnly("' @invariant receive b responds to a", 'A -> B : a', 'B -> A : b');
    expect(explored(diagram)[0]?.verdict).toBe('holds');
    const lossy = { lossy: true, duplicating: false, crashing: [] };
    expect(explored(diagram, { faults: lossy })[0]).toMatchObject({ verdict: 'broken', by: 'end' });
  });
});

function explored(interaction: Interaction, options: ExploreOptions = {}): readonly ExploredInvariant[] {
  const found = explore(interaction, options);
  if (found === null) throw new Error('a script has too many states');
  return found.invariants;
}

function wordsOf(found: ExploredInvariant | undefined): readonly string[] {
  return (found?.run ?? []).map(([fired]) => {
    const { kind, label } = fired?.move.transition ?? { kind: '', label: '' };
    return `${kind} ${label}`;
  });
}

function compiledOnly(...lines: readonly string[]): Interaction {
  const [only] = compile(['@startuml', ...lines, '@enduml'].join('\n'), 'made.puml').diagrams;
  if (only === undefined) throw new Error('no diagram');
  return only.interaction;
}
