import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type JudgeOptions, judge } from '../../conformance/judge.ts';
import type { TraceEvent } from '../../runtime/trace.ts';

interface Case {
  readonly says: string;
  readonly diagram: readonly string[];
  /** `A!x>B` A sends x to B, `B?x<A` B receives it, `A.x` A does x; the first event is line 1, as is the first statement. */
  readonly trace: string;
  readonly options?: JudgeOptions;
  readonly explanation: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: 'the first event that fits nothing is named, with everything that could have come there',
    diagram: ['A -> B : x', 'alt', 'B -> A : y', 'else', 'B -> A : z', 'end'],
    trace: 'A!x>B B?x<A B!w>A A?w<B',
    explanation: [
      'line 3: B sends "w" to A fits nothing there, after 2 events that did',
      'expected: B sends "y" to A (d.puml:3) or B sends "z" to A (d.puml:5)',
    ],
  },
  {
    says: 'an event behind the end of the diagram has the place where the diagram has it',
    diagram: ['A -> B : x'],
    trace: 'A!x>B B?x<A A!x>B',
    explanation: [
      'line 3: A sends "x" to B fits nothing there, after 2 events that did',
      'expected: nothing: the diagram has come to its end',
    ],
  },
  {
    says: 'a lifeline that the diagram does not have is called so',
    diagram: ['A -> B : x'],
    trace: 'A!x>B B?x<A Z.t',
    explanation: [
      'line 3: Z does "t" fits nothing there, after 2 events that did',
      'expected: nothing: the diagram has come to its end',
      'the diagram has no lifeline "Z"',
    ],
  },
  {
    says: 'what a lifeline could do next, and has to wait for others with, comes too soon',
    diagram: ['A -> B : x', 'B -> C : y'],
    trace: 'A!x>B C?y<B',
    options: { observers: 'per-lifeline' },
    explanation: [
      'line 2: C receives "y" from B too soon, after 1 event that fitted',
      'expected before it: B receives "x" from A (d.puml:1)',
    ],
  },
  {
    says: 'of several observers the one is named whose lifeline cannot go on so, not one that waits for it',
    diagram: ['A -> B : x', 'B -> C : y'],
    trace: 'C?y<B A!x>B B!y>C',
    options: { observers: 'per-lifeline', extent: 'prefix' },
    explanation: [
      'line 3: B sends "y" to C fits nothing there, after 1 event that did',
      'expected: B receives "x" from A (d.puml:1)',
    ],
  },
  {
    says: 'what is missing is on the way to the end, not another iteration',
    diagram: ['loop', 'A -> B : x', 'B -> C : y', 'end'],
    trace: 'A!x>B C?y<B A!x>B',
    options: { hidden: ['B'] },
    explanation: [
      'all 3 events fit, but the run is not complete',
      'missing: C receives "y" from B (d.puml:3)',
    ],
  },
  {
    says: 'a trace without events has nothing that fits',
    diagram: ['A -> B : x'],
    trace: '',
    explanation: ['there are no events, but the run is not complete', 'missing: A sends "x" to B (d.puml:1)'],
  },
  {
    says: 'a failure, too, tells what was left out',
    diagram: ['A -> B : x', 'B -> A : y'],
    trace: 'A!x>B B?x<A B!y>A',
    options: { hidden: ['B'] },
    explanation: [
      'the only event fits, but the run is not complete',
      'missing: A receives "y" from B (d.puml:2)',
      '2 events of hidden lifelines, or that the diagram does not have, were left out',
    ],
  },
];

test.each(cases)('$says', ({ diagram, trace, options, explanation }) => {
  const [only] = compile(diagram.join('\n'), 'd.puml').diagrams;
  if (only === undefined) throw new Error('the case holds no diagram');
  const events = trace
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index) => ({ event: eventOf(word), line: index + 1 }));
  const [judgement] = judge(only.interaction, { header: null, footer: null, events }, options);
  expect(judgement?.verdict).toBe('fail');
  expect(judgement?.explanation.split('\n')).toEqual(explanation);
  expect(judgement?.at?.span).not.toBe(null);
});

function eventOf(word: string): TraceEvent {
  const [, lifeline = '', sign, label = '', , peer = ''] = /^(\w+)([!?.])(\w+)([<>](\w+))?$/.exec(word) ?? [];
  if (sign === '.') return { kind: 'action', lifeline, label };
  return { kind: sign === '!' ? 'send' : 'receive', lifeline, peer, label };
}
