import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';

/** What is shown beside the messages of a diagram, in text order; a message without a number is `-`. */
function shown(...statements: readonly string[]): readonly string[] {
  return numbersIn(['@startuml', ...statements, '@enduml'].join('\n'));
}

function numbersIn(text: string): readonly string[] {
  const [only] = compile(text, 'numbers.txt').diagrams;
  return (only?.interaction.messages ?? []).map((message) => message.shown ?? '-');
}

const message = 'A -> B : x';

test('without autonumber there are none', () => {
  expect(shown(message, message)).toEqual(['-', '-']);
});

test('they begin at 1, or where they are told to, with steps', () => {
  expect(shown(message, 'autonumber', message, message)).toEqual(['-', '1', '2']);
  expect(shown('autonumber 10', message, message)).toEqual(['10', '11']);
  expect(shown('autonumber 10 5', message, message, 'autonumber', message)).toEqual(['10', '15', '1']);
});

test('a format gives them digits and words, without its markup', () => {
  expect(shown('autonumber 9 "<b>[000]"', message, message)).toEqual(['[009]', '[010]']);
  expect(shown('autonumber "<b>(<u>##</u>)"', message)).toEqual(['(1)']);
  expect(shown('autonumber 15 "<font color=red><b>Message 0  "', message)).toEqual(['Message 15']);
});

test('they stop and go on, with another step or format', () => {
  expect(
    shown(
      'autonumber 10 10',
      message,
      'autonumber stop',
      message,
      'autonumber resume',
      message,
      'autonumber resume 1 "[0]"',
      message,
      message,
    ),
  ).toEqual(['10', '-', '20', '[30]', '[31]']);
});

test('levels count up by their letter, and those behind begin anew', () => {
  expect(
    shown(
      'autonumber 1.1.1',
      message,
      message,
      'autonumber inc A',
      message,
      'autonumber inc B',
      message,
      'autonumber inc',
      message,
    ),
  ).toEqual(['1.1.1', '1.1.2', '2.1.1', '2.2.1', '2.3.1']);
  expect(shown('autonumber 1;1', message)).toEqual(['1;1']);
});

test('they run through all operands, through replies and over what is hidden', () => {
  expect(
    shown(
      'autonumber',
      'alt',
      message,
      'else',
      message,
      'end',
      'A -[hidden]> B',
      'A -> B ++ : y',
      'return z',
    ),
  ).toEqual(['1', '2', '3', '4']);
});

test('Mermaid, too, switches them on and off', () => {
  const lines = [
    'sequenceDiagram',
    'autonumber 10 10',
    'A->>B: x',
    'B-->>A: y',
    'autonumber off',
    'A->>B: z',
  ];
  expect(numbersIn(lines.join('\n'))).toEqual(['10', '20', '-']);
});

test('numbers of Mermaid may have fractions, and step by them', () => {
  const lines = [
    'sequenceDiagram',
    'autonumber 1.5 0.5',
    'A->>B: x',
    'A->>B: y',
    'autonumber 1.1',
    'A->>B: z',
    'A->>B: w',
  ];
  expect(numbersIn(lines.join('\n'))).toEqual(['1.5', '2', '1.1', '2.1']);
});

test('the sites switch them on and off, too', () => {
  const lines = ['autonumber on', 'A->B: x', 'autonumber 10', 'A->B: y', 'autonumber off', 'A->B: z'];
  expect(numbersIn(lines.join('\n'))).toEqual(['1', '10', '-']);
});

test('labels are compared without them', () => {
  const [only] = compile(
    '@startuml\nautonumber\nA -> B : step %autonumber% of all\n@enduml',
    'x.puml',
  ).diagrams;
  expect(only?.interaction.occurrences.map(({ label }) => label)).toEqual(['step of all', 'step of all']);
});
