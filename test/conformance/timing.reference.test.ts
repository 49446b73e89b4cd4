import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { judge } from '../../conformance/judge.ts';
import { simulate } from '../../runtime/simulate.ts';
import type { TraceEvent } from '../../runtime/trace.ts';
import { randomCases } from '../random-share.ts';

/**
 * A diagram is drawn twice: with labels that several messages share, and with a label of its own for each. The second one
 * tells which event is which occurrence, so trying all ways of naming the events of a trace is a reference for what the
 * checker finds out about the first one.
 */
interface Sketch {
  readonly parts: readonly Part[];
  /** Which messages have the anchors, counted round, and at which end. */
  readonly first: readonly [number, boolean];
  readonly second: readonly [number, boolean];
  readonly bound: number;
  /** Which message has a receiver that waits no longer than the bound, counted round. */
  readonly awaited: number;
}

type Part =
  | { readonly kind: 'message'; readonly ends: readonly [string, string]; readonly label: string }
  | { readonly kind: 'alt' | 'par' | 'opt' | 'loop'; readonly operands: readonly (readonly Part[])[] };

const ends = fc.constantFrom<[string, string][]>(['A', 'A'], ['A', 'B'], ['B', 'A']);
const any = messages(ends, fc.constantFrom('x', 'y'));
/** These can be told apart by nothing but their place. */
const alike = messages(fc.constant<[string, string]>(['A', 'A']), fc.constant('x'));

function messages(between: fc.Arbitrary<[string, string]>, label: fc.Arbitrary<string>): fc.Arbitrary<Part> {
  return fc.record({ kind: fc.constant('message'), ends: between, label });
}

function partsOf(message: fc.Arbitrary<Part>): fc.Arbitrary<readonly Part[]> {
  const body = fc.array(message, { minLength: 1, maxLength: 2 });
  const fragment: fc.Arbitrary<Part> = fc.oneof(
    fc.record({ kind: fc.constantFrom('alt', 'par'), operands: fc.tuple(body, body) }),
    fc.record({ kind: fc.constantFrom('opt', 'loop'), operands: fc.tuple(body) }),
  );
  return fc.array(fc.oneof(message, fragment), { minLength: 2, maxLength: 3 });
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  parts: fc.oneof(partsOf(any), partsOf(alike)),
  first: fc.tuple(fc.nat(), fc.boolean()),
  second: fc.tuple(fc.nat(), fc.boolean()),
  bound: fc.nat(6),
  awaited: fc.nat(),
});

const eventsMax = 6;
/** More ways to name the events of a trace take too long to try. */
const namingsMax = 256;

test('a trace fails for its times when, and only when, every run that it may be breaks them', () => {
  const tally = { pass: 0, fail: 0, ambiguous: 0 };
  const times = fc.infiniteStream(fc.nat(9));
  fc.assert(
    fc.property(
      sketch,
      fc.nat(),
      times,
      fc.constantFrom('one', 'per-lifeline'),
      (drawn, seed, clock, observers) => {
        const shared = compiled(text(drawn, false));
        const named = compiled(text(drawn, true));
        const [timing] = shared.timings;
        if (timing === undefined || timing.pairing === 'unclear') return;
        const run = simulate(named, { seed }).lines.filter(
          (line): line is TraceEvent & { kind: 'send' | 'receive' | 'action' } =>
            line.kind === 'send' || line.kind === 'receive' || line.kind === 'action',
        );
        if (run.length === 0 || run.length > eventsMax) return;
        const labels = new Map(
          named.occurrences.map(({ index, label }) => [label, shared.occurrences[index]?.label ?? '']),
        );
        const trace = run.map(({ kind, lifeline, peer, label }): TraceEvent => {
          const other = peer === undefined ? {} : { peer };
          return { kind, lifeline, ...other, label: labels.get(label) ?? '', time: clock.next().value };
        });
        const found = verdictOn(shared, trace, observers);
        expect(verdictOn(shared, trace, observers, true), 'without shortcuts').toBe(found);
        const ways = waysToName(named, shared, trace);
        if (ways === null) return;
        const namings = ways.filter((naming) => verdictOn(named, untimed(naming), observers) === 'pass');
        const kept = namings.filter((naming) => keepsTime(naming, named, shared, drawn.bound, observers));
        expect(found, text(drawn, false)).toBe(kept.length > 0 ? 'pass' : 'fail');
        tally[kept.length > 0 ? 'pass' : 'fail']++;
        if (kept.length > 0 && kept.length < namings.length) tally.ambiguous++;
      },
    ),
    { numRuns: randomCases(3_000) },
  );
  expect(tally.pass).toBeGreaterThan(randomCases(150));
  expect(tally.fail).toBeGreaterThan(randomCases(100));
  expect(tally.ambiguous).toBeGreaterThan(randomCases(10));
}, 60_000);

function compiled(content: string): Interaction {
  const [only] = compile(content, 'sketch.puml').diagrams;
  if (only === undefined) throw new Error(`no diagram in\n${content}`);
  return only.interaction;
}

function verdictOn(
  interaction: Interaction,
  trace: readonly TraceEvent[],
  observers: 'one' | 'per-lifeline',
  exhaustive = false,
): string {
  const events = trace.map((event, index) => ({ event, line: index + 1 }));
  const judged = judge(interaction, { header: null, footer: null, events }, { observers, exhaustive });
  return judged[0]?.verdict ?? 'none';
}

function text({ parts, first, second, bound, awaited }: Sketch, named: boolean): string {
  const count = parts.flatMap(messagesIn).length;
  const waiting = awaited % count;
  const anchors = [first, second].map(([at, isEnd]) => ({ at: at % count, isEnd }));
  let number = 0;
  const lines = parts.flatMap(print);
  return ['@startuml', ...lines, `{a0} <-> {a1} : <= ${bound} ms`, '@enduml'].join('\n');

  function print(part: Part): string[] {
    if (part.kind !== 'message') {
      const inside = part.operands.map((operand) => operand.flatMap(print));
      return [
        part.kind === 'loop' ? 'loop 1..2' : part.kind,
        ...inside.flatMap((rows, index) => (index === 0 ? rows : ['else', ...rows])),
        'end',
      ];
    }
    const at = number++;
    const mark = (isEnd: boolean): string =>
      anchors.flatMap((anchor, index) =>
        anchor.at === at && anchor.isEnd === isEnd ? [`{a${index}}`] : [],
      )[0] ?? '';
    const label = named ? `m${at}` : part.label;
    return [
      ...(at === waiting ? [`' @timeout ${bound} ms`] : []),
      `${mark(false)} ${part.ends[0]} -> ${part.ends[1]} ${mark(true)} : ${label}`,
    ];
  }
}

function messagesIn(part: Part): Part[] {
  return part.kind === 'message' ? [part] : part.operands.flatMap((operand) => operand.flatMap(messagesIn));
}

/** The trace with a label of its own for each event, in every way in which the shared ones allow; null when there are too many. */
function waysToName(
  named: Interaction,
  shared: Interaction,
  trace: readonly TraceEvent[],
): TraceEvent[][] | null {
  let ways: TraceEvent[][] = [[]];
  for (const event of trace) {
    if (event.kind !== 'send' && event.kind !== 'receive' && event.kind !== 'action') continue;
    const fitting = shared.occurrences.filter(
      ({ kind, lifelines, peer, label }) =>
        kind === event.kind &&
        lifelines[0] === event.lifeline &&
        peer === (event.peer ?? null) &&
        label === event.label,
    );
    if (ways.length * fitting.length > namingsMax) return null;
    ways = ways.flatMap((way) =>
      fitting.map(({ index }) => [...way, { ...event, label: named.occurrences[index]?.label ?? '' }]),
    );
  }
  return ways;
}

/** Without its bound the named diagram says only what may happen. */
function untimed(trace: readonly TraceEvent[]): TraceEvent[] {
  return trace.map((event) => {
    const { time: _time, ...rest } = event;
    return rest;
  });
}

/** The first happening of the one anchor belongs to the first of the other, the second to the second. */
function keepsTime(
  trace: readonly TraceEvent[],
  named: Interaction,
  shared: Interaction,
  bound: number,
  observers: 'one' | 'per-lifeline',
): boolean {
  const [timing] = shared.timings;
  const timesOf = (indices: readonly number[]): number[] =>
    trace.flatMap((event) => {
      const isIt = indices.some((index) => {
        const occurrence = named.occurrences[index];
        return occurrence?.label === ('label' in event ? event.label : '') && occurrence?.kind === event.kind;
      });
      return isIt ? [Number(event.time)] : [];
    });
  const from = timesOf(timing?.from.map(({ index }) => index) ?? []);
  const to = timesOf(timing?.to.map(({ index }) => index) ?? []);
  const inTime = from.every((time, index) => Math.abs((to[index] ?? time) - time) <= bound);
  return inTime && trace.every((event, index) => isAwaitedInTime(event, trace.slice(0, index)));

  function isAwaitedInTime(event: TraceEvent, before: readonly TraceEvent[]): boolean {
    const [timeout] = shared.annotations.timeouts;
    if (timeout === undefined || event.kind !== 'receive') return true;
    const awaited = named.occurrences.slice(timeout.first, timeout.end);
    if (!awaited.some(({ kind, label }) => kind === 'receive' && label === event.label)) return true;
    const own = before.findLast((one) => 'lifeline' in one && one.lifeline === event.lifeline);
    const since = own ?? (observers === 'one' ? trace[0] : undefined);
    return since === undefined || Number(event.time) - Number(since.time) <= bound;
  }
}
