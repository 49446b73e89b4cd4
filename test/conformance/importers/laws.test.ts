import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { importerOf } from '../../../conformance/importers/importers.ts';
import { type Mapping, noMapping, type Rule } from '../../../conformance/importers/mapping.ts';
import { judge, type Verdict } from '../../../conformance/judge.ts';
import type { Trace } from '../../../conformance/trace.ts';
import { simulate } from '../../../runtime/simulate.ts';
import type { TraceEvent } from '../../../runtime/trace.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { holds } from '../../reference/sketch.ts';
import { interactionOf } from '../compiled.ts';
import { eventsOf } from '../judged.ts';
import { Tally } from '../tally.ts';
import { asOtlp } from './as-otlp.ts';
import { asShiviz } from './as-shiviz.ts';

const sketch = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 10 }).filter(
  // Neither format knows of these.
  (one) => !holds(one, 'ref', 'lost', 'gate-in', 'gate-out'),
);
const rule: Rule = { match: {}, ignore: false, action: null, from: null, to: null, label: null, reply: null };
const actions: Mapping = {
  ...noMapping,
  session: '',
  messages: [{ ...rule, match: { kind: 'internal' }, action: '{name}' }],
};

test('a simulated run that is written as OTLP, with clocks that are wrong, is judged as the run itself', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(
      sketch,
      fc.nat(),
      fc.nat(30),
      fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 3, maxLength: 3 }),
      (one, seed, swap, skews) => {
        const interaction = interactionOf(one);
        const run = runOf(interaction, seed);
        const skew = (lifeline: string): number => skews[lifeline.charCodeAt(0) - 65] ?? 0;
        expect(imported(interaction, asOtlp(run, skew), actions)).not.toBe('fail');
        const changed = swapped(run, swap);
        const expected = verdictOn(interaction, changed);
        const found = imported(interaction, asOtlp(changed, skew), actions);
        expect(found, JSON.stringify(changed)).toBe(expected);
        tally.count(expected);
      },
    ),
    { numRuns },
  );
  tally.atLeast(numRuns / 4, 'pass');
  tally.atLeast(numRuns / 20, 'fail');
});

test('a simulated run that is logged with vector clocks, its lines in any order, never fails', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(
      sketch,
      fc.nat(),
      fc.nat(30),
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      (one, seed, swap, order) => {
        const interaction = interactionOf(one);
        const run = runOf(interaction, seed);
        const text = asShiviz(run, (index) => order[index % order.length] ?? 0);
        const mapping = { ...noMapping, messages: run.map(namedAction).filter((said) => said !== null) };
        if (run.every(({ kind }) => kind === 'action')) return;
        expect(imported(interaction, text, mapping), text).toBe('pass');
        const changed = swapped(run, swap);
        const log = asShiviz(changed, (index) => index);
        const isAllShown = traceIn(log, mapping).header?.unobserved?.every((place) => place === 'action');
        const found = imported(interaction, log, mapping);
        // Where no message overtook another, clocks know all that ids know.
        const isRefuted = isAllShown === true && verdictOn(interaction, changed) === 'fail';
        expect(found, JSON.stringify(changed)).toBe(isRefuted ? 'fail' : found);
        if (isRefuted) tally.count('refuted');
        tally.count('conforms');
      },
    ),
    { numRuns },
  );
  tally.atLeast(numRuns / 4, 'conforms');
  tally.atLeast(numRuns / 20, 'refuted');
});

/** The action with this text, as the mapping names it. */
function namedAction(event: TraceEvent): Rule | null {
  if (event.kind !== 'action') return null;
  return { ...rule, match: { name: `do ${event.label || 'untitled'}` }, action: event.label };
}

function runOf(interaction: Interaction, seed: number): readonly TraceEvent[] {
  return eventsOf(simulate(interaction, { seed, channel: 'bag', eventsMax: 30 }).lines);
}

/** Two neighbours of one lifeline change places, but for a send and its own receive. */
function swapped(run: readonly TraceEvent[], chosen: number): readonly TraceEvent[] {
  const at = chosen % Math.max(1, run.length);
  const first = run[at];
  if (first === undefined || !('lifeline' in first)) return run;
  const second = run.findIndex(
    (event, index) => index > at && 'lifeline' in event && event.lifeline === first.lifeline,
  );
  const other = run[second];
  if (other === undefined) return run;
  const ids = run.slice(at, second + 1).map(({ id }) => id);
  // What is between them may follow from the one or lead to the other.
  if (second !== at + 1 || new Set(ids).size !== ids.length) return run;
  return run.with(at, other).with(second, first);
}

function imported(interaction: Interaction, text: string, mapping: Mapping): Verdict {
  const [only, ...others] = judge(interaction, traceIn(text, mapping));
  if (only === undefined || others.length > 0) throw new Error('there is one session');
  return only.verdict;
}

function traceIn(text: string, mapping: Mapping): Trace {
  if (text === '') return { header: null, footer: null, events: [] };
  const importer = importerOf(text);
  if (importer === null) throw new Error(`what is this?\n${text}`);
  const { traces, problems } = importer.read(text, mapping);
  expect(problems).toEqual([]);
  const [only, ...others] = traces;
  if (only === undefined || others.length > 0) throw new Error('there is one trace');
  return only;
}

function verdictOn(interaction: Interaction, events: readonly TraceEvent[]): Verdict {
  const trace = {
    header: null,
    footer: null,
    events: events.map((event, index) => ({ event, line: index + 1 })),
  };
  const recorded = new Set(events.flatMap((event) => ('lifeline' in event ? [event.lifeline] : [])));
  const unobserved = events.some(({ kind }) => kind === 'action') ? [] : ['action'];
  const peers = events.flatMap((event) => ('peer' in event && event.peer !== undefined ? [event.peer] : []));
  const hidden = peers.filter((peer) => !recorded.has(peer));
  const [only] = judge(interaction, trace, { observers: 'per-lifeline', unobserved, hidden });
  if (only === undefined) throw new Error('there is a session');
  return only.verdict;
}
