import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledDiagram, compile } from '../../../compiler/compile.ts';
import { type Converted, convert } from '../../../compiler/convert/convert.ts';
import { describe as inWords } from '../../../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { sameInteraction } from '../../../compiler/interaction/same-interaction.ts';
import type { Diagram, Dialect } from '../../../compiler/syntax/diagram.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { hasCorpus, readCorpus } from '../syntax/corpus.ts';
import { readExamples } from '../syntax/fixtures.ts';
import { diagramTexts } from './arbitrary-texts.ts';

const dialects: readonly Dialect[] = ['plantuml', 'wsd', 'sdo', 'mermaid'];

describe('the interaction is the same, there and back, unless a loss is named, for', () => {
  test('all examples of the languages', { timeout: 300_000 }, () => {
    const tally = newTally();
    for (const { text } of readExamples()) {
      // The fence in the note of this one would be a diagram of its own in a language without marks around the whole.
      if (!text.includes('```')) checkAll(text, tally);
    }
    expect(tally.same).toBeGreaterThan(400);
    expect(tally.back).toBeGreaterThan(300);
    expect(tally.lost).toBeGreaterThan(20);
  });

  const step = Math.round(100 / randomCases(100));
  const first = Math.floor(Math.random() * step);
  test.skipIf(!hasCorpus)(
    `diagrams of other people, each ${step}th from ${first}`,
    { timeout: 300_000 },
    () => {
      const tally = newTally();
      const sets = ['plantuml', 'wsd', 'mermaid', 'plantuml-torture', 'wsd-torture', 'mermaid-torture'];
      const texts = sets.flatMap((set) => readCorpus(set));
      for (const [index, { text }] of texts.entries()) if (index % step === first) checkAll(text, tally);
      expect(tally.same).toBeGreaterThan(2_000 / step);
      expect(tally.back).toBeGreaterThan(1_500 / step);
    },
  );

  test('random diagrams with many interactions', { timeout: 300_000 }, () => {
    const tally = newTally();
    const options = { lifelines: ['A', 'B', 'C'], mostOccurrences: 12 };
    fc.assert(
      fc.property(sketches(options), (sketch) => checkAll(print(sketch), tally)),
      { numRuns: randomCases(1_000) },
    );
    expect(tally.same).toBeGreaterThan(randomCases(600));
    expect(tally.lost).toBeGreaterThan(randomCases(100));
  });

  test('random texts with names and labels of all kinds', { timeout: 300_000 }, () => {
    const tally = newTally();
    fc.assert(
      fc.property(diagramTexts, (text) => checkAll(text, tally)),
      { numRuns: randomCases(3_000) },
    );
    expect(tally.same).toBeGreaterThan(randomCases(3_000));
    expect(tally.back).toBeGreaterThan(randomCases(2_000));
  });
});

interface Tally {
  same: number;
  back: number;
  lost: number;
}

function newTally(): Tally {
  return { same: 0, back: 0, lost: 0 };
}

/** Converts every diagram of a text that compiles into all other languages and back. */
function checkAll(text: string, tally: Tally): void {
  const { diagrams } = compile(text, 'x', { arrows: 'blocking' });
  const named = parse(text, 'x').diagrams;
  for (const compiled of diagrams) {
    if (compiled.diagnostics.some((one) => inWords(one).severity === 'error')) continue;
    if (compiled.diagram.lifelines.length === 0) continue;
    for (const dialect of dialects) {
      if (dialect !== compiled.diagram.dialect) checkOne(compiled, dialect, named, tally);
    }
  }
}

function checkOne(
  original: CompiledDiagram,
  dialect: Dialect,
  named: readonly Diagram[],
  tally: Tally,
): void {
  const there = convert(original.diagram, dialect, named);
  const shown = `${dialect}\n${there.text}`;
  // A difference that nothing foresaw is a bug of ours.
  expect(names(there.diagnostics), shown).not.toContain('meaning-differs');
  for (const { span } of there.diagnostics) expect(isInside(span, original.diagram.span)).toBe(true);
  if (isLossy(there)) {
    tally.lost++;
    return;
  }
  const written = compileOne(there.text, shown);
  expect(sameInteraction(original.interaction, written.interaction, renamed(there)), shown).toBe(true);
  tally.same++;
  const back = convert(written.diagram, original.diagram.dialect);
  expect(names(back.diagnostics), `${shown}\n${back.text}`).not.toContain('meaning-differs');
  if (isLossy(back)) return;
  const again = compileOne(back.text, `${shown}\n${back.text}`);
  const rename = (id: string): string => renamed(back)(renamed(there)(id));
  expect(sameInteraction(original.interaction, again.interaction, rename), `${shown}\n${back.text}`).toBe(
    true,
  );
  tally.back++;
}

function compileOne(text: string, shown: string): CompiledDiagram {
  const { diagrams } = compile(text, 'y', { arrows: 'blocking' });
  expect(diagrams, shown).toHaveLength(1);
  const [only] = diagrams as [CompiledDiagram];
  const wrong = only.diagnostics.filter(
    (one) => one.name === 'unknown-line' || inWords(one).severity === 'error',
  );
  expect(
    wrong.map((one) => inWords(one).message),
    shown,
  ).toEqual([]);
  return only;
}

function isLossy({ diagnostics }: Converted): boolean {
  return names(diagnostics).includes('meaning-lost');
}

function names(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ name }) => name);
}

function renamed({ aliases }: Converted): (id: string) => string {
  return (id) => aliases.get(id) ?? id;
}

function isInside(inner: Diagram['span'], outer: Diagram['span']): boolean {
  return inner.file !== outer.file || (inner.line >= outer.line && inner.endLine <= outer.endLine);
}
