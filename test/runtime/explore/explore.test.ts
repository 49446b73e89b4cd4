import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { type Exploration, type ExploreOptions, explore } from '../../../runtime/explore/explore.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { Tally } from '../../conformance/tally.ts';
import { readGoldenCases } from '../../golden/cases.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { exploreByWords } from '../../reference/explored.ts';
import { print } from '../../reference/print.ts';
import { runsIfFew, wordsOf } from '../../reference/runs.ts';
import { holds } from '../../reference/sketch.ts';

const options = { lifelines: ['A', 'B', 'C'], mostOccurrences: 9, bounded: true };
const small = sketches(options).filter((sketch) => !holds(sketch, 'strict', 'ignore', 'consider'));

describe.each(['fifo', 'mailbox', 'causal', 'bag', 'sync'] as const)('under %s', (channel) => {
  test('what is counted and what goes wrong is what the words of the lifelines give', {
    timeout: 300_000,
  }, () => {
    const numRuns = randomCases(2_000);
    const tally = new Tally();
    fc.assert(
      fc.property(small, (sketch) => {
        const expected = exploreByWords(sketch, channel);
        if (expected === null) return;
        const { configurations, transitions, executions, deadlocks, orphans, ...others } = explored(
          interactionOf(sketch),
          { channel },
        );
        const { unspecified, implied, realizable } = others;
        const [shortest] = implied.scenarios;
        const found = {
          configurations,
          transitions,
          executions,
          deadlocks: deadlocks.count,
          orphans: orphans.count,
          unspecified: unspecified.count,
          keepsWholeRuns: expected.keepsWholeRuns === null ? null : realizable !== 'not',
          implied: shortest?.run.length ?? null,
        };
        expect(found, print(sketch)).toEqual(expected);
        const isClean = deadlocks.count + orphans.count === 0 && shortest === undefined;
        expect(realizable === 'safely', print(sketch)).toBe(isClean);
        tally.count('explored');
        tally.count(`realizable: ${realizable}`);
        if (expected.executions > 1n) tally.count('several executions');
        if (deadlocks.count > 0) tally.count('deadlock');
        if (orphans.count > 0) tally.count('orphan');
        if (unspecified.count > 0) tally.count('unspecified reception');
        if (shortest !== undefined) tally.count('implied scenario');
      }),
      { numRuns },
    );
    tally.atLeast(numRuns / 4, 'explored', 'several executions', 'realizable: safely');
    tally.atLeast(numRuns / 100, 'realizable: weakly', 'realizable: not');
    tally.atLeast(channel === 'sync' ? 0 : numRuns / 200, 'unspecified reception');
    // Without delay nothing is on its way that could be left there.
    tally.atLeast(numRuns / 100, 'deadlock', ...(channel === 'sync' ? [] : ['orphan']), 'implied scenario');
  });
});

test('what gets stuck when messages are lost or doubled and lifelines crash is what the words of the lifelines give', {
  timeout: 200_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  const tiny = sketches({ ...options, mostOccurrences: 7 }).filter(
    (sketch) => !holds(sketch, 'strict', 'ignore', 'consider'),
  );
  const channels = fc.constantFrom('fifo', 'mailbox', 'causal', 'bag', 'sync');
  const faultsOf = fc.record({
    lossy: fc.boolean(),
    duplicating: fc.boolean(),
    crashing: fc.subarray(['A', 'B', 'C']),
  });
  fc.assert(
    fc.property(tiny, channels, faultsOf, (sketch, channel, faults) => {
      const expected = exploreByWords(sketch, channel, faults);
      if (expected === null) return;
      const { configurations, transitions, deadlocks, orphans } = explored(interactionOf(sketch), {
        channel,
        faults,
        queue: 20,
      });
      expect([configurations, transitions, deadlocks.count, orphans.count], print(sketch)).toEqual([
        expected.configurations,
        expected.transitions,
        expected.deadlocks,
        expected.orphans,
      ]);
      if (faults.lossy) tally.count('lossy');
      if (faults.duplicating) tally.count('duplicating');
      if (faults.crashing.length > 0) tally.count('crash');
      if (deadlocks.count > 0) tally.count('deadlock');
      if (orphans.count > 0) tally.count('orphan');
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 10, 'lossy', 'duplicating', 'crash', 'deadlock', 'orphan');
});

test('where the scripts do only what the diagram does, there are as many executions as runs, whatever order is demanded', {
  timeout: 200_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(sketches(options), fc.constantFrom('async', 'blocking', 'rendezvous'), (sketch, arrows) => {
      const runs = runsIfFew(sketch, { loopLimit: 0, arrows });
      if (runs === null) return;
      const found = explored(interactionOf(sketch, arrows), { channel: 'bag', async: interactionOf(sketch) });
      if (found.implied.scenarios.length > 0) return;
      // Whether a message arrives is part of what is sent.
      const distinct = new Set(
        runs.map(({ occurrences, transmissions }) => {
          const arrives = transmissions.map((one) => transmissions.filter((other) => other === one).length);
          return `${wordsOf(occurrences)} ${arrives.join()}`;
        }),
      );
      expect(found.executions, print(sketch)).toBe(BigInt(distinct.size));
      tally.count(arrows);
      if (holds(sketch, 'strict')) tally.count('strict');
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 30, 'async', 'blocking', 'rendezvous', 'strict');
});

describe('the counts worked out elsewhere', async () => {
  const counted = (await readGoldenCases()).flatMap(({ name, diagram, explore: numbers }) =>
    numbers === undefined ? [] : [{ name, diagram, ...numbers }],
  );

  test.each(counted)('$name', ({ diagram, channel, configurations, transitions, executions }) => {
    const found = explored(compiledOnly(diagram), { channel });
    expect([found.configurations, found.transitions, String(found.executions)]).toEqual([
      configurations,
      transitions,
      executions,
    ]);
  });

  test.each([
    ['A->B:x\nC->D:y', 'fifo', '9 / 12 / 6'],
    ['par\nA->B:x\nelse\nA->B:y\nend', 'bag', '9 / 12 / 6'],
    ['par\nA->B:x\nelse\nA->B:y\nend', 'fifo', '10 / 12 / 4'],
    ['alt\nA->B:x\nelse\nA->B:y\nend', 'fifo', '4 / 4 / 2'],
    ['A->B:x\nopt\nA->B:y\nend', 'fifo', '6 / 6 / 3'],
  ] as const)('%j under %s: %s', (body, channel, counts) => {
    const found = explored(compiledOnly(`@startuml\n${body}\n@enduml`), { channel });
    expect(`${found.configurations} / ${found.transitions} / ${found.executions}`).toBe(counts);
  });
});

describe('what cannot be followed to its end', () => {
  test('a loop without bounds has executions without end, and fills its channel', () => {
    const found = explored(compiledOnly('@startuml\nloop\nA->B:x\nend\n@enduml'), { queue: 3 });
    expect(found).toMatchObject({ executions: null, complete: false, configurations: 4 });
    expect(found.unbounded).toEqual([{ from: 0, to: 1, label: 'x' }]);
  });

  test('a loop whose every message is answered has executions without end and nothing that piles up', () => {
    const found = explored(compiledOnly('@startuml\nloop\nA->B:x\nB->A:y\nend\n@enduml'));
    expect(found).toMatchObject({ executions: null, complete: false, unbounded: [], gaveUp: false });
  });

  test('200 parallel threads spend the budget and say so', () => {
    const threads = Array.from(
      { length: 200 },
      (_, index) => `A${index}->B${index}:x\nB${index}->A${index}:y`,
    );
    const text = `@startuml\npar\n${threads.join('\nelse\n')}\nend\n@enduml`;
    const found = explored(compiledOnly(text), { configurationsMax: 2_000 });
    expect(found).toMatchObject({ gaveUp: true, executions: null, complete: false });
    expect(found.configurations).toBeGreaterThan(2_000);
  });
});

test('a ref over other lifelines is another one, whatever its name', () => {
  const text =
    '@startuml\nalt\nref over A, B : r\nelse\nref over B, C : r\nA ->] : x\nelse\nB -> C : y\nend\n@enduml\n';
  const { implied } = explored(compiledOnly(text), { channel: 'fifo' });
  expect(implied.scenarios[0]).toMatchObject({ kind: 'ends-too-early', run: { length: 1 } });
});

function explored(interaction: Interaction, options: ExploreOptions = {}): Exploration {
  const found = explore(interaction, options);
  if (found === null) throw new Error('a script has too many states');
  return found;
}

function compiledOnly(text: string): Interaction {
  const [only] = compile(text, 'made.puml').diagrams;
  if (only === undefined) throw new Error(`no diagram in ${text}`);
  return only.interaction;
}
