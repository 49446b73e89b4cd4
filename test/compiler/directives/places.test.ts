import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { readDirectives } from '../../../compiler/directives/read-directives.ts';
import type { IncludeReader } from '../../../compiler/preprocess/include.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { findingsIn, including, plantuml } from './said.ts';

/** What each directive of the first diagram speaks of, as `name: place`. */
function placesIn(text: string, includes: IncludeReader = () => null): readonly string[] {
  const [diagram] = parse(text, 'a.puml', undefined, { includes }).diagrams;
  if (diagram === undefined) throw new Error('no diagram');
  const { ofDiagram, above } = readDirectives(diagram);
  return [
    ...Object.keys(ofDiagram).map((name) => `${name}: the diagram`),
    ...[...above].flatMap(([target, said]) =>
      Object.keys(said).map((name) => `${name}: ${target.span.file}:${target.span.line}`),
    ),
  ];
}

test('a directive speaks of the next statement, whatever comments and blank lines are in between', () => {
  const text = plantuml(
    "' @timeout 5s",
    '',
    "' why: the bank is slow",
    "/' and",
    "so on '/",
    'A -> B : x',
    'A -> B : y',
  );

  expect(placesIn(text)).toEqual(['timeout: a.puml:7']);
});

test('in all four languages', () => {
  const wsd = 'A->B: x\n# @timeout 5s\nB-->A: y\n';
  const sdo =
    'title t\nparticipantgroup g\nparticipant A\nend\n// @timeout 5s\nB->A: x\n# @timeout 2s\nA->B: y\n';
  const mermaid = 'sequenceDiagram\n%% @timeout 5s\nA->>B: x\n';

  expect([wsd, sdo, mermaid].map((text) => placesIn(text))).toEqual([
    ['timeout: a.puml:3'],
    ['timeout: a.puml:6', 'timeout: a.puml:8'],
    ['timeout: a.puml:3'],
  ]);
});

test('above the first participant, the title or what looks stand before them, a directive speaks of the diagram', () => {
  const of = (...lines: readonly string[]): readonly string[] => placesIn(plantuml(...lines));

  expect([
    of("' @order strict", 'participant A', 'A -> B : x'),
    of("' @order strict", 'title t', "' @real A", 'participant A', 'A -> B : x'),
    of("' @order strict", 'skinparam monochrome true', 'participant A'),
    of("' @order strict", 'box "inside"', 'participant A', 'end box', 'A -> B : x'),
  ]).toEqual([
    ['order: the diagram'],
    ['order: the diagram', 'real: the diagram'],
    ['order: the diagram'],
    ['order: the diagram'],
  ]);
});

test('above a later participant it does not', () => {
  expect(findingsIn(plantuml('participant A', "' @real A", 'participant B', 'A -> B : x'))).toEqual([
    '3 directive-without-effect: `@real` has no effect here: put it above the first participant or the title',
  ]);
});

test('above an else it speaks of the operand that the else opens', () => {
  const text = plantuml('alt a', 'A -> B : x', "' @when paid", "' @off race", 'else b', 'A -> B : y', 'end');

  expect(placesIn(text)).toEqual(['when: a.puml:6', 'off: a.puml:6']);
});

test('before the end of a fragment, and at the end of the diagram, it speaks of nothing', () => {
  const text = plantuml('opt', 'A -> B : x', "' @timeout 5s", 'end', 'A -> B : y', "' @timeout 5s");

  expect(findingsIn(text)).toEqual([
    '4 directive-without-effect: `@timeout` has no effect here: no statement follows',
    '7 directive-without-effect: `@timeout` has no effect here: no statement follows',
  ]);
});

test('each diagram of a file, and each fence, has its own', () => {
  const fence = (...lines: readonly string[]): string =>
    ['```mermaid', 'sequenceDiagram', ...lines, '```', ''].join('\n');
  const text = `${fence('%% @order strict', 'participant A', 'A->>B: x')}\n${fence('participant A', 'A->>B: x', '%% @timeout 1s')}`;
  const orders = compile(text, 'a.md').diagrams.map(
    ({ diagram }) => readDirectives(diagram).ofDiagram.order?.value,
  );

  expect(orders).toEqual(['strict', undefined]);
  expect(findingsIn(text)).toEqual([
    '12 directive-without-effect: `@timeout` has no effect here: no statement follows',
  ]);
});

test('in an included file it speaks of what follows there, and its last one of what follows the include', () => {
  const includes = including({ 'b.puml': "' @timeout 5s\nA -> B : x\n' @timeout 2s\n" });

  expect(placesIn(plantuml('!include b.puml', 'A -> B : y'), includes)).toEqual([
    'timeout: b.puml:2',
    'timeout: a.puml:3',
  ]);
});

test('in a macro it is there at every call', () => {
  const text = plantuml(
    '!procedure $ask()',
    "' @timeout 5s",
    'A -> B : x',
    '!endprocedure',
    '$ask()',
    '$ask()',
  );
  const [first] = compile(text, 'a.puml').diagrams;

  expect(first?.interaction.annotations.timeouts.map(({ value }) => value)).toEqual([5_000, 5_000]);
});

test('a diagram that a ref puts in brings what it says of its messages, and not what it says of itself', () => {
  const text = `${plantuml('ref over A, B : inner').replace('@startuml', '@startuml outer')}${plantuml("' @real B", 'participant A', "' @timeout 5s", 'A -> B : x').replace('@startuml', '@startuml inner')}`;
  const [outer] = compile(text, 'a.puml').diagrams;

  expect(outer?.interaction.annotations).toMatchObject({
    real: null,
    timeouts: [{ value: 5_000, first: 0, end: 2 }],
  });
  expect(findingsIn(text)).toEqual([]);
});
