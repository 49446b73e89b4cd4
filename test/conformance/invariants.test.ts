import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type Judgement, judge } from '../../conformance/judge.ts';
import { judgementToJson } from '../../conformance/to-json.ts';
import type { TraceEvent, TraceHeader } from '../../runtime/trace.ts';

const shop = ['par', 'Shop -> Bank : pay', 'else', 'Shop -> Courier : ship', 'end'];

describe('a recording that fits the diagram', () => {
  test('fails when it breaks an invariant, at the line that does and at the arrow', () => {
    const found = judged([`' @invariant "pay" before "ship"`, ...shop], [ship, pay]);
    expect(found.verdict).toBe('fail');
    expect(found.explanation).toBe(
      'all events fit, and not what every run is to keep:\nbroken: "pay" before "ship" (made.puml:2), by line 1: Shop sends "ship" to Courier',
    );
    expect(judgementToJson('t', found)).toMatchObject({
      property: '"pay" before "ship"',
      at: { traceLine: 1, line: 6 },
    });
    expect(judged([`' @invariant "pay" before "ship"`, ...shop], [pay, ship]).verdict).toBe('pass');
  });

  test('fails when it ends without a response, and as a beginning does not', () => {
    const lines = ["' @invariant answer responds to ask", 'A -> B : ask', 'opt', 'B -> A : answer', 'end'];
    const asked: TraceEvent = { kind: 'message', from: 'A', to: 'B', label: 'ask' };
    const whole = judged(lines, [asked]);
    expect(whole).toMatchObject({ verdict: 'fail', extent: 'complete' });
    expect(whole.explanation).toContain(
      'broken: answer responds to ask (made.puml:2), as the run ends like this',
    );
    expect(judged(lines, [asked], {}, 'prefix')).toMatchObject({ verdict: 'inconclusive', extent: 'prefix' });
  });

  test('passes when its observers leave open what would break it, and fails when no order keeps it', () => {
    const both = { observers: [['Shop'], ['Courier'], ['Bank']] };
    const paidAndShipped: readonly TraceEvent[] = [
      { kind: 'receive', lifeline: 'Courier', peer: 'Shop', label: 'ship' },
      { kind: 'send', lifeline: 'Shop', peer: 'Courier', label: 'ship' },
      { kind: 'send', lifeline: 'Shop', peer: 'Bank', label: 'pay' },
      { kind: 'receive', lifeline: 'Bank', peer: 'Shop', label: 'pay' },
    ];
    const arrival = judged([`' @invariant receive pay before receive ship`, ...shop], paidAndShipped, both);
    expect(arrival.verdict).toBe('pass');
    const departure = judged([`' @invariant pay before ship`, ...shop], paidAndShipped, both);
    expect(departure.verdict).toBe('fail');
  });

  test('is not decided when the search for another order gives up', () => {
    const many = Array.from({ length: 6 }, (_, index) => `A${index} -> B${index} : m${index}`);
    const trace = many.map(
      (_, index): TraceEvent => ({ kind: 'message', from: `A${index}`, to: `B${index}`, label: `m${index}` }),
    );
    const found = judged(["' @invariant never m0", ...many], trace, { observers: [] }, 'complete', 50);
    expect(found).toMatchObject({ verdict: 'inconclusive' });
    expect(found.explanation).toContain('gave up within its budget');
  });

  test('that breaks an invariant by a simulated lifeline says nothing of the real ones', () => {
    const lines = [`' @invariant pay before ship`, ...shop];
    const found = judged(lines, [ship, pay], { simulated: ['Shop'] });
    expect(found.verdict).toBe('inconclusive');
    expect(found.explanation).toContain('"Shop", which is simulated');
    expect(judged(lines, [ship, pay], { simulated: ['Bank', 'Courier'] }).verdict).toBe('fail');
    const owed = ["' @invariant b responds to a", 'A -> B : a', 'opt', 'B -> A : b', 'end'];
    const asked: TraceEvent = { kind: 'message', from: 'A', to: 'B', label: 'a' };
    expect(judged(owed, [asked], { simulated: ['B'] }).verdict).toBe('inconclusive');
    expect(judged(owed, [asked], { simulated: ['A'] }).verdict).toBe('fail');
  });

  test('may rest on what nobody recorded', () => {
    const hidden = judged([`' @invariant pay before ship`, ...shop], [ship], { unobserved: ['Shop->Bank'] });
    expect(hidden.verdict).toBe('pass');
    expect(hidden.explanation).toContain('rests on 2 occurrences that nobody recorded');
  });
});

describe('a response within a time', () => {
  const lines = ["' @invariant b responds to a within 5s", 'A -> B : a', 'B -> A : b'];
  const at = (label: string, time: number | string | null): TraceEvent => {
    const [from, to] = label === 'a' ? (['A', 'B'] as const) : (['B', 'A'] as const);
    return { kind: 'message', from, to, label, ...(time === null ? {} : { time }) };
  };

  test('is late, in time, or unchecked', () => {
    expect(judged(lines, [at('a', 0), at('b', 5_001)])).toMatchObject({ verdict: 'fail' });
    expect(judged(lines, [at('a', 0), at('b', 5_000)])).toMatchObject({ verdict: 'pass' });
    const untimed = judged(lines, [at('a', null), at('b', 5_000)]);
    expect(untimed).toMatchObject({ verdict: 'pass' });
    expect(untimed.explanation).toContain('unchecked: how soon, in b responds to a within 5s (made.puml:2)');
  });

  test('counts from the oldest that waits', () => {
    const twice = ["' @invariant b responds to a within 5s", 'A -> B : a', 'A -> B : a', 'B -> A : b'];
    const trace = (...times: readonly number[]) => [
      at('a', times[0] ?? 0),
      at('a', times[1] ?? 0),
      at('b', times[2] ?? 0),
    ];
    expect(judged(twice, trace(0, 4_000, 6_000))).toMatchObject({ verdict: 'fail' });
    expect(judged(twice, trace(2_000, 4_000, 6_000))).toMatchObject({ verdict: 'pass' });
  });
});

test('a recording that leaves the diagram is told what it breaks besides', () => {
  const found = judged(
    [`' @invariant pay before ship`, 'Shop -> Bank : pay', 'Shop -> Courier : ship'],
    [ship, pay],
  );
  expect(found.verdict).toBe('fail');
  expect(found.explanation).toContain('fits nothing there');
  expect(found.explanation).toContain('broken: pay before ship (made.puml:2), by line 1');
  expect(judgementToJson('t', found)).toMatchObject({ property: 'pay before ship' });
});

const pay: TraceEvent = { kind: 'message', from: 'Shop', to: 'Bank', label: 'pay' };
const ship: TraceEvent = { kind: 'message', from: 'Shop', to: 'Courier', label: 'ship' };

function judged(
  lines: readonly string[],
  events: readonly TraceEvent[],
  header: Partial<TraceHeader> = {},
  extent: 'complete' | 'prefix' = 'complete',
  statesMax = 500_000,
): Judgement {
  const text = ['@startuml', ...lines, '@enduml'].join('\n');
  const [diagram] = compile(text, 'made.puml').diagrams;
  if (diagram === undefined) throw new Error('no diagram');
  const [only, ...others] = judge(
    diagram.interaction,
    {
      header: { kind: 'header', version: 1, ...header },
      footer: null,
      events: events.map((event, index) => ({ event, line: index + 1 })),
    },
    { extent, statesMax },
  );
  if (only === undefined || others.length > 0) throw new Error('not one judgement');
  return only;
}
