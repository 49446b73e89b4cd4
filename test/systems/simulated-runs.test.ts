import { describe, expect, test } from 'vitest';
import { readInterpreted } from '../../cli/read-interpreted.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { judge, type Verdict } from '../../conformance/judge.ts';
import { readTrace } from '../../conformance/read-trace.ts';
import { printTrace } from '../../runtime/print-trace.ts';
import { createRandom, type Random } from '../../runtime/random.ts';
import { simulate } from '../../runtime/simulate.ts';
import type { TraceEvent, TraceLine } from '../../runtime/trace.ts';
import { randomCases } from '../random-share.ts';

const files = [
  'diagrams/cfd-order/order.puml',
  'diagrams/cfd-order/order.original.puml',
  'diagrams/agreement/agreement.puml',
  'diagrams/order-flow/order-flow.wsd',
];

const seeds = randomCases(1000);
const first = Math.floor(Math.random() * 1_000_000);

const readings = files.flatMap((file) => [
  [file, 'as it is drawn'] as const,
  [file, 'as it is meant'] as const,
]);

describe.each(readings)('%s, %s', async (file, reading) => {
  const literal = reading === 'as it is drawn';
  const { interaction } = await readInterpreted(file, { arrows: 'async', ...(literal ? { literal } : {}) });
  const isOrdered = literal ? causallyOrdered : sentAndReceived;

  test(`conforms in every simulated run, and is the same for the same seed (${seeds} seeds from ${first})`, () => {
    for (let seed = first; seed < first + seeds; seed++) {
      const { lines, ended } = simulate(interaction, { seed });
      expect(ended, `seed ${seed}`).toBe('quiescent');
      const text = printTrace(lines);
      expect(printTrace(simulate(interaction, { seed }).lines), `seed ${seed}`).toBe(text);
      for (const observers of ['one', 'per-lifeline'] as const) {
        const [judgement] = judge(interaction, readTrace(text).trace, { observers });
        expect(judgement, `seed ${seed}`).toMatchObject({ verdict: 'pass', extent: 'complete' });
      }
    }
  });

  test('does not pass with neighbours swapped that are causally ordered, or an event dropped, doubled or renamed', () => {
    const tally: Record<Damage, number> = { swapped: 0, dropped: 0, doubled: 0, renamed: 0 };
    for (let seed = first; seed < first + seeds; seed++) {
      const random = createRandom(seed);
      const events = simulate(interaction, { seed }).lines.filter(isEvent);
      for (const [damage, damaged] of damages(events, random, isOrdered)) {
        expect(verdictOn(interaction, damaged), `seed ${seed}, ${damage}`).toBe('fail');
        tally[damage] += 1;
      }
    }
    for (const [damage, count] of Object.entries(tally)) expect(count, damage).toBeGreaterThanOrEqual(seeds);
  });
});

type Damage = 'swapped' | 'dropped' | 'doubled' | 'renamed';

/** One of each kind, at a random place. */
function damages(
  events: readonly TraceEvent[],
  random: Random,
  isOrdered: typeof causallyOrdered,
): readonly (readonly [Damage, readonly TraceEvent[]])[] {
  const at = random.next(events.length);
  const event = events[at];
  const pairs = [...events.keys()].filter((index) => isOrdered(events[index], events[index + 1]));
  const pair = pairs[random.next(pairs.length)];
  if (event === undefined || pair === undefined)
    throw new Error('a run of these diagrams has causally ordered neighbours');
  return [
    ['dropped', events.toSpliced(at, 1)],
    ['doubled', events.toSpliced(at, 0, event)],
    ['renamed', events.with(at, { ...event, label: `${event.label}!` })],
    ['swapped', events.toSpliced(pair, 2, ...events.slice(pair, pair + 2).toReversed())],
  ];
}

/** On one lifeline, or a send and its receive: none of these diagrams is drawn with a `par`. */
function causallyOrdered(event: TraceEvent | undefined, next: TraceEvent | undefined): boolean {
  if (event === undefined || next === undefined) return false;
  return (
    sentAndReceived(event, next) ||
    lifelinesOf(event).some((lifeline) => lifelinesOf(next).includes(lifeline))
  );
}

/** A send and its receive: what else stands side by side may be of two threads. */
function sentAndReceived(event: TraceEvent | undefined, next: TraceEvent | undefined): boolean {
  return event?.id !== undefined && event.id === next?.id;
}

function lifelinesOf(event: TraceEvent): readonly string[] {
  if (event.kind === 'ref') return event.lifelines;
  return event.kind === 'message' ? [event.from, event.to] : [event.lifeline];
}

function verdictOn(interaction: Interaction, events: readonly TraceEvent[]): Verdict | undefined {
  // Without ids, as most recordings are.
  const bare = events.map((event, index) => ({
    event: JSON.parse(JSON.stringify({ ...event, id: undefined })) as TraceEvent,
    line: index + 1,
  }));
  return judge(interaction, { header: null, footer: null, events: bare })[0]?.verdict;
}

function isEvent(line: TraceLine): line is TraceEvent {
  return line.kind === 'send' || line.kind === 'receive' || line.kind === 'action' || line.kind === 'ref';
}
