import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type JudgeOptions, judge, type Verdict } from '../../conformance/judge.ts';
import type { TraceEvent } from '../../runtime/trace.ts';

interface Case {
  readonly says: string;
  readonly diagram: readonly string[];
  readonly trace: readonly TraceEvent[];
  readonly options?: JudgeOptions;
  readonly verdict: Verdict;
}

const cases: readonly Case[] = [
  // Refs that nobody recorded
  {
    says: 'a lifeline may go on while another is still inside a ref',
    diagram: ['ref over A, C : r', 'A -> C : y'],
    trace: [sends('A', 'C', 'i'), sends('A', 'C', 'y'), receives('C', 'A', 'i'), receives('C', 'A', 'y')],
    verdict: 'pass',
  },
  {
    says: 'a ref may show on one lifeline only after another has left it',
    diagram: ['ref over A, C : r', 'A -> C : y'],
    trace: [sends('A', 'C', 'y'), receives('C', 'A', 'i'), receives('C', 'A', 'y')],
    verdict: 'pass',
  },
  {
    says: 'a ref of whose inside nothing comes is missing',
    diagram: ['ref over A, C : r', 'A -> C : y'],
    trace: [sends('A', 'C', 'y'), receives('C', 'A', 'y')],
    verdict: 'fail',
  },
  {
    says: 'the inside of a ref is over on a lifeline that has gone on',
    diagram: ['ref over A, C : r', 'A -> C : y'],
    trace: [sends('A', 'C', 'i'), sends('A', 'C', 'y'), receives('C', 'A', 'y'), receives('C', 'A', 'i')],
    verdict: 'fail',
  },
  {
    says: 'inside a ref, too, a message is not received before it is sent',
    diagram: ['ref over A, B : r'],
    trace: [
      { ...receives('B', 'A', 'i'), id: 1 },
      { ...sends('A', 'B', 'i'), id: 1 },
    ],
    verdict: 'fail',
  },
  {
    says: 'a hidden lifeline has no observer: the others of its group do not know when its ref was',
    diagram: ['B -> A : go', 'ref over A, C : r'],
    trace: [
      receives('A', 'B', 'go'),
      { kind: 'ref', lifelines: ['A', 'C'], label: 'r' },
      sends('B', 'A', 'go'),
    ],
    options: { observers: [['B', 'C']], hidden: ['C'] },
    verdict: 'pass',
  },
  // Ids
  {
    says: 'an id pairs a send with its receive',
    diagram: ['par', 'A -> B : x', 'A -> A : p', 'else', 'A -> B : x', 'B -> B : q', 'end'],
    trace: [
      { ...sends('A', 'B', 'x'), id: 1 },
      { ...sends('A', 'B', 'x'), id: 2 },
      { ...receives('B', 'A', 'x'), id: 2 },
      does('B', 'q'),
      { ...receives('B', 'A', 'x'), id: 1 },
      does('A', 'p'),
    ],
    verdict: 'pass',
  },
  {
    says: 'messages of a loop that the ids say overtook each other fail',
    diagram: ['loop', 'A -> B : x', 'end'],
    trace: [
      { ...sends('A', 'B', 'x'), id: 1 },
      { ...sends('A', 'B', 'x'), id: 2 },
      { ...receives('B', 'A', 'x'), id: 2 },
      { ...receives('B', 'A', 'x'), id: 1 },
    ],
    verdict: 'fail',
  },
  {
    says: 'one id of a message to several receivers, of whom one recorded nothing, is no contradiction',
    diagram: ['A -> B & C : x'],
    trace: [
      { ...sends('A', 'B', 'x'), id: 1 },
      { ...sends('A', 'C', 'x'), id: 1 },
      { ...receives('B', 'A', 'x'), id: 1 },
    ],
    options: { hidden: ['C'] },
    verdict: 'pass',
  },
  // Clocks
  {
    says: 'the clock of a message is that of its receive',
    diagram: ['A -> B : x'],
    trace: [{ kind: 'message', from: 'A', to: 'B', label: 'x', clock: { A: 1, B: 1 } }],
    verdict: 'pass',
  },
  {
    says: 'between observers clocks order',
    diagram: ['par', 'A -> A : x', 'else', 'B -> B : y', 'end', 'B -> A : z'],
    trace: [
      { ...does('A', 'x'), clock: { A: 1, B: 2 } },
      { ...does('B', 'y'), clock: { B: 1 } },
      { ...sends('B', 'A', 'z'), clock: { B: 2 } },
      { ...receives('A', 'B', 'z'), clock: { A: 2, B: 2 } },
    ],
    options: { observers: 'per-lifeline' },
    verdict: 'pass',
  },
  {
    says: 'what must have happened before by the clocks, and after by the diagram, fails',
    diagram: ['A -> B : x', 'B -> B : y'],
    trace: [
      { ...sends('A', 'B', 'x'), clock: { A: 1, B: 2 } },
      { ...receives('B', 'A', 'x'), clock: { B: 1 } },
      { ...does('B', 'y'), clock: { B: 2 } },
    ],
    options: { observers: 'per-lifeline' },
    verdict: 'fail',
  },
  // Cut-outs
  {
    says: 'of the lifelines of a ref one may have stopped recording before it and the other begun behind it',
    diagram: ['A -> A : a', 'ref over A, B : r', 'B -> B : b', 'A -> B : z'],
    trace: [does('A', 'a'), does('B', 'b')],
    options: { observers: 'per-lifeline', extent: 'slice' },
    verdict: 'inconclusive',
  },
  // Observers
  {
    says: 'between two who recorded on one lifeline the order of lines says nothing',
    diagram: ['C -> B : y', 'A -> B : x'],
    trace: [
      { ...sends('A', 'B', 'x'), observer: 'left' },
      { ...receives('B', 'A', 'x'), observer: 'left' },
      { ...sends('C', 'B', 'y'), observer: 'right' },
      { ...receives('B', 'C', 'y'), observer: 'right' },
    ],
    verdict: 'pass',
  },
  {
    says: 'one of two who recorded on a lifeline saw what it saw in its order',
    diagram: ['C -> B : y', 'A -> B : x', 'C -> B : z'],
    trace: [
      { ...receives('B', 'C', 'z'), observer: 'right' },
      { ...sends('A', 'B', 'x'), observer: 'left' },
      { ...receives('B', 'A', 'x'), observer: 'left' },
      { ...sends('C', 'B', 'y'), observer: 'right' },
      { ...receives('B', 'C', 'y'), observer: 'right' },
      { ...sends('C', 'B', 'z'), observer: 'right' },
    ],
    verdict: 'fail',
  },
  {
    says: 'of two who recorded on one lifeline one may have stopped sooner',
    diagram: ['A -> B : w', 'A -> B : x', 'C -> B : y', 'A -> B : z'],
    trace: [
      { ...sends('A', 'B', 'w'), observer: 'left' },
      { ...receives('B', 'A', 'w'), observer: 'left' },
      { ...sends('A', 'B', 'x'), observer: 'left' },
      { ...sends('C', 'B', 'y'), observer: 'right' },
      { ...receives('B', 'C', 'y'), observer: 'right' },
    ],
    options: { extent: 'prefix' },
    verdict: 'inconclusive',
  },
  {
    says: 'lifelines whose events name one observer have one order',
    diagram: ['A -> B : x'],
    trace: [
      { ...receives('B', 'A', 'x'), observer: 'one' },
      { ...sends('A', 'B', 'x'), observer: 'one' },
    ],
    verdict: 'fail',
  },
  // Names
  {
    says: 'observers and unobserved places may be given by display name',
    diagram: ['participant "Seller App" as S', 'participant B', 'S -> S : think', 'S -> B : x', 'B -> S : y'],
    trace: [receives('B', 'S', 'x'), sends('S', 'B', 'x'), sends('B', 'S', 'y'), receives('S', 'B', 'y')],
    options: { observers: [['Seller App'], ['B']], unobserved: ['action@Seller App'] },
    verdict: 'pass',
  },
  {
    says: 'a group of observers that is given by display names has one order',
    diagram: ['participant "Seller App" as S', 'participant B', 'S -> B : x'],
    trace: [receives('B', 'S', 'x'), sends('S', 'B', 'x')],
    options: { observers: [['Seller App', 'B']] },
    verdict: 'fail',
  },
];

test.each(cases)('$says', ({ diagram, trace, options, verdict }) => {
  const [only] = compile(['@startuml', ...diagram, '@enduml', ''].join('\n'), 'case.puml').diagrams;
  if (only === undefined) throw new Error('the case holds no diagram');
  const events = trace.map((event, index) => ({ event, line: index + 1 }));
  const judgements = judge(only.interaction, { header: null, footer: null, events }, options);
  expect(judgements).toMatchObject([{ verdict }]);
  const exhaustive = judge(
    only.interaction,
    { header: null, footer: null, events },
    { ...options, exhaustive: true },
  );
  expect(exhaustive).toMatchObject([{ verdict }]);
});

function sends(lifeline: string, peer: string, label: string): TraceEvent {
  return { kind: 'send', lifeline, peer, label };
}

function receives(lifeline: string, peer: string, label: string): TraceEvent {
  return { kind: 'receive', lifeline, peer, label };
}

function does(lifeline: string, label: string): TraceEvent {
  return { kind: 'action', lifeline, label };
}
