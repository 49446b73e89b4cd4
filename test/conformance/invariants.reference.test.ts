import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomCases } from '../random-share.ts';
import { observations, recipes, sketches, traceOf } from '../reference/arbitraries.ts';
import { singleEvents } from '../reference/events.ts';
import {
  type Happening,
  invariantSketches,
  judgeInvariant,
  printInvariant,
} from '../reference/invariants.ts';
import { holds } from '../reference/sketch.ts';
import { allSeen, judgeByRunsIfFew } from '../reference/verdict.ts';
import { interactionOf } from './compiled.ts';
import { judged, story } from './judged.ts';
import { Tally } from './tally.ts';
import { withInvariants } from './with-invariants.ts';

const lifelines = ['A', 'B', 'C'];
const timeout = Number(process.env.SEQWRIGHT_RANDOM ?? 10) > 10 ? 1_200_000 : 200_000;
// What nobody recorded may only be so often that brute force can try all of it, and every event is one of an occurrence.
const tiny = sketches({ lifelines, mostOccurrences: 8, bounded: true }).filter(
  (sketch) =>
    !holds(sketch, 'ignore', 'consider', 'ref') &&
    interactionOf(sketch).occurrences.every(({ label }) => label !== ''),
);
const invariants = fc.array(invariantSketches(lifelines, ['x', 'y', 'z']), { minLength: 1, maxLength: 2 });
const looks = fc.array(
  fc.record({ recipe: recipes, observation: observations(lifelines), kept: invariants }),
  { minLength: 1, maxLength: 6 },
);

test('a recording passes when, and only when, a run of the reference agrees with it that keeps every invariant', {
  timeout,
}, () => {
  const numRuns = randomCases(1_500);
  const tally = new Tally();
  fc.assert(
    fc.property(tiny, looks, (sketch, each) => {
      for (const { recipe, observation, kept } of each) {
        const seen = { ...observation, extent: 'complete' } as const;
        const trace = traceOf(sketch, recipe, seen);
        const keeps = (run: readonly Happening[]) => kept.every((one) => judgeInvariant(one, run).kept);
        const expected = judgeByRunsIfFew(sketch, trace, seen, 'async', keeps);
        const free = judgeByRunsIfFew(sketch, trace, seen);
        if (expected === null || free === null) continue;
        const texts = kept.map(printInvariant);
        const found = judged(withInvariants(interactionOf(sketch), texts), trace, seen, {
          statesMax: 30_000,
        });
        if (found === null) {
          tally.count('gave up');
          continue;
        }
        expect(found, `${texts.join('\n')}\n${story(sketch, trace, seen)}`).toEqual(expected);
        const isOne = seen.observers === 'one' && seen.hidden.length + seen.unobserved.length === 0;
        const how = isOne ? 'in one order' : 'in several orders';
        if (free.verdict === 'pass') tally.count(`${how} ${expected.verdict === 'pass' ? 'kept' : 'broken'}`);
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 15, 'in one order kept', 'in one order broken');
  tally.atLeast(numRuns / 8, 'in several orders kept', 'in several orders broken');
  expect(tally.of('gave up')).toBeLessThan(numRuns / 10);
});

test('the beginning of a run fails as soon as no run that begins so keeps an invariant, and not sooner', {
  timeout,
}, () => {
  const numRuns = randomCases(1_500);
  const tally = new Tally();
  fc.assert(
    fc.property(tiny, recipes, invariants, (sketch, recipe, kept) => {
      const whole = traceOf(sketch, { ...recipe, mutations: [] }, allSeen);
      const texts = kept.map(printInvariant);
      const interaction = withInvariants(interactionOf(sketch), texts);
      for (let length = 0; length <= whole.length; length++) {
        const trace = whole.slice(0, length);
        const observation = { ...allSeen, extent: 'prefix' } as const;
        const free = judged(interactionOf(sketch), trace, observation);
        const run = trace.flatMap(singleEvents).map(happeningOf);
        const answers = kept.map((one) => judgeInvariant(one, run));
        const isWhole = free?.verdict === 'pass' && answers.every((one) => one.kept);
        const isHopeless = answers.some((one) => one.hopeless);
        const expected = isHopeless ? 'fail' : isWhole ? 'pass' : 'inconclusive';
        const found = judged(interaction, trace, observation);
        expect(found?.verdict, `${texts.join('\n')}\n${story(sketch, trace, observation)}`).toBe(expected);
        tally.count(expected);
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 4, 'pass', 'inconclusive', 'fail');
});

function happeningOf(event: ReturnType<typeof singleEvents>[number]): Happening {
  if (event.kind === 'ref')
    return { kind: 'ref', lifelines: event.lifelines, peer: null, label: event.label };
  const { kind, lifeline, label } = event;
  return { kind, lifelines: [lifeline], peer: kind === 'action' ? null : (event.peer ?? null), label };
}
