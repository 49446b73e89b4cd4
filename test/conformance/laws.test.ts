import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../../runtime/simulate.ts';
import type { TraceEvent } from '../../runtime/trace.ts';
import { randomCases } from '../random-share.ts';
import { beginningOf, observations, recipes, sketches, traceOf } from '../reference/arbitraries.ts';
import { print } from '../reference/print.ts';
import { type Run, runs, runsIfFew, wordsOf } from '../reference/runs.ts';
import { holds, withoutCriticals, withoutFilters } from '../reference/sketch.ts';
import { allSeen, judgeByRunsIfFew } from '../reference/verdict.ts';
import { interactionOf } from './compiled.ts';
import { eventsOf, judged, judgedByHeader, occurrenceOf, story } from './judged.ts';
import { Tally } from './tally.ts';

const lifelines = ['A', 'B', 'C'];
const small = sketches({ lifelines, mostOccurrences: 10 });
const tiny = sketches({ lifelines, mostOccurrences: 7, bounded: true });
/** Ten times what a law takes on a machine of its own: a rare sketch needs a second of brute force. */
const timeout = Number(process.env.SEQWRIGHT_RANDOM ?? 10) > 10 ? 1_200_000 : 120_000;
const arrowDisciplines = fc.constantFrom('async', 'async', 'blocking', 'rendezvous');
const looks = fc.array(fc.record({ recipe: recipes, observation: observations(lifelines) }), {
  minLength: 1,
  maxLength: 8,
});

test('the checker gives the verdict of the reference on every run and every mutated trace', {
  timeout,
}, () => {
  const numRuns = randomCases(3_000);
  const tally = new Tally();
  fc.assert(
    fc.property(small, arrowDisciplines, looks, (sketch, arrows, each) => {
      const interaction = interactionOf(sketch, arrows);
      tally.countKinds(sketch);
      if (/^& /m.test(print(sketch))) tally.count(holds(sketch, 'strict') ? 'at once, strictly' : 'at once');
      for (const { recipe, observation } of each) {
        // Half of the traces know nothing of arrows that hold their sender.
        const trace = traceOf(sketch, recipe, observation, recipe.run % 2 === 0 ? arrows : 'async');
        const expected = judgeByRunsIfFew(sketch, trace, observation, arrows);
        if (expected === null) {
          tally.count('too large');
          continue;
        }
        const found = judged(interaction, trace, observation);
        if (found === null) {
          tally.count('gave up');
          continue;
        }
        expect(found, `${arrows}, ${story(sketch, trace, observation)}`).toEqual(expected);
        tally.count(expected.verdict);
        tally.count(`${recipe.context} ${expected.verdict === 'fail' ? 'refuted' : 'confirmed'}`);
        tally.count(`${observation.extent} ${expected.verdict}`);
        tally.count(typeof observation.observers === 'string' ? observation.observers : 'groups');
        tally.count(observation.hidden.length === 0 ? 'all seen' : 'hidden');
        if (observation.unobserved.length > 0) {
          tally.count('unobserved');
        }
        if (holds(sketch, 'ignore', 'consider') && expected.verdict !== 'fail') {
          const unfiltered = judgeByRunsIfFew(withoutFilters(sketch), trace, observation, arrows);
          if (unfiltered?.verdict === 'fail') {
            tally.count('confirmed by what is free');
            tally.count(`${observation.extent} confirmed by what is free`);
          }
        }
        if (expected.verdict === 'fail') {
          const untold = judgeByRunsIfFew(sketch, trace.map(withoutContext), observation, arrows);
          const unheld = judgeByRunsIfFew(sketch, trace, observation);
          if (untold !== null && untold.verdict !== 'fail') {
            tally.count('refuted by ids and clocks');
          }
          if (unheld !== null && unheld.verdict !== 'fail') {
            tally.count('refuted by arrows');
          }
        }
      }
    }),
    { numRuns },
  );
  tally.atLeast(
    numRuns / 4,
    'pass',
    'fail',
    'hidden',
    'all seen',
    'one',
    'per-lifeline',
    'groups',
    'unobserved',
  );
  tally.atLeast(
    numRuns / 8,
    'ids confirmed',
    'ids refuted',
    'clocks confirmed',
    'clocks refuted',
    'both refuted',
  );
  tally.atLeast(numRuns / 20, 'inconclusive', 'alt', 'par', 'loop', 'opt', 'break', 'critical', 'strict');
  tally.atLeast(numRuns / 20, 'prefix inconclusive', 'slice inconclusive', 'slice fail');
  tally.atLeast(numRuns / 300, 'refuted by ids and clocks', 'refuted by arrows');
  tally.atLeast(numRuns / 100, 'ref', 'both', 'lost', 'gate-in', 'gate-out', 'group');
  tally.atLeast(numRuns / 20, 'ignore', 'consider', 'confirmed by what is free');
  tally.atLeast(numRuns / 50, 'at once');
  tally.atLeast(numRuns / 300, 'at once, strictly');
  tally.atLeast(
    numRuns / 200,
    'complete confirmed by what is free',
    'prefix confirmed by what is free',
    'slice confirmed by what is free',
  );
  expect(tally.of('too large')).toBeLessThan(numRuns / 2);
  expect(tally.of('gave up')).toBeLessThan(numRuns / 10);
});

test('a search without shortcuts, and options that the trace itself gives, lead to the same verdict', {
  timeout,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(small, arrowDisciplines, looks, (sketch, arrows, each) => {
      const interaction = interactionOf(sketch, arrows);
      for (const { recipe, observation } of each) {
        const trace = traceOf(sketch, recipe, observation, arrows);
        const expected = judged(interaction, trace, observation);
        const say = `${arrows}, ${story(sketch, trace, observation)}`;
        expect(judgedByHeader(interaction, trace, observation), say).toEqual(expected);
        const exhaustive = judged(interaction, trace, observation, { exhaustive: true });
        if (expected === null || exhaustive === null) {
          tally.count('gave up');
          continue;
        }
        expect(exhaustive, say).toEqual(expected);
        tally.count(`${observation.extent} ${expected.verdict}`);
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 5, 'complete pass', 'prefix pass', 'slice pass', 'complete fail', 'prefix fail');
  tally.atLeast(numRuns / 20, 'slice fail', 'prefix inconclusive', 'slice inconclusive');
  expect(tally.of('gave up')).toBeLessThan(numRuns / 10);
});

test('no beginning of a passing trace fails as a prefix, each observer stopping where it likes', {
  timeout,
}, () => {
  const numRuns = randomCases(3_000);
  const tally = new Tally();
  const stops = fc.record({ A: fc.nat(6), B: fc.nat(6), C: fc.nat(6) });
  fc.assert(
    fc.property(small, recipes, observations(lifelines), stops, (sketch, recipe, seen, stop) => {
      const interaction = interactionOf(sketch);
      const trace = traceOf(sketch, recipe, seen);
      if (judged(interaction, trace, { ...seen, extent: 'complete' })?.verdict !== 'pass') {
        tally.count('not a pass');
        return;
      }
      const observation = { ...seen, extent: 'prefix' } as const;
      const beginnings =
        seen.observers === 'per-lifeline'
          ? [beginningOf(trace, stop)]
          : trace.map((_, length) => trace.slice(0, length));
      for (const beginning of beginnings) {
        const verdict = judged(interaction, beginning, observation)?.verdict;
        tally.count(verdict ?? 'gave up');
        expect(verdict, story(sketch, beginning, observation)).not.toBe('fail');
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 3, 'inconclusive');
  tally.atLeast(numRuns / 20, 'pass');
});

test('the simulator produces runs of the reference only, the checker passes them, and a seed says all', {
  timeout,
}, () => {
  const numRuns = randomCases(3_000);
  const tally = new Tally();
  const channels = fc.constantFrom('fifo', 'bag');
  fc.assert(
    fc.property(small, fc.nat(), channels, arrowDisciplines, (sketch, seed, channel, arrows) => {
      const interaction = interactionOf(sketch, arrows);
      const simulated = simulate(interaction, { seed, channel });
      const events = eventsOf(simulated.lines);
      const known =
        events.length > 20
          ? null
          : runsIfFew(sketch, { loopLimit: Math.max(1, events.length), channel, arrows });
      if (known === null) {
        tally.count('too large');
        return;
      }
      const say = `${arrows}, ${story(sketch, events, null)}`;
      const isWhole = simulated.ended === 'quiescent';
      // Only an ordered channel can forbid all that the diagram asks for next; what came before is a beginning.
      expect(isWhole || channel === 'fifo', say).toBe(true);
      expect(!isWhole || wordsOfRuns(known).has(wordsOf(events.map(occurrenceOf))), say).toBe(true);
      expect(
        judged(interaction, events, { ...allSeen, extent: isWhole ? 'complete' : 'prefix' }),
        say,
      ).toEqual(
        isWhole ? { verdict: 'pass', extent: 'complete' } : { verdict: 'inconclusive', extent: 'prefix' },
      );
      const both = runsIfFew(sketch, { loopLimit: 2, arrows })?.length ?? 0;
      if (
        channel === 'fifo' &&
        (runsIfFew(sketch, { loopLimit: 2, channel, arrows })?.length ?? both) < both
      ) {
        tally.count('forbidden by fifo');
      }
      if (both < (runsIfFew(withoutCriticals(sketch), { loopLimit: 2, arrows })?.length ?? both)) {
        tally.count('forbidden by critical');
      }
      tally.count(isWhole ? (known.length > 1 ? 'one of many runs' : 'the only run') : 'stuck');
      expect(JSON.stringify(simulate(interaction, { seed, channel }).lines)).toBe(
        JSON.stringify(simulated.lines),
      );
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 2, 'one of many runs');
  tally.atLeast(numRuns / 40, 'forbidden by fifo', 'forbidden by critical');
  expect(tally.of('stuck')).toBeLessThan(numRuns / 20);
});

test('the simulator reaches every run that the channel allows, starving none', { timeout }, () => {
  const numRuns = randomCases(1_500);
  const tally = new Tally();
  fc.assert(
    fc.property(tiny, fc.constantFrom('fifo', 'bag'), (sketch, channel) => {
      const expected = wordsOfRuns(runs(sketch, { loopLimit: 0, channel }));
      if (expected.size > 20) {
        tally.count('too many');
        return;
      }
      const interaction = interactionOf(sketch);
      const missing = new Set(expected);
      for (let seed = 0; seed < 5_000 && missing.size > 0; seed += 1) {
        const { lines } = simulate(interaction, { seed, channel });
        missing.delete(wordsOf(eventsOf(lines).map(occurrenceOf)));
      }
      expect([...missing], `never reached, of\n${print(sketch)}`).toEqual([]);
      tally.count(expected.size > 2 ? 'more than two' : 'one or two');
      tally.countKinds(sketch);
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 5, 'more than two');
  tally.atLeast(numRuns / 30, 'alt', 'par', 'loop');
});

/** The event as it is without what only ids and clocks tell. */
function withoutContext(event: TraceEvent): TraceEvent {
  const { id: _, clock: __, ...words } = event;
  return words;
}

function wordsOfRuns(all: readonly Run[]): ReadonlySet<string> {
  return new Set(all.map(({ occurrences }) => wordsOf(occurrences)));
}
