import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { GeneratedRun } from '../../conformance/generated-run.ts';
import { judge } from '../../conformance/judge.ts';
import { payloadCheckOf } from '../../conformance/payloads/check-payloads.ts';
import { checkRuns, RunFailure, runsOf, someOf, specification } from '../../conformance/properties.ts';
import { ScheduleArbitrary } from '../../conformance/schedule-arbitrary.ts';
import { type Choices, type FaultKind, faultsOn, play } from '../../runtime/play.ts';
import { randomCases } from '../random-share.ts';
import { sketches } from '../reference/arbitraries.ts';
import { print } from '../reference/print.ts';
import { Tally } from './tally.ts';

const channels = ['fifo', 'mailbox', 'bag', 'sync'] as const;
const small = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 10 });

test('every run that is drawn without faults is a complete run of its diagram, on every channel that lets it end', {
  timeout: 300_000,
}, () => {
  const numRuns = randomCases(800);
  const tally = new Tally();
  fc.assert(
    fc.property(small, fc.constantFrom(...channels), fc.integer(), (sketch, channel, seed) => {
      const diagram = specification(print(sketch), 'made.puml');
      const drawn = fc.sample(runsOf(diagram, { channel, choicesMax: 20 }), { numRuns: 3, seed });
      for (const run of drawn) {
        const story = `${print(sketch)}\n${JSON.stringify(run.events)}`;
        const events = run.events.map((event, index) => ({ event, line: index + 2 }));
        const extent = run.ended === 'quiescent' ? 'complete' : 'prefix';
        const [judgement] = judge(diagram.interaction, { header: null, footer: null, events }, { extent });
        expect(judgement?.verdict, story).toBe(run.ended === 'quiescent' ? 'pass' : 'inconclusive');
        tally.count(run.ended);
      }
      tally.count(new Set(drawn.map(({ events }) => JSON.stringify(events))).size > 1 ? 'several' : 'one');
    }),
    { numRuns },
  );
  tally.atLeast(2 * numRuns, 'quiescent');
  tally.atLeast(numRuns / 3, 'several');
});

test('what messages bring is what the diagram says, and what is received is what was sent', () => {
  const diagram = specification(
    [
      '@startuml',
      'loop 2',
      "' @payload Order",
      'A -> B : order',
      'end',
      '@enduml',
      '@startuml',
      'class Order {',
      'id : int',
      'tags : String[]',
      '}',
      '@enduml',
    ].join('\n'),
    'made.puml',
  );
  const check = payloadCheckOf(diagram.interaction, diagram.classes);
  let different = 0;
  fc.assert(
    fc.property(runsOf(diagram), (run) => {
      const events = run.events.map((event, index) => ({ event, line: index + 1 }));
      const trace = { header: null, footer: null, events };
      expect(judge(diagram.interaction, trace, { payloads: check })[0]?.verdict).toBe('pass');
      const [first, second] = run.events.flatMap((one) =>
        one.kind === 'send' ? [JSON.stringify(one.payload)] : [],
      );
      if (first !== second) different += 1;
    }),
  );
  expect(different).toBeGreaterThan(0);
});

describe('a fault', () => {
  const two = specification('@startuml\nA -> B : x\nB -> A : y\nA -> B : z\n@enduml', 'made.puml');

  test.for<readonly [FaultKind, (run: GeneratedRun) => boolean]>([
    [
      'lose',
      ({ events, ended }) =>
        ended === 'stopped' && !events.some(({ kind, label }) => kind === 'receive' && label === 'x'),
    ],
    [
      'duplicate',
      ({ events, ended }) =>
        ended === 'quiescent' &&
        events.filter(({ kind, label }) => kind === 'receive' && label === 'x').length === 2,
    ],
    [
      'crash',
      ({ events, ended }) =>
        ended === 'stopped' && !events.some((one) => one.kind === 'send' && one.lifeline === 'B'),
    ],
  ])('%s happens, and what needs what did not happen does not', async ([kind, is]) => {
    const found = await failureOf(checkRuns(two, { faults: [kind] }, (run) => !is(run)));
    expect(found.run.faults).toHaveLength(1);
    expect(found.run.lines.map((line) => line.kind)).toContain(
      { lose: 'drop', duplicate: 'duplicate', crash: 'crash' }[kind as 'lose'],
    );
  });

  test('reorder lets a message overtake another, which its receiver takes first all the same', async () => {
    const diagram = specification('@startuml\nA -> B : x\nA -> B : y\nB -> B : done\n@enduml', 'made.puml');
    const arrivals = (run: GeneratedRun) =>
      run.events.flatMap(({ kind, label }) => (kind === 'send' ? [] : [label])).join();
    const found = await failureOf(
      checkRuns(diagram, { faults: ['reorder'] }, (run) => arrivals(run) === 'x,y,done'),
    );
    expect(arrivals(found.run)).toBe('y,x,done');
    expect(found.run.faults).toHaveLength(1);
    await expect(
      checkRuns(diagram, { faults: ['lose'] }, (run) => !arrivals(run).startsWith('y')),
    ).resolves.toBeUndefined();
  });

  test('delay lets everything else happen first', async () => {
    const diagram = specification('@startuml\nA -> B : x\nA -> C : y\nC -> C : done\n@enduml', 'made.puml');
    const found = await failureOf(
      checkRuns(
        diagram,
        { faults: ['delay'] },
        ({ events, faults }) => !(events.at(-1)?.label === 'x' && faults.length > 0),
      ),
    );
    expect(found.run).toMatchObject({ ended: 'quiescent', faults: [{ kind: 'delay', nth: 0 }] });
  });

  test('leaves no loop going round for ever', async () => {
    const loops = specification(
      '@startuml\nloop\nA -> B : x\nB -> C : y\nend\nloop\nC -> C : z\nend\nC -> A : end\n@enduml',
      'made.puml',
    );
    const faults = ['lose', 'duplicate', 'reorder', 'delay', 'crash'] as const;
    await expect(
      checkRuns(loops, { faults, runs: 500 }, ({ events }) => events.length < 500),
    ).resolves.toBeUndefined();
  });

  test('that the channel rules out does not happen, and those of the diagram happen where it says', async () => {
    expect(faultsOn('sync')).toEqual(['crash']);
    await expect(
      checkRuns(
        two,
        { channel: 'sync', faults: ['lose', 'duplicate'] },
        ({ ended }) => ended === 'quiescent',
      ),
    ).resolves.toBeUndefined();
    const drawn = specification(
      "@startuml\nA -> B : x\n' @fault lose\nA -> C : y\n' @fault crash C\nA -> C : z\n@enduml",
      'made.puml',
    );
    const went = new Set<string>();
    await checkRuns(drawn, { faults: 'drawn', runs: 300 }, (run) => {
      for (const line of run.lines) {
        if (line.kind === 'drop' || line.kind === 'crash')
          went.add(JSON.stringify([line.kind, line.label, line.lifeline]));
      }
    });
    expect(went).toEqual(new Set(['["drop","y","A"]', '["crash",null,"C"]']));
  });
});

describe('what fails is shrunk', () => {
  const protocol = specification(
    [
      '@startuml',
      "' @payload Order",
      'A -> B : order',
      'loop',
      'alt',
      '  A -> B : ask',
      '  B -> A : wait',
      'else',
      '  B -> C : look',
      '  C -> B : seen',
      'end',
      'end',
      'par',
      '  B -> A : bill',
      'else',
      '  B -> C : ship',
      'end',
      '@enduml',
      '@startuml',
      'class Order {',
      'id : int',
      '}',
      '@enduml',
    ].join('\n'),
    'made.puml',
  );
  const label = (wanted: string) => (run: GeneratedRun) =>
    run.events.filter((one) => one.label === wanted && one.kind !== 'receive').length;

  interface Planted {
    readonly name: string;
    /** No more events than these; no more faults than needed, and the smallest order. */
    readonly most: { readonly events: number; readonly faults: number; readonly id: number };
    readonly faults: readonly FaultKind[];
    readonly shows: (run: GeneratedRun) => boolean;
  }

  const places = (run: GeneratedRun) => run.events.map((one) => one.label);
  const questions: Planted = {
    name: 'two questions',
    // One iteration may be left over: to do without it takes several other choices at once.
    most: { events: 18, faults: 0, id: 0 },
    faults: [],
    shows: (run) => label('ask')(run) >= 2,
  };
  const planted: readonly Planted[] = [
    questions,
    {
      name: 'a question and a look',
      most: { events: 18, faults: 0, id: 0 },
      faults: [],
      shows: (run) => label('ask')(run) >= 1 && label('look')(run) >= 1,
    },
    {
      name: 'shipped before the bill',
      most: { events: 6, faults: 0, id: 0 },
      faults: [],
      shows: (run) => places(run).indexOf('ship') < places(run).indexOf('bill'),
    },
    {
      name: 'the order came twice',
      most: { events: 7, faults: 1, id: 0 },
      faults: ['duplicate', 'lose'],
      shows: (run) =>
        run.events.filter(({ kind, label }) => kind === 'receive' && label === 'order').length === 2,
    },
    {
      name: 'a large order',
      most: { events: 6, faults: 0, id: 1_001 },
      faults: ['lose', 'duplicate'],
      shows: (run) =>
        run.events.some((one) => one.label === 'order' && (one.payload as { id: number }).id > 1_000),
    },
    {
      name: 'a large order comes twice',
      most: { events: 7, faults: 1, id: 1_001 },
      faults: ['lose', 'duplicate'],
      shows: (run) =>
        run.events.filter(
          (one) =>
            one.kind === 'receive' && one.label === 'order' && (one.payload as { id: number }).id > 1_000,
        ).length === 2,
    },
    {
      name: 'a question is never answered',
      most: { events: 7, faults: 2, id: 0 },
      faults: ['lose', 'duplicate', 'reorder', 'delay'],
      shows: (run) => label('ask')(run) === 1 && label('wait')(run) === 0,
    },
  ];

  test.for(planted)(
    '$name: to no more than $most.events events',
    { timeout: 120_000 },
    async ({ most, faults, shows }) => {
      for (let seed = 1; seed <= randomCases(100); seed++) {
        const { run } = await failureOf(
          checkRuns(protocol, { seed, runs: 5_000, faults }, (one) => !shows(one)),
        );
        const order = run.events.find((one) => one.label === 'order');
        expect(run.events.length, `${seed}: ${run.toString()}`).toBeLessThanOrEqual(most.events);
        expect(run.faults.length, `${seed}: ${run.toString()}`).toBeLessThanOrEqual(most.faults);
        expect((order?.payload as { id: number } | undefined)?.id).toBe(most.id);
      }
    },
  );

  test('to a run in which no choice and no fault can be left out', { timeout: 120_000 }, () => {
    const numRuns = randomCases(300);
    let shrunk = 0;
    fc.assert(
      fc.property(small, fc.integer(), fc.nat(3), (sketch, seed, wanted) => {
        const diagram = specification(print(sketch), 'made.puml');
        // Any property that has nothing to do with how runs are drawn.
        const shows = (run: GeneratedRun): boolean =>
          run.events.length % 5 === wanted && run.faults.length > 0;
        const schedule = new ScheduleArbitrary(12, diagram.interaction.occurrences.length);
        const lost = fc.record({
          kind: fc.constant<'lose'>('lose'),
          nth: fc.nat(4),
          sends: fc.constant(null),
        });
        const faults = someOf(lost, 3);
        const runWith = (choices: Choices): GeneratedRun =>
          new GeneratedRun(diagram, choices, play(diagram.interaction, choices), () => null);
        const details = fc.check(
          fc.property(fc.record({ schedule, faults }), (choices) => !shows(runWith(choices))),
          { seed, numRuns: 50 },
        );
        const [least] = details.counterexample ?? [];
        if (least === undefined) return;
        shrunk += 1;
        const smaller = [
          ...least.schedule.map((_, index) => ({ ...least, schedule: least.schedule.toSpliced(index, 1) })),
          ...least.schedule.flatMap((choice, index) =>
            choice === 0 ? [] : [{ ...least, schedule: least.schedule.with(index, 0) }],
          ),
          ...least.faults.map((_, index) => ({ ...least, faults: least.faults.toSpliced(index, 1) })),
        ];
        expect(
          smaller.filter((choices) => shows(runWith(choices))),
          print(sketch),
        ).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
    expect(shrunk).toBeGreaterThan(numRuns / 4);
  });

  test('seed and path give the same run again, at once', async () => {
    let tried = 0;
    const property = (run: GeneratedRun): boolean => {
      tried += 1;
      return !questions.shows(run);
    };
    const found = await failureOf(checkRuns(protocol, { runs: 2_000 }, property));
    tried = 0;
    const { seed, path } = found;
    const again = await failureOf(checkRuns(protocol, { runs: 2_000, seed, path }, property));
    expect(tried).toBeLessThan(3_000);
    expect(again.run.events).toEqual(found.run.events);
    expect(again.message).toContain(`replay: { seed: ${seed}, path: "${path}" }`);
  });

  test('and is shown as a diagram in the language of its diagram', async () => {
    const mermaid = specification(
      [
        'sequenceDiagram',
        '%% @invariant ship responds to pay',
        'Shop->>Bank: pay',
        'Bank-->>Shop: paid',
        'Shop->>Courier: ship',
      ].join('\n'),
      'shop.mmd',
    );
    await expect(checkRuns(mermaid)).resolves.toBeUndefined();
    const found = await failureOf(checkRuns(mermaid, { faults: ['lose'] }));
    expect(found.message.replace(/-?\d+, path: ".*"/, '…')).toMatchInlineSnapshot(`
      "broken: ship responds to pay (shop.mmd:2), as the run ends like this

      sequenceDiagram
        title broken invariant ship responds to pay
        participant Shop
        participant Bank
        Shop-xBank: pay
        Note over Shop: this ends without keeping the invariant

      replay: { seed: … }"
    `);
    expect(
      compile(found.run.toDiagram(), 'run.mmd').diagrams[0]?.diagnostics.filter(
        ({ name }) => name !== 'undeclared-lifeline',
      ),
    ).toEqual([]);
  });
});

async function failureOf(checking: Promise<void>): Promise<RunFailure> {
  try {
    await checking;
  } catch (error) {
    if (error instanceof RunFailure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}
