import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';

function ends(...lines: readonly string[]): readonly string[] {
  const text = ['@startuml', ...lines, '@enduml'].join('\n');
  return compile(text, 'a')
    .diagrams.flatMap(({ diagnostics }) => diagnostics)
    .filter(({ name }) => name.startsWith('end-'))
    .map(({ name, span }) => `${span.line - 1} ${name}`);
}

test('words behind `end` are told once', () => {
  expect(ends('opt a', 'loop b', 'A -> B : x', 'End Loop', 'end opt')).toEqual(['4 end-with-words']);
});

test('a word that names another fragment is told each time', () => {
  expect(ends('opt a', 'loop b', 'A -> B : x', 'end opt', 'end loop')).toEqual([
    '4 end-of-another',
    '5 end-of-another',
  ]);
});

test('a plain end, a box, a note and a ref have the end that they need', () => {
  const lines = [
    'box in',
    'participant A',
    'end box',
    'opt a',
    'A -> B : x',
    'end',
    'note over A',
    'x',
    'end note',
  ];

  expect(ends(...lines, 'ref over A', 'y', 'end ref')).toEqual([]);
});
