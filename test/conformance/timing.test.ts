import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { type JudgeOptions, judge } from '../../conformance/judge.ts';
import { judgementToJson } from '../../conformance/to-json.ts';
import { timedTrace } from './timed-trace.ts';

/** The verdict on a trace written as `A!x@0 B?x@3`: A sends x at 0 ms, B receives it at 3 ms. */
function verdict(diagram: readonly string[], trace: string, options: JudgeOptions = {}): string {
  return judged(diagram, trace, options).verdict;
}

function judged(
  diagram: readonly string[],
  trace: string,
  options: JudgeOptions = {},
): ReturnType<typeof judge>[number] {
  const [only] = judge(compiled(diagram), timedTrace(trace), options);
  if (only === undefined) throw new Error('nothing was judged');
  return only;
}

function compiled(statements: readonly string[]): Interaction {
  const [only] = compile(['@startuml', ...statements, '@enduml'].join('\n'), 'case.puml').diagrams;
  if (only === undefined) throw new Error('the case holds no diagram');
  return only.interaction;
}

const call = ['{a} A -> B : ask', 'B -> A {b} : answer'];

describe('the time between two anchors', () => {
  const within = [...call, '{a} <-> {b} : <= 5s'];

  test('is that between the send of the one message and the receive of the other', () => {
    expect(verdict(within, 'A!ask@0 B?ask@4000 B!answer@9000 A?answer@5000')).toBe('pass');
    expect(verdict(within, 'A!ask@0 B?ask@1 B!answer@2 A?answer@5001')).toBe('fail');
  });

  test('is told with the lines of the events and the place of the bound', () => {
    const { explanation, at } = judged(within, 'A!ask@0 B?ask@1 B!answer@2 A?answer@6200');
    expect(explanation).toBe(
      [
        'all events fit, and the times between them do not:',
        'lines 1 to 4: 6.2 s, where the diagram has {a} <-> {b}: at most 5 s (case.puml:4)',
      ].join('\n'),
    );
    expect(at).toMatchObject({ traceLine: 4, span: { line: 4 } });
  });

  test('is the same whichever anchor is written first', () => {
    const turned = [...call, '{b} <-> {a} : <= 5s'];
    expect(verdict(turned, 'A!ask@0 B?ask@1 B!answer@2 A?answer@5001')).toBe('fail');
    expect(verdict(turned, 'A!ask@0 B?ask@1 B!answer@2 A?answer@4999')).toBe('pass');
  });

  test('never orders events', () => {
    expect(verdict(within, 'A!ask@9000 B?ask@8000 B!answer@7000 A?answer@6000')).toBe('pass');
    expect(verdict(within, 'A!ask@0 B!answer@1 B?ask@2 A?answer@3')).toBe('fail');
  });

  test('is unchecked where an event has no time, or one that cannot be compared', () => {
    const untimed = judged(within, 'A!ask B?ask B!answer A?answer@6');
    expect(untimed.verdict).toBe('pass');
    expect(untimed.explanation).toContain(
      'unchecked: {a} <-> {b}: at most 5 s (case.puml:4), as the event in line 1 has no time',
    );
    expect(judgementToJson('t', untimed).unchecked).toEqual([
      {
        constraint: '{a} <-> {b}: at most 5 s',
        why: 'the event in line 1 has no time',
        file: 'case.puml',
        line: 4,
      },
    ]);
    const mixed = judged(within, 'A!ask@0 B?ask B!answer A?answer@2026-01-01T00:00:00Z');
    expect(mixed.unchecked.map(({ why }) => why)).toEqual(['lines 1 and 4 count time differently']);
  });

  test('is read from ISO 8601, in whatever zone and to less than a millisecond', () => {
    const at = (end: string): string =>
      verdict(within, `A!ask@2026-01-01T00:00:00Z B?ask B!answer A?answer@${end}`);
    expect([
      at('2026-01-01T00:00:05Z'),
      at('2026-01-01T01:00:04.999+01:00'),
      at('2026-01-01T00:00:05.0001Z'),
      at('2025-12-31T23:00:06-0100'),
    ]).toEqual(['pass', 'pass', 'fail', 'fail']);
  });

  test('is unchecked where one of the ends was not recorded', () => {
    const { verdict: found, unchecked } = judged(within, 'B?ask@0 B!answer@9000', { hidden: ['A'] });
    expect(found).toBe('pass');
    expect(unchecked.map(({ why }) => why)).toEqual(['not all that it is about was recorded']);
  });

  test('fails a beginning of a run, too', () => {
    const late = 'A!ask@0 B?ask@1 B!answer@2 A?answer@9000';
    const longer = [...within, 'A -> B : thanks'];
    expect(verdict(longer, late, { extent: 'prefix' })).toBe('fail');
    expect(verdict(longer, late.replace('9000', '3'), { extent: 'prefix' })).toBe('inconclusive');
  });

  test('says nothing of an operand that did not run', () => {
    const choice = [
      '{a} A -> A : x',
      'alt',
      '{b} A -> A : y',
      'else',
      'A -> A : z',
      'end',
      '{a} <-> {b} : < 5 ms',
    ];
    expect(verdict(choice, 'A.x@0 A.y@4')).toBe('pass');
    expect(verdict(choice, 'A.x@0 A.y@5')).toBe('fail');
    expect(judged(choice, 'A.x@0 A.z@100')).toMatchObject({ verdict: 'pass', unchecked: [] });
  });

  test('may have an anchor in each operand of a choice', () => {
    const choice = [
      '{a} A -> A : x',
      'alt',
      '{b} A -> A : y',
      'else',
      '{b} A -> A : z',
      'end',
      '{a} <-> {b} : < 5 ms',
    ];
    expect(verdict(choice, 'A.x@0 A.z@4')).toBe('pass');
    expect(verdict(choice, 'A.x@0 A.y@5')).toBe('fail');
    expect(verdict(choice, 'A.x@0 A.z@5')).toBe('fail');
  });
});

describe('in a loop', () => {
  const retries = ['loop', '{a} A -> B : ask', 'B -> A {b} : answer', 'end', '{a} <-> {b} : <= 5 ms'];

  test('each iteration is measured', () => {
    expect(
      verdict(retries, 'A!ask@0 B?ask@1 B!answer@2 A?answer@3 A!ask@100 B?ask@1 B!answer@2 A?answer@105'),
    ).toBe('pass');
    expect(
      verdict(retries, 'A!ask@0 B?ask@1 B!answer@2 A?answer@3 A!ask@100 B?ask@1 B!answer@2 A?answer@106'),
    ).toBe('fail');
  });

  test('iterations that overlap are not mixed up', () => {
    const stream = ['loop', '{a} A ->> B : x', 'B ->> C {b} : y', 'end', '{a} <-> {b} : <= 5 ms'];
    const overlapping = (last: number): string => `A!x@0 A!x@10 B?x@1 B!y@2 C?y@5 B?x@11 B!y@12 C?y@${last}`;
    expect(verdict(stream, overlapping(15), { observers: 'per-lifeline' })).toBe('pass');
    expect(verdict(stream, overlapping(16), { observers: 'per-lifeline' })).toBe('fail');
  });

  test('what may be skipped in an iteration is never judged', () => {
    const unsure = ['loop', '{a} A -> A : x', 'opt', '{b} A -> A : y', 'end', 'end', '{a} <-> {b} : <= 5 ms'];
    const { verdict: found, unchecked } = judged(unsure, 'A.x@0 A.x@1 A.y@100');
    expect(found).toBe('pass');
    expect(unchecked.map(({ why }) => why)).toEqual(['which occurrences belong together is not certain']);
  });

  test('a break behind both leaves no doubt, one between them does', () => {
    const broken = (...body: readonly string[]): readonly string[] => [
      'loop',
      ...body,
      'end',
      '{a} <-> {b} : <= 5 ms',
    ];
    const stop = ['break', 'A -> A : stop', 'end'];
    const behind = broken('{a} A -> A : x', '{b} A -> A : y', ...stop);
    const between = broken('{a} A -> A : x', ...stop, '{b} A -> A : y');
    expect(verdict(behind, 'A.x@0 A.y@1 A.x@10 A.y@16 A.stop@17')).toBe('fail');
    expect(verdict(between, 'A.x@0 A.y@1 A.x@10 A.y@16 A.x@17 A.stop@18')).toBe('pass');
  });
});

describe('where several runs agree', () => {
  test('one that keeps the time is enough', () => {
    const either = [
      'par',
      '{a} A -> A : x',
      'else',
      'A -> A : x',
      'end',
      '{b} A -> A : y',
      '{a} <-> {b} : <= 5 ms',
    ];
    expect(verdict(either, 'A.x@0 A.x@10 A.y@12')).toBe('pass');
    expect(verdict(either, 'A.x@10 A.x@0 A.y@12')).toBe('pass');
    expect(verdict(either, 'A.x@0 A.x@1 A.y@12')).toBe('fail');
  });

  test('giving up is inconclusive and not a failure', () => {
    const wide = [
      'par',
      ...Array.from({ length: 7 }, () => ['A -> A : x', 'else']).flat(),
      '{a} A -> A : x',
      'end',
    ];
    const diagram = [...wide, '{b} A -> A : y', '{a} <-> {b} : <= 5 ms'];
    const trace = `${'A.x@0 '.repeat(8)}A.y@100`;
    expect(verdict(diagram, trace)).toBe('fail');
    expect(judged(diagram, trace, { statesMax: 60 })).toMatchObject({
      verdict: 'inconclusive',
      explanation: expect.stringContaining('the search for another run gave up'),
    });
  });
});

describe('how long a lifeline waits', () => {
  const patient = ['A -> B : ask', "' @timeout 5s", 'B -> A : answer'];

  test('is counted from its own occurrence before', () => {
    expect(verdict(patient, 'A!ask@0 B?ask@7000 B!answer@8000 A?answer@5000')).toBe('pass');
    expect(verdict(patient, 'A!ask@0 B?ask@1 B!answer@2 A?answer@5001')).toBe('fail');
  });

  test('is nothing when its clock was put back', () => {
    expect(verdict(patient, 'A!ask@9000 B?ask@1 B!answer@2 A?answer@0')).toBe('pass');
  });

  test('does not mind the clocks of others', () => {
    const apart = 'A!ask@0 B?ask@900000 B!answer@900001 A?answer@4000';
    expect(verdict(patient, apart, { observers: 'per-lifeline' })).toBe('pass');
  });

  test('begins with the trace where the lifeline has done nothing, if one clock showed all', () => {
    const late = ["' @timeout 5s", 'A -> B : ask'];
    expect(verdict(late, 'A!ask@0 B?ask@5001')).toBe('fail');
    const apart = judged(late, 'A!ask@0 B?ask@5001', { observers: 'per-lifeline' });
    expect(apart.verdict).toBe('pass');
    expect(apart.unchecked.map(({ why }) => why)).toEqual([
      'there is no event before from which it could be counted',
    ]);
  });

  test('is unchecked where what was before was not recorded', () => {
    const busy = ['A -> B : ask', 'A -> A : think', "' @timeout 5s", 'B -> A : answer'];
    const seen = 'A!ask@0 B?ask@1 B!answer@2 A?answer@9000';
    expect(judged(busy, seen, { unobserved: ['action'] })).toMatchObject({
      verdict: 'pass',
      unchecked: [{ why: 'not all that it is about was recorded' }],
    });
  });
});

test('lateness of simulated lifelines alone says nothing of the real ones', () => {
  const trace = timedTrace('A!ask@0 B?ask@1 B!answer@2 A?answer@9000');
  const diagram = compiled([...call, '{a} <-> {b} : <= 5s']);
  const simulated = (...ids: readonly string[]): string | undefined =>
    judge(
      diagram,
      { ...trace, header: { kind: 'header', version: 1, simulated: ids } },
      { extent: 'complete' },
    )[0]?.verdict;
  expect([simulated('A'), simulated('A', 'B')]).toEqual(['fail', 'inconclusive']);
});
