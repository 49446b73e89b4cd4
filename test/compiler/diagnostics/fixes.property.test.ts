import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFixes } from '../../../compiler/diagnostics/apply-fixes.ts';
import { describe as inWords } from '../../../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { Fix } from '../../../compiler/diagnostics/fix.ts';
import type { Statement } from '../../../compiler/syntax/diagram.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import type { Span } from '../../../compiler/text/span.ts';
import { hasCorpus, readCorpus, sharedCorpus } from '../../corpus/read-corpus.ts';
import { randomCases } from '../../random-share.ts';
import { readExamples } from '../syntax/fixtures.ts';
import { diagnosticsOf, mend } from './mend.ts';

/** Slips of the pen, and habits of other languages. */
const slips: readonly ((line: string) => string)[] = [
  () => '',
  (line) => `${line}\n${line}`,
  (line) => line.replace(/\bend\b.*/, ''),
  (line) => line.replace(/\bend\b.*/, 'endif'),
  (line) => line.replace(/\bend\b.*/, 'end alt'),
  (line) => line.replace(/\belse\b/, 'and'),
  (line) => line.replace(/\belse\b/, 'elseif'),
  (line) => line.replace(/\band\b/, 'else'),
  (line) => line.replace(/participant/i, 'particpant'),
  (line) => line.replace(/->/, '- >'),
  (line) => line.replace(/->/, '-&gt;'),
  (line) => line.replace(/->/, '–>'),
  (line) => line.replace(/->>?/, '<-'),
  (line) => line.replace(/:/, ''),
  (line) => line.replace(/:.*/, ''),
  (line) => line.replace(/(\w) ?(-+>)/, '$1-b c $2'),
  (line) => line.replace(/:(.*)/, ': a; b$1'),
  (line) => line.replace(/\b(?:opt|loop)\b/, 'strict'),
  (line) => line.replace(/\b(?:rect|group)\b/, 'rect'),
  (line) => line.replace(/@enduml/, ''),
  (line) => line.replace(/@startuml/, ''),
  (line) => `%% ${line}`,
  (line) => `// ${line}`,
  (line) => `' ${line}`,
  (line) => `${line} ' ${line}`,
];

const slip = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), slip: fc.constantFrom(...slips) });

function mistaken(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(slip, { maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([text, made, lineBreak]) => {
      const lines = text.split(/\r\n|\n|\r/);
      for (const { at, slip } of made) {
        const index = Math.floor(at * (lines.length - 1));
        lines[index] = slip(lines[index] ?? '');
      }
      return lines.join('\n').replaceAll('\n', lineBreak);
    });
}

function countMessages(statements: readonly Statement[]): number {
  return statements.reduce((sum, statement) => {
    if (statement.kind === 'message') return sum + 1;
    if (statement.kind !== 'fragment') return sum;
    return sum + statement.operands.reduce((inner, one) => inner + countMessages(one.statements), 0);
  }, 0);
}

interface Reading {
  readonly messages: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly fixable: readonly Diagnostic[];
}

function read(text: string): Reading {
  const result = parse(text, 'a');
  const diagnostics = diagnosticsOf(result);
  const errors: Record<string, number> = {};
  for (const one of diagnostics) {
    if (inWords(one).severity === 'error') errors[one.name] = (errors[one.name] ?? 0) + 1;
  }
  return {
    messages: result.diagrams.reduce((sum, { statements }) => sum + countMessages(statements), 0),
    errors,
    fixable: diagnostics.filter(({ fixes }) => fixes.some(({ safe }) => safe)),
  };
}

/** How many texts had something to fix. */
function checkLaws(texts: fc.Arbitrary<string>, cases: number): number {
  let mendedTexts = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const before = read(text);
      if (before.fixable.length > 0) mendedTexts++;
      const mended = mend(text);
      const after = read(mended);
      expect(after.fixable).toEqual([]);
      expect(after.messages).toBeGreaterThanOrEqual(before.messages);
      for (const [name, count] of Object.entries(after.errors)) {
        expect({ [name]: count }).toEqual({ [name]: Math.min(count, before.errors[name] ?? 0) });
      }
      expect(mend(mended)).toBe(mended);
      expectOnlyEdits(text);
    }),
    { numRuns: cases },
  );
  return mendedTexts;
}

/** One round, made once more in the simplest way: the last edit first, so that no place moves before it is used. */
function expectOnlyEdits(text: string): void {
  const { text: fixed, applied } = applyFixes(text, 'a', diagnosticsOf(parse(text, 'a')));
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const edits = applied
    .toReversed()
    .flatMap(({ fix }) => fix.edits)
    .toSorted(({ span: a }, { span: b }) => place(a) - place(b) || a.endColumn - b.endColumn);
  let expected = text;
  for (const { span, text: put } of edits.toReversed()) {
    const [start, end] = [offset(text, span.line, span.column), offset(text, span.endLine, span.endColumn)];
    expected = expected.slice(0, start) + put.replaceAll('\n', lineBreak) + expected.slice(end);
  }
  expect(fixed).toBe(expected);
}

function place({ line, column }: Span): number {
  return line * 1_000_000 + column;
}

function offset(text: string, line: number, column: number): number {
  const breaks = [...text.matchAll(/\r\n|\n|\r/g)];
  const before = line === 1 ? undefined : breaks[line - 2];
  return (before === undefined ? 0 : before.index + before[0].length) + column - 1;
}

const examples = readExamples().map(({ text }) => text);

describe('after the safe fixes they are gone, no error and no message is lost, and all else is as it was', () => {
  test('in the examples of the languages with slips', () => {
    const cases = randomCases(4_000);

    expect(checkLaws(mistaken(examples), cases)).toBeGreaterThan(cases / 10);
  });

  test.skipIf(!hasCorpus)('in diagrams of others with slips', () => {
    const texts = readCorpus(sharedCorpus).map(({ bytes }) => new TextDecoder().decode(bytes));
    const cases = randomCases(2_000);

    expect(checkLaws(mistaken(texts), cases)).toBeGreaterThan(cases / 10);
  });
});

test('many fixes take no more than linear time', () => {
  const text = `@startuml\n${'B - > B : x\nmy app -> B : x\n'.repeat(5_000)}@enduml\n`;
  const diagnostics = diagnosticsOf(parse(text, 'a'));
  const started = performance.now();
  const { applied } = applyFixes(text, 'a', diagnostics);

  expect(applied.length).toBe(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('fixes have places that can be edited', () => {
  const fixes: readonly Fix[] = examples.flatMap((text) =>
    diagnosticsOf(parse(text, 'a')).flatMap((one) => one.fixes),
  );
  const starts = fixes.map(({ edits }) => edits.map(({ span }) => place(span)));

  expect(fixes.length).toBeGreaterThan(20);
  expect(starts.map((some) => some.toSorted((a, b) => a - b))).toEqual(starts);
});
