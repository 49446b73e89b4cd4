import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../runtime/trace.ts';
import { print } from './print.ts';
import { runs, wordsOf } from './runs.ts';
import type { Part, Sketch } from './sketch.ts';
import { allSeen, judgeByRuns, type Observation } from './verdict.ts';

const x = message('A', 'B', 'x');
const y = message('A', 'B', 'y');
const think: Part = { kind: 'self', on: 'A', label: 'think' };
const breakOff: Part = { kind: 'break', body: [x] };

describe('a sketch prints as a diagram', () => {
  test('in PlantUML', () => {
    const sketch: Sketch = [
      { kind: 'alt', operands: [[x], [{ kind: 'lost', from: 'A', to: 'B', label: 'gone' }]] },
      { kind: 'loop', min: 0, max: 2, body: [{ kind: 'gate-in', to: 'A', label: '' }] },
      { kind: 'ref', lifelines: ['A', 'B'], label: 'setup' },
    ];
    expect(print(sketch)).toBe(
      [
        '@startuml',
        'alt',
        'A -> B : x',
        'else',
        'A ->x B : gone',
        'end',
        'loop max 2',
        '[-> A',
        'end',
        'ref over A, B : setup',
        '@enduml',
        '',
      ].join('\n'),
    );
  });

  test('in PlantUML with a directive when what is strict happens in part at the same time', () => {
    const atOnce: Part = { kind: 'par', operands: [[y], [x]] };
    expect(print([{ kind: 'strict', body: [x, atOnce] }])).toBe(
      [
        '@startuml',
        "' @order strict",
        'group',
        'A -> B : x',
        'A -> B : y',
        '& A -> B : x',
        'end',
        '@enduml',
        '',
      ].join('\n'),
    );
  });

  test('in the language of sequencediagram.org when it is strict', () => {
    expect(print([{ kind: 'strict', body: [x, message('C', 'D', 'y')] }])).toBe(
      [
        'title sketch',
        'participantgroup all',
        'participant A',
        'participant B',
        'participant C',
        'participant D',
        'end',
        'strict',
        'A->B:x',
        'C->D:y',
        'end',
        '',
      ].join('\n'),
    );
  });
});

describe('the number of runs', () => {
  const bag: readonly (readonly [string, Sketch, number])[] = [
    ['nothing has one run, the empty one', [], 1],
    ['two independent messages have 6', [x, message('C', 'D', 'y')], 6],
    ['two messages side by side have 6', [{ kind: 'par', operands: [[x], [y]] }], 6],
    ['one message or another has 2', [{ kind: 'alt', operands: [[x], [y]] }], 2],
    ['a message and perhaps another has 3', [x, { kind: 'opt', body: [y] }], 3],
    ['a loop without bounds has one more per limit', [{ kind: 'loop', min: 0, max: null, body: [think] }], 4],
    [
      'a break ends a loop, whatever its minimum',
      [{ kind: 'loop', min: 2, max: 2, body: [think, breakOff] }],
      3,
    ],
    ['a break in an opt leaves the loop alone', [twice({ kind: 'opt', body: [breakOff] })], 4],
    ['a break looks through a group', [{ kind: 'group', body: [breakOff] }, think], 2],
    ['a break in par leaves the other operand alone', [{ kind: 'par', operands: [[breakOff], [think]] }], 4],
  ];
  test.each(bag)('%s', (_, sketch, expected) => {
    expect(count(sketch, 'bag')).toBe(expected);
  });

  test('under fifo channels a message does not overtake another of its channel', () => {
    expect(count([{ kind: 'par', operands: [[x], [y]] }], 'fifo')).toBe(4);
  });
});

describe('an unresolved ref', () => {
  const sketch: Sketch = [x, { kind: 'ref', lifelines: ['A', 'B'], label: 'setup' }, message('B', 'C', 'y')];
  const sent = happened('send', 'A', 'B', 'x');
  const received = happened('receive', 'B', 'A', 'x');
  const rest = [happened('send', 'B', 'C', 'y'), happened('receive', 'C', 'B', 'y')];
  const ref: TraceEvent = { kind: 'ref', lifelines: ['B', 'A'], label: 'setup' };
  const inside = happened('send', 'B', 'A', 'inside');
  const traces: readonly (readonly [string, readonly TraceEvent[], 'pass' | 'fail'])[] = [
    ['matches its event', [sent, received, ref, ...rest], 'pass'],
    ['is missing when nothing shows that it happened', [sent, received, ...rest], 'fail'],
    ['does not come before what precedes it', [sent, ref, received, ...rest], 'fail'],
    ['holds events among its lifelines when it is unobserved', [sent, received, inside, ...rest], 'pass'],
    ['holds nothing more when it is observed', [sent, received, ref, inside, ...rest], 'fail'],
    ['is not open before what precedes it there', [sent, inside, received, ...rest], 'fail'],
    ['is not open after what follows it there', [sent, received, ...rest, inside], 'fail'],
    ['holds no event with others', [sent, received, happened('send', 'B', 'C', 'z'), ...rest], 'fail'],
  ];
  test.each(traces)('%s', (_, trace, verdict) => {
    expect(judgeByRuns(sketch, trace, allSeen).verdict).toBe(verdict);
  });
});

test('each observer of a prefix may have stopped at another moment', () => {
  const trace = [happened('receive', 'B', 'A', 'x')];
  const verdict = (observers: Observation['observers']) =>
    judgeByRuns([x], trace, { ...allSeen, observers, extent: 'prefix' });
  expect(verdict('one')).toEqual({ verdict: 'fail', extent: null });
  expect(verdict('per-lifeline')).toEqual({ verdict: 'inconclusive', extent: 'prefix' });
});

test('a message without text matches any label, but a label not its absence', () => {
  const message: TraceEvent = { kind: 'message', from: 'A', to: 'B', label: 'anything' };
  expect(judgeByRuns([{ kind: 'message', from: 'A', to: 'B', label: '' }], [message], allSeen).verdict).toBe(
    'pass',
  );
  expect(judgeByRuns([x], [{ ...message, label: '' }], allSeen).verdict).toBe('fail');
});

function twice(part: Part): Part {
  return { kind: 'loop', min: 2, max: 2, body: [part] };
}

function count(sketch: Sketch, channel: 'bag' | 'fifo'): number {
  return new Set(runs(sketch, { loopLimit: 3, channel }).map((run) => wordsOf(run.occurrences))).size;
}

function happened(kind: 'send' | 'receive', lifeline: string, peer: string, label: string): TraceEvent {
  return { kind, lifeline, peer, label };
}

function message(from: string, to: string, label: string): Part {
  return { kind: 'message', from, to, label };
}
