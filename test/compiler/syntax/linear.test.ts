import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Dialect } from '../../../compiler/syntax/diagram.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { longestLine } from '../../../compiler/text/decode.ts';
import { randomCases } from '../../random-share.ts';

// No test here asserts a time: what takes more than linear time on these texts takes minutes, and never comes to an end.
const heads = [
  '',
  'A -> B',
  'A -> B : ',
  'A->',
  'A-',
  'create "x',
  'participant ',
  'participant A as ',
  'participant "',
  'actor ',
  'note over A',
  'note left of ',
  'note#',
  'state over A ',
  'ref over ',
  'alt ',
  'group ',
  'box ',
  'title ',
  'activate ',
  'return ',
  'skinparam a ',
  'sprite $a ',
  'left ',
  '== ',
  '...',
  '!$a=',
  '!define ',
  '!if ',
  '!foreach ',
  '%f(',
  '$f(',
  '{a} <-> {b} :',
  'links A: ',
  'class A ',
  'A --|> ',
  'autonumber ',
  "/'",
  '#',
  '//',
  '%%',
  '<style>',
  '[',
  '&',
  '||',
  '```',
  '::',
  '---',
  'A as B -> C ',
  'A -> B & ',
  '@startuml ',
];
const units = [
  '-',
  '<',
  '>',
  ' ',
  '\t',
  '#',
  ' #',
  '##',
  '[',
  '[[',
  ']',
  '"',
  '“',
  "'",
  '{',
  '}',
  '(',
  '((',
  '(1)',
  ')',
  ':',
  ',',
  'A,',
  ' & B',
  '\\',
  '<<',
  '>>',
  ' as ',
  ' as',
  '%',
  '%%',
  '%f(',
  '$f(',
  '$a',
  '!',
  ';',
  '#;',
  '=',
  '==',
  '.',
  '…',
  '|',
  '*',
  '+',
  ' ++',
  '--',
  '->',
  'A->B ',
  '->x',
  'x-',
  '-x',
  '/',
  "/'",
  "'/",
  '@',
  '@{',
  '`',
  'over ',
  'end ',
  'note ',
  'A B ',
  'é',
  '\u3000',
  'rgb(',
  'order ',
  'ref over ',
  '#red ',
  '-[#red]',
  '-[',
  '<-',
  '{a}',
];
const wraps: readonly ((row: string) => string)[] = [
  (row) => `@startuml\nparticipant A\nA -> B : x\n${row}\n@enduml`,
  (row) => `participant A\nparticipant AB\nA->B: x\n${row}`,
  (row) => `A<-B: x\n${row}`,
  (row) => `@startuml participant A participant B ${row} @enduml`,
  (row) => `sequenceDiagram\nA->>B: x\n${row}`,
  (row) => row,
];

test('a line as long as can be, of whatever leads patterns astray, is read', { timeout: 120_000 }, () => {
  const parts = [heads, units, ['', ' -> B', ':'], wraps] as const;
  const [head, unit, end, wrap] = parts;
  fc.assert(
    fc.property(
      fc.constantFrom(...head),
      fc.constantFrom(...unit),
      fc.constantFrom(...end),
      fc.constantFrom(...wrap),
      (first, repeated, last, wrapped) => {
        const count = Math.floor((longestLine - 100) / repeated.length);
        expect(() => parse(wrapped(first + repeated.repeat(count) + last), 'f')).not.toThrow();
      },
    ),
    { numRuns: randomCases(1_000) },
  );
});

test('keys of JSON in keys of JSON do not grow with every level', () => {
  const json = `${'{'.repeat(60)}"a":1${'}:1'.repeat(59)}}`;
  const [diagram] = parse(`@startuml\nA -> B : x\n!$a = ${json}\n@enduml`, 'f').diagrams;
  expect(diagram?.diagnostics.map(({ name }) => name)).toContain('expression-not-read');
});

describe('a million lines', () => {
  const bait: readonly { readonly dialect: Dialect; readonly head: string; readonly line: string }[] = [
    { dialect: 'plantuml', head: '@startuml', line: 'alt' },
    { dialect: 'plantuml', head: '@startuml', line: 'activate A\nactivate B' },
    { dialect: 'plantuml', head: '@startuml', line: 'A -> B\\' },
    { dialect: 'plantuml', head: '@startuml', line: '@startuml' },
    { dialect: 'wsd', head: 'A->B: x', line: 'note over A:' },
    { dialect: 'sdo', head: 'A<-B: x', line: 'note#red over A:' },
    { dialect: 'mermaid', head: 'sequenceDiagram', line: 'loop' },
  ];
  test.for(bait)(
    'of "$line" in $dialect, nothing of which is closed, are read',
    { timeout: 120_000 },
    (one) => {
      const lines = one.line.split('\n').length;
      const text = `${one.head}\n${`${one.line}\n`.repeat(randomCases(1_000_000) / lines)}`;
      expect(() => parse(text, 'f', one.dialect)).not.toThrow();
    },
  );
});

describe('100,000 fragments inside each other', () => {
  const depth = 100_000;
  test.for<[Dialect, string, string, string]>([
    ['plantuml', '@startuml', 'alt', '@enduml'],
    ['plantuml', '@startuml', 'box', '@enduml'],
    ['wsd', 'participant A', 'alt x', ''],
    ['sdo', 'participant A', 'strict', ''],
    ['mermaid', 'sequenceDiagram', 'par x', ''],
  ])(
    'in %s are told of, and compiled and printed all the same',
    { timeout: 120_000 },
    ([, head, open, end]) => {
      const text = `${head}\n${`${open}\n`.repeat(depth)}A->B: x\n${'end\n'.repeat(depth)}${end}`;
      const { diagrams } = compile(text, 'f');
      const [compiled] = diagrams;
      expect(compiled?.diagram.diagnostics.map(({ name }) => name)).toContain('too-deep');
      if (compiled === undefined) return;
      expect(printDiagram(compiled.diagram).length).toBeGreaterThan(depth);
      expect(JSON.stringify(compiled.diagram).length).toBeGreaterThan(depth);
    },
  );
});
