import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { judge } from '../../conformance/judge.ts';
import { simulate } from '../../runtime/simulate.ts';
import type { TraceEvent } from '../../runtime/trace.ts';
import { eventsOf } from './judged.ts';

/** An honest run takes a tenth of it; what is quadratic, or overflows the stack, does not come through. */
const secondsMax = 20;

describe('large diagrams and traces', { timeout: 60_000 }, () => {
  const messages = Array.from(
    { length: 10_000 },
    (_, i) => `${'ABCD'[i % 4]} -> ${'ABCD'[(i + 1) % 4]} : m${i}`,
  );
  const breaks = Array.from({ length: 3_000 }, (_, i) => [
    `A -> B : m${i}`,
    'break',
    `A -> B : x${i}`,
    'end',
  ]);
  test.for([
    { says: 'a straight diagram of 10,000 messages', diagram: messages },
    {
      says: '10,000 messages in a fragment, and more behind it',
      diagram: ['par', ...messages, 'end', 'A -> B : z'],
    },
    { says: '10,000 messages in a loop', diagram: ['loop 2', ...messages, 'end', 'A -> B : z'] },
    { says: '10,000 messages in an operand', diagram: ['opt', ...messages, 'end', 'C -> D : z'] },
    { says: '10,000 messages in strict order', diagram: ["' @order strict", 'participant A', ...messages] },
    { says: '3,000 breaks', diagram: breaks.flat() },
    {
      says: '10,000 breaks one below the other',
      diagram: Array.from({ length: 10_000 }, (_, i) => ['break', `A -> B : x${i}`, 'end']).flat(),
    },
    {
      says: '10,000 messages of which others may be ignored',
      diagram: ['group ignore {tick}', ...messages, 'end', 'A -> B : z'],
    },
    { says: 'a loop of 10,000 iterations', diagram: ['loop 10000', 'A -> B : x', 'B -> A : y', 'end'] },
  ])('$says: one run is simulated and judged in seconds', ({ diagram }) => {
    const start = performance.now();
    const interaction = interactionOf(diagram);
    const { lines, ended } = simulate(interaction, { seed: 1, eventsMax: 1_000_000 });
    expect(ended).toBe('quiescent');
    const events = eventsOf(lines);
    expect(verdictOn(interaction, events)).toMatchObject({ verdict: 'pass' });
    expect(verdictOn(interaction, events.slice(0, -1), 'prefix')).toMatchObject({ verdict: 'inconclusive' });
    expect(verdictOn(interaction, events.slice(1))).toMatchObject({ verdict: 'fail' });
    expect(performance.now() - start).toBeLessThan(secondsMax * 1000);
  });

  test('a trace of 50,000 events that are free, with their ids, is judged in seconds', () => {
    const start = performance.now();
    const interaction = interactionOf(['group ignore {tick}', 'A -> B : x', 'end', 'A -> B : y']);
    const ticks = Array.from({ length: 25_000 }, (_, i): TraceEvent[] => [
      { kind: 'send', lifeline: 'A', peer: 'B', label: 'tick', id: i },
      { kind: 'receive', lifeline: 'B', peer: 'A', label: 'tick', id: i },
    ]).flat();
    const message = (label: string, id: string): TraceEvent[] => [
      { kind: 'send', lifeline: 'A', peer: 'B', label, id },
      { kind: 'receive', lifeline: 'B', peer: 'A', label, id },
    ];
    const trace = [...message('x', 'x'), ...ticks, ...message('y', 'y')];
    expect(verdictOn(interaction, trace)).toMatchObject({ verdict: 'pass' });
    expect(verdictOn(interaction, [...trace, ...ticks.slice(0, 1)])).toMatchObject({ verdict: 'fail' });
    expect(performance.now() - start).toBeLessThan(secondsMax * 1000);
  });

  test('a trace of 100,000 events is judged against a loop in seconds', () => {
    const start = performance.now();
    const interaction = interactionOf([
      'loop',
      'A -> B : x',
      'alt',
      'B -> A : y',
      'else',
      'B -> A : n',
      'end',
      'end',
    ]);
    const trace = Array.from({ length: 25_000 }, (_, i): TraceEvent[] => [
      { kind: 'send', lifeline: 'A', peer: 'B', label: 'x', id: 2 * i },
      { kind: 'receive', lifeline: 'B', peer: 'A', label: 'x', id: 2 * i },
      { kind: 'send', lifeline: 'B', peer: 'A', label: i % 3 === 0 ? 'n' : 'y', id: 2 * i + 1 },
      { kind: 'receive', lifeline: 'A', peer: 'B', label: i % 3 === 0 ? 'n' : 'y', id: 2 * i + 1 },
    ]).flat();
    expect(verdictOn(interaction, trace)).toMatchObject({ verdict: 'pass' });
    expect(verdictOn(interaction, trace.toSpliced(50_000, 1))).toMatchObject({
      verdict: 'fail',
      at: { traceLine: 50_001 },
    });
    expect(performance.now() - start).toBeLessThan(secondsMax * 1000);
  });
});

function interactionOf(diagram: readonly string[]): Interaction {
  const [only] = compile(['@startuml', ...diagram, '@enduml', ''].join('\n'), 'large.puml').diagrams;
  if (only === undefined) throw new Error('the text holds no diagram');
  return only.interaction;
}

function verdictOn(
  interaction: Interaction,
  trace: readonly TraceEvent[],
  extent: 'complete' | 'prefix' = 'complete',
): unknown {
  const events = trace.map((event, index) => ({ event, line: index + 1 }));
  return judge(interaction, { header: null, footer: null, events }, { extent })[0];
}
