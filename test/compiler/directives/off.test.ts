import { expect, test } from 'vitest';
import { analyse } from '../../../compiler/analysis/analyses.ts';
import { compile } from '../../../compiler/compile.ts';
import { silence } from '../../../compiler/directives/silence.ts';
import { including, plantuml } from './said.ts';

/** What is left of the findings of the first diagram, as `line name`, and how many were silenced. */
function checked(text: string, files: Readonly<Record<string, string>> = {}) {
  const [first] = compile(text, 'a.puml', { includes: including(files) }).diagrams;
  if (first === undefined) throw new Error('no diagram');
  const { diagram, interaction, diagnostics } = first;
  const left = silence(diagram, [...diagnostics, ...analyse(diagram, interaction)]);
  return {
    left: left.diagnostics
      .filter(({ name }) => name !== 'undeclared-lifeline')
      .map(({ name, span }) => `${span.line} ${name}`),
    silenced: left.silenced,
  };
}

const race = ['A -> B : x', 'C -> B : y'];

test('a finding is not reported of the statement below', () => {
  expect(checked(plantuml(...race))).toEqual({ left: ['3 race', '3 non-local-succession'], silenced: 0 });
  expect(checked(plantuml('A -> B : x', "' @off race", 'C -> B : y'))).toEqual({
    left: ['4 non-local-succession'],
    silenced: 1,
  });
});

test('by code, by name, several in a line and several above each other', () => {
  const off = (...lines: readonly string[]): number =>
    checked(plantuml('A -> B : x', ...lines, 'C -> B : y')).silenced;

  expect([
    off("' @off SQ501"),
    off("' @off sq501, SQ503"),
    off("' @off race non-local-succession"),
    off("' @off race", "' @off SQ503"),
  ]).toEqual([1, 2, 2, 2]);
});

test('above a fragment it holds for all in it, and not behind it', () => {
  const text = plantuml(
    'A -> B : x',
    "' @off race",
    'group',
    'opt',
    'C -> B : y',
    'end',
    'end',
    'D -> B : z',
  );

  expect(checked(text).left.filter((one) => one.endsWith('race'))).toEqual(['9 race', '9 race']);
});

test('above an else it holds for that operand', () => {
  const text = plantuml('A -> B : x', 'alt', 'C -> B : y', "' @off race", 'else', 'C -> B : z', 'end');

  expect(checked(text).left.filter((one) => one.endsWith('race'))).toEqual(['4 race']);
});

test('above the first participant it holds for the diagram', () => {
  expect(checked(plantuml("' @off SQ501 SQ503", 'participant A', ...race))).toEqual({
    left: [],
    silenced: 2,
  });
});

test('above a later participant it holds for that one', () => {
  const text = plantuml(
    'participant A',
    "' @off unused-lifeline",
    'participant B',
    'participant C',
    'A -> A : x',
  );

  expect(checked(text)).toEqual({ left: ['5 unused-lifeline'], silenced: 1 });
});

test('what an include brings into a fragment is in it', () => {
  const text = plantuml('A -> B : x', "' @off race", 'group', '!include b.puml', 'end');

  expect(checked(text, { 'b.puml': 'C -> B : y\n' })).toEqual({
    left: ['1 non-local-succession'],
    silenced: 1,
  });
});

test('one that silences nothing is reported, also where an inner one already does it', () => {
  expect(checked(plantuml("' @off race", 'A -> B : x')).left).toEqual(['2 nothing-silenced']);
  const inner = plantuml('A -> B : x', "' @off race", 'group', "' @off race", 'C -> B : y', 'end');
  expect(checked(inner)).toEqual({ left: ['6 non-local-succession', '3 nothing-silenced'], silenced: 1 });
});

test('ten thousand of them are sorted out in a moment', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => [
    "' @off unused-lifeline",
    `participant P${index}`,
  ]).flat();
  const [first] = compile(plantuml('participant A', ...lines, 'A -> A : x'), 'a.puml').diagrams;
  if (first === undefined) throw new Error('no diagram');
  const found = analyse(first.diagram, first.interaction);
  const started = performance.now();

  expect(silence(first.diagram, found)).toEqual({ diagnostics: [], silenced: 10_000 });
  expect(performance.now() - started).toBeLessThan(10_000);
});
