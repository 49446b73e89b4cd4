import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledDiagram, compile, compileDiagrams } from '../../../compiler/compile.ts';
import type { Diagram, Message, Statement } from '../../../compiler/syntax/diagram.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { choicesOf } from '../../../runtime/explore/testers/choices.ts';
import { coordinate } from '../../../runtime/explore/testers/coordination.ts';
import { type Problem, testWith } from '../../../runtime/explore/testers/testers.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { holds, lifelinesOf } from '../../reference/sketch.ts';

const configurationsMax = 5_000;

/** The problems as `lifeline: label`, at an end with what is missing. */
function problems(real: string, ...lines: readonly string[]) {
  const tested = testWith(read(lines.join('\n')).interaction, real.split(','), { configurationsMax });
  const said = ({ kind, lifeline, event, missing }: Problem) =>
    kind === 'early'
      ? `${lifeline}: ${event?.label}`
      : `${lifeline} ends without ${missing.map(({ label }) => label).join(' or ')}`;
  return {
    uncontrollable: tested?.uncontrollable.map(said),
    unobservable: tested?.unobservable.map(said),
    complete: tested?.complete,
  };
}

function read(text: string): CompiledDiagram {
  const [compiled] = compile(text, 'test').diagrams;
  if (compiled === undefined) throw new Error(`no diagram in\n${text}`);
  return compiled;
}

function coordination(real: string, ...lines: readonly string[]) {
  const { messages, isLeast } = coordinateIn(read(lines.join('\n')), [real]);
  return {
    isLeast,
    messages: messages?.map(
      ({ from, to, side, statement }) =>
        `${from} → ${to} ${side} ${'label' in statement ? statement.label : ''}`,
    ),
  };
}

function coordinateIn({ diagram }: CompiledDiagram, real: readonly string[]) {
  return coordinate(diagram, lowered, real, configurationsMax);
}

function lowered(diagram: Diagram) {
  const [compiled] = compileDiagrams([diagram]);
  if (compiled === undefined) throw new Error('no diagram');
  return compiled.interaction;
}

const none = { uncontrollable: [], unobservable: [], complete: true };

describe('a tester that does not know that its turn has come', () => {
  const lines = ['@startuml', 'Clerk -> Desk : order', 'Cook -> Desk : dish', '@enduml'];

  test('may send too early, and is told by the one before', () => {
    expect(problems('Desk', ...lines)).toEqual({ ...none, uncontrollable: ['Cook: dish'] });
    expect(coordination('Desk', ...lines)).toEqual({ isLeast: true, messages: ['Clerk → Cook above dish'] });
  });

  test('is no problem where the diagram draws that message', () => {
    const told = lines.toSpliced(2, 0, 'Clerk -> Cook : next');
    expect(problems('Desk', ...told)).toEqual(none);
    expect(coordination('Desk', ...told)).toEqual({ isLeast: true, messages: [] });
  });

  test('is none for a single tester, and none where nobody waits for an order', () => {
    expect(problems('Clerk,Desk', ...lines).uncontrollable).toEqual([]);
    expect(
      problems(
        'Desk',
        '@startuml',
        'par',
        'Clerk -> Desk : order',
        'else',
        'Cook -> Desk : dish',
        'end',
        '@enduml',
      ),
    ).toEqual(none);
  });
});

test('what a real lifeline sends to two testers in the wrong order nobody notices alone', () => {
  expect(
    problems('S', 'sequenceDiagram', 'A->>S: go', 'S->>B: first', 'S->>C: second', 'C->>B: done'),
  ).toMatchObject({ uncontrollable: [], unobservable: ['B: first', 'C: second'] });
  expect(problems('S', 'sequenceDiagram', 'A->>S: go', 'S->>A: first', 'S->>A: second')).toEqual(none);
});

test('a choice of one tester that another has to follow without being told', () => {
  const lines = [
    '@startuml',
    'alt',
    'A -> S : yes',
    'B -> S : count',
    'else',
    'A -> S : no',
    'end',
    '@enduml',
  ];
  const found = problems('S', ...lines);
  expect(found.uncontrollable).toEqual(['B: count', 'B ends without count']);
  expect(coordination('S', ...lines).messages).toEqual(['A → B above count']);
});

test('a reply that may be left out is not missed by one who need not get it', () => {
  const lines = [
    '@startuml',
    'A -> S : ask',
    'alt',
    'S -> A : yes',
    'S -> B : log',
    'else',
    'S -> A : no',
    'end',
    '@enduml',
  ];
  expect(problems('S', ...lines).unobservable).toContain('S ends without log');
});

test('messages of real lifelines among themselves are seen by nobody and ask nothing of a tester', () => {
  expect(
    problems(
      'S,D',
      '@startuml',
      'A -> S : ask',
      'S -> D : query',
      'D -> S : rows',
      'S -> A : answer',
      '@enduml',
    ),
  ).toEqual(none);
});

test('a search that ends early says so', () => {
  const [compiled] = compile(
    '@startuml\npar\nA -> S : a\nelse\nB -> S : b\nelse\nC -> S : c\nend\n@enduml',
    'test',
  ).diagrams;
  const interaction = compiled?.interaction;
  expect(interaction && testWith(interaction, ['S'], { configurationsMax: 3 })).toMatchObject({
    complete: false,
  });
});

test('a choice is up to one tester, to a real lifeline, or to several', () => {
  const { interaction } = read(
    [
      '@startuml',
      'alt',
      'A -> S : yes',
      'else',
      'A -> S : no',
      'end',
      'alt',
      'S -> A : granted',
      'else',
      'S -> A : refused',
      'end',
      'alt',
      'A -> B : mine',
      'else',
      'B -> A : mine',
      'end',
      '@enduml',
    ].join('\n'),
  );
  expect(choicesOf(interaction, ['S']).map(({ by, isEnforced }) => `${by.join()} ${isEnforced}`)).toEqual([
    'A true',
    'S false',
    'A,B false',
  ]);
});

test('no smaller set of messages will do, wherever they are drawn', { timeout: 300_000 }, () => {
  const numRuns = randomCases(300);
  const tally = new Tally();
  const small = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 8, bounded: true }).filter(
    (sketch) =>
      !holds(sketch, 'ref', 'ignore', 'consider', 'critical', 'strict') && lifelinesOf(sketch).length === 3,
  );
  fc.assert(
    fc.property(small, (sketch) => {
      const compiled = read(print(sketch));
      const { messages, isLeast } = coordinateIn(compiled, ['A']);
      tally.count(messages === null ? 'none found' : `${Math.min(2, messages.length)} messages`);
      const smaller = messages === null || messages.length > 2 ? 1 : messages.length - 1;
      const enough =
        smaller === 1 && isLeast ? everyMessage(compiled.diagram).filter(isEnough).map(printDiagram) : [];
      expect(enough, print(sketch)).toEqual([]);
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 30, '0 messages', '1 messages');
});

function isEnough(diagram: Diagram): boolean {
  const tested = testWith(lowered(diagram), ['A'], { configurationsMax, isControlOnly: true });
  return tested?.complete === true && tested.uncontrollable.length === 0;
}

/** The diagram with one more message between the testers, at every place. */
function everyMessage(diagram: Diagram): readonly Diagram[] {
  return everyInsertion(diagram.statements).map((statements) => ({ ...diagram, statements }));
}

function everyInsertion(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const here = Array.from({ length: statements.length + 1 }, (_, at) =>
    [message('B', 'C'), message('C', 'B')].map((one) => statements.toSpliced(at, 0, one)),
  );
  const inside = statements.flatMap((statement, at) =>
    statement.kind !== 'fragment'
      ? []
      : statement.operands.flatMap((operand, number) =>
          everyInsertion(operand.statements).map((changed) =>
            statements.with(at, {
              ...statement,
              operands: statement.operands.with(number, { ...operand, statements: changed }),
            }),
          ),
        ),
  );
  return [...here.flat(), ...inside];
}

function message(from: string, to: string): Message {
  const [statement] = read(`@startuml\n${from} ->> ${to} : told\n@enduml`).diagram.statements.filter(
    (one) => one.kind === 'message',
  );
  if (statement === undefined) throw new Error('no message');
  return statement;
}
