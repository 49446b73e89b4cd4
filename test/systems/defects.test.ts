import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../compiler/analysis/analyses.ts';
import { type CompiledDiagram, compile } from '../../compiler/compile.ts';
import { convert } from '../../compiler/convert/convert.ts';
import type { Dialect } from '../../compiler/syntax/diagram.ts';
import { knownDefects, mustBeFound, numbered } from './defects.ts';

describe.each(knownDefects)('$diagram', ({ diagram, defects }) => {
  const found = findings(readFileSync(diagram, 'utf8'));

  test.for(defects)('$id: $defect', (defect) => {
    expect(defect.found.filter((one) => !found.includes(one))).toEqual([]);
    expect(defect.found.length > 0 || defect.why !== null).toBe(true);
  });
});

test('the list is complete', () => {
  const count = (system: string, last: number): readonly string[] =>
    numbered(
      system,
      Array.from({ length: last }, (_, index) => index + 1),
    );

  expect(knownDefects.flatMap(({ defects }) => defects.map(({ id }) => id))).toEqual([
    ...count('D0', 16),
    ...count('D1', 14),
    ...count('D2', 17),
  ]);
});

test('what a drawing can show is found', () => {
  const shown = knownDefects.flatMap(({ defects }) => defects.filter((one) => one.found.length > 0));

  expect(mustBeFound.filter((id) => !shown.some((one) => one.id === id))).toEqual([]);
});

test('the file that has lost its line breaks has the findings of its original, but for that', () => {
  const [flat, original] = ['order.puml', 'order.original.puml'].map((file) =>
    findings(readFileSync(`diagrams/cfd-order/${file}`, 'utf8')).map((found) => found.split(' ')[0]),
  );

  expect(flat?.filter((name) => name !== 'line-breaks-recovered').toSorted()).toEqual(original?.toSorted());
});

describe.each(knownDefects)('$diagram in other words', ({ diagram }) => {
  const [original] = compile(readFileSync(diagram, 'utf8'), diagram).diagrams;

  test.for(['plantuml', 'wsd', 'sdo', 'mermaid'] as const)('has the same findings in %s', (dialect) => {
    if (original === undefined) throw new Error(`${diagram} holds no diagram`);
    const { text } = convert(original.diagram, dialect);
    const [there] = compile(text, 'there').diagrams;
    const rules = ({ diagram, interaction }: CompiledDiagram): readonly string[] =>
      analyse(diagram, interaction)
        .map(({ name }) => name)
        .filter((name) => !isLost(name, dialect));

    expect(there && rules(there).toSorted()).toEqual(rules(original).toSorted());
  });
});

/** Mermaid has no frame without a meaning of its own, so that nothing there has a questionable title. */
function isLost(name: string, dialect: Dialect): boolean {
  return dialect === 'mermaid' && name === 'question-left-open';
}

/** `### rule: what happens`, the text, `==>`, where the rule fires, `==>`, the text put right. */
const fixtures = readFileSync(new URL('./fixtures/defects.txt', import.meta.url), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const [head = '', ...rest] = part.split('\n');
    const [wrong = '', places = '', right = ''] = rest.join('\n').split('==>\n');
    const [rule = '', ...about] = head.split(': ');
    const expected = places
      .trim()
      .split('\n')
      .map((place) => place.split(' ').toReversed().join(' '));
    return { rule, about: about.join(': '), wrong, expected, right };
  });

describe('each rule is general', () => {
  test.for(fixtures)('$rule: $about', ({ rule, wrong, expected, right }) => {
    const named = (text: string): readonly string[] =>
      findings(text).filter((found) => found.startsWith(`${rule} `));

    expect(named(wrong)).toEqual(expected);
    expect(named(right)).toEqual([]);
  });

  test.for(knownDefects)('it finds the like of $diagram in another language', ({ diagram, defects }) => {
    const own = dialectOf(readFileSync(diagram, 'utf8'));
    const rules = new Set(defects.flatMap(({ found }) => found.map((one) => one.split(' ')[0] ?? '')));
    const others = new Set(fixtures.filter(({ wrong }) => dialectOf(wrong) !== own).map(({ rule }) => rule));

    // Only PlantUML takes words behind `end`; in the other languages such a line is unknown.
    expect([...rules].filter((rule) => !others.has(rule) && rule !== 'end-with-words')).toEqual([]);
    expect(others).toContain('unknown-line');
  });
});

/** Name and line of all that is said of the first diagram of a text. */
function findings(text: string): readonly string[] {
  const { diagrams, diagnostics } = compile(text, 'text');
  const [first] = diagrams;
  if (first === undefined) throw new Error(`no diagram in ${text}`);
  return [...diagnostics, ...first.diagnostics, ...analyse(first.diagram, first.interaction)].map(
    ({ name, span }) => `${name} ${span.line}`,
  );
}

function dialectOf(text: string): string | undefined {
  return compile(text, 'text').diagrams[0]?.diagram.dialect;
}
