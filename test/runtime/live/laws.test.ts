import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { createRandom } from '../../../runtime/random.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { live, plan } from './live.ts';
import { bindScripted, type Lie, scripted } from './scripted.ts';

const lifelines = ['A', 'B', 'C'];
const noWaiting = { settleMs: 0, quietMs: 0 };

test('with everything simulated every run of every diagram passes', async () => {
  const numRuns = randomCases(300);
  let long = 0;
  await fc.assert(
    fc.asyncProperty(sketches({ lifelines, mostOccurrences: 10 }), fc.nat(), async (sketch, seed) => {
      const planned = plan(print(sketch), {
        lifelines: {},
        messages: [],
        completion: { ...noWaiting, eventsMax: 60 },
      });
      const { run, judgement } = await live(planned, { seed });
      // As in the simulator: the budget is used up, or the channels let nothing more happen.
      if (run.ended !== 'quiescent') return;
      if (run.lines.length > 6) long += 1;
      expect([judgement.verdict, judgement.explanation]).toEqual(['pass', judgement.explanation]);
    }),
    { numRuns },
  );
  expect(long).toBeGreaterThan(numRuns / 4);
});

test('a real participant that keeps to its script passes, whatever it and the harness choose', async () => {
  const numRuns = randomCases(500);
  let spoke = 0;
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(diagrams, fc.nat(), async (text, seed) => {
      const { verdict, ended, explanation, surprises, sends } = await runScripted(text, seed, null);
      // As in the simulator the channels may let nothing more happen, which is nobody's fault.
      const honest = ended === 'stopped' ? 'inconclusive' : 'pass';
      expect([verdict, surprises, explanation]).toEqual([honest, [], explanation]);
      if (honest === 'pass') passed += 1;
      if (sends > 1) spoke += 1;
    }),
    { numRuns },
  );
  expect(spoke).toBeGreaterThan(numRuns / 5);
  expect(passed).toBeGreaterThan(0.9 * numRuns);
});

test('one that says one thing more than its script has fails', async () => {
  const numRuns = randomCases(200);
  let caught = 0;
  await fc.assert(
    fc.asyncProperty(diagrams, fc.nat(), async (text, seed) => {
      const { verdict, explanation, sends } = await runScripted(
        text,
        seed,
        'says one thing more when it is done',
      );
      // One that says nothing has nothing to say again.
      if (sends === 0) return;
      expect([verdict, explanation]).toEqual(['fail', explanation]);
      caught += 1;
    }),
    { numRuns },
  );
  expect(caught).toBeGreaterThan(numRuns / 3);
});

/**
 * Diagrams that say no more than their lifelines can know, so that keeping to a script is enough: messages in sequence and
 * in parallel, no two of those alike. Where there is choice, or an order that no message enforces, even an honest participant
 * may go astray.
 */
const { diagram: diagrams } = fc.letrec<{ diagram: string; part: string; message: string; par: string }>(
  (tie) => ({
    diagram: fc
      .array(tie('part'), { minLength: 1, maxLength: 4 })
      .map((parts) => `@startuml\n${parts.join('')}@enduml\n`),
    part: fc.oneof({ weight: 3, arbitrary: tie('message') }, { weight: 1, arbitrary: tie('par') }),
    message: fc
      .tuple(fc.shuffledSubarray(lifelines, { minLength: 2, maxLength: 2 }), fc.constantFrom('x', 'y'))
      .map(([[from, to], label]) => `${from} -> ${to} : ${label}\n`),
    par: fc
      .tuple(...[1, 2].map(() => fc.array(tie('message'), { minLength: 1, maxLength: 2 })))
      .filter(([one = [], other = []]) => !one.some((drawn) => other.includes(drawn)))
      .map((operands) => `par\n${operands.map((messages) => messages.join('')).join('else\n')}end\n`),
  }),
);

async function runScripted(
  text: string,
  seed: number,
  lie: Lie,
): Promise<{
  verdict: string;
  ended: string;
  explanation: string;
  surprises: readonly string[];
  sends: number;
}> {
  const interaction = interactionOf(text);
  const [lifeline = ''] = interaction.occurrences[seed % interaction.occurrences.length]?.lifelines ?? [];
  const { participant, surprises } = scripted(interaction, lifeline, createRandom(seed), lie);
  const bound = bindScripted(interaction, lifeline, participant);
  // One that lies does it last: on a busy machine that may take a while.
  const completion = { settleMs: 0, quietMs: lie === null ? 20 : 60, holdMs: 40, patienceMs: 1_000 };
  const { judgement, run } = await live(plan(text, { ...bound, completion }), { seed });
  const sends = interaction.occurrences.filter(
    ({ kind, lifelines: [on] }) => kind === 'send' && on === lifeline,
  );
  const { verdict, explanation } = judgement;
  return { verdict, ended: run.ended, explanation, surprises, sends: sends.length };
}

function interactionOf(text: string): Interaction {
  const [compiled] = compile(text, 'test.puml').diagrams;
  if (compiled === undefined) throw new Error('no diagram');
  return compiled.interaction;
}
