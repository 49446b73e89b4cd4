import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagram, Statement } from '../../../compiler/syntax/diagram.ts';
import { type ParseResult, parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import type { Span } from '../../../compiler/text/span.ts';
import { randomCases } from '../../random-share.ts';
import { body, diagrams, mermaid, page, plain, plantuml, sdo } from './arbitrary-texts.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { withoutPlaces } from './equal-apart-from-places.ts';
import { readExamples } from './fixtures.ts';

describe('whatever the text', () => {
  test('random characters are read without an exception, and places lie inside the file', () => {
    const text = fc.string({ maxLength: 300, unit: 'grapheme' });
    fc.assert(
      fc.property(text, (content) => {
        expect(misplaced(content)).toEqual([]);
        expect(misplaced(`@startuml\n${content}`)).toEqual([]);
      }),
    );
  });

  test('what looks like a diagram is read without an exception, and places lie inside the file', () => {
    fc.assert(
      fc.property(fc.oneof(diagrams, body, page), (text) => {
        expect(misplaced(text)).toEqual([]);
      }),
    );
  });

  test('every line of a diagram is in a statement', () => {
    let lines = 0;
    fc.assert(
      fc.property(fc.oneof(plantuml, plain, sdo, mermaid), (text) => {
        // A line that goes on in the next one may be the end of a fragment, of which only the last line is kept.
        const isWhole = (row: string): boolean => /[^\s;]/.test(row) && !row.trimEnd().endsWith('\\');
        const written = text.split('\n').flatMap((row, index) => (isWhole(row) ? [index + 1] : []));
        // What the preprocessor is told is carried out, and is no statement.
        for (const diagram of parse(text, 'x', undefined, { expand: false }).diagrams) {
          const covered = coveredLines(diagram);
          const missing = written.filter((number) => !covered.has(number));
          expect(missing.map((number) => text.split('\n')[number - 1])).toEqual([]);
          lines += written.length;
        }
      }),
    );
    expect(lines).toBeGreaterThan(randomCases(1_000));
  });

  test('what is printed reads the same', () => {
    let statements = 0;
    fc.assert(
      fc.property(diagrams, (text) => {
        for (const diagram of parse(text, 'x').diagrams) {
          // A block that nothing closes takes whatever the printer puts behind it.
          if (diagram.diagnostics.some(({ name }) => name === 'unclosed-block')) continue;
          const printed = printDiagram(diagram);
          // A name of few letters may look like another dialect's arrow, so the dialect is given.
          const result = parse(printed, 'x', diagram.dialect);
          const again = result.diagrams[0];
          // A line that was joined from two may look like a comment that nothing closes, or like a diagram of another kind.
          if (result.diagnostics.some(({ name }) => name === 'another-diagram-kind')) continue;
          if (again?.diagnostics.some(({ name }) => name === 'unclosed-block')) continue;
          expect(again === undefined ? null : withoutPlaces(again), printed).toEqual(withoutPlaces(diagram));
          statements += diagram.statements.filter(({ kind }) => kind !== 'unknown').length;
        }
      }),
    );
    expect(statements).toBeGreaterThan(randomCases(1_000));
  });
});

describe('examples with a line gone, doubled or moved', () => {
  const texts = readExamples().map(({ text }) => text);
  const more = hasCorpus ? ['plantuml', 'wsd', 'mermaid'].flatMap((folder) => readCorpus(folder)) : [];
  const all = [...texts, ...more.map(({ text }) => text)];

  test('are read without an exception, and places lie inside the file', () => {
    const edit = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('delete', 'double', 'swap', 'cut'));
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        const lines = text.split('\n');
        for (const [first, second, kind] of edits) {
          const at = first % lines.length;
          const other = second % lines.length;
          const row = lines[at] as string;
          if (kind === 'delete') lines.splice(at, 1, '');
          else if (kind === 'double') lines.splice(at, 0, row);
          else if (kind === 'cut') lines[at] = row.slice(0, second % (row.length + 1));
          else [lines[at], lines[other]] = [lines[other] as string, row];
        }
        expect(misplaced(lines.join('\n'))).toEqual([]);
      }),
    );
  });
});

/** The places in what was read that do not lie inside the text, or end before they begin. */
function misplaced(text: string): Span[] {
  const lengths = text.split(/\r\n|\n|\r/).map((row) => row.length);
  return spansIn(parse(text, 'file')).filter((span) => {
    const ordered = span.line < span.endLine || (span.line === span.endLine && span.column <= span.endColumn);
    const inside = isInside(span.line, span.column) && isInside(span.endLine, span.endColumn);
    return span.file !== 'file' || !ordered || !inside;
  });

  function isInside(line: number, column: number): boolean {
    const length = lengths[line - 1];
    return length !== undefined && column >= 1 && column <= length + 1;
  }
}

function spansIn(result: ParseResult): Span[] {
  const spans: Span[] = [];
  collect(result);
  return spans;

  function collect(value: unknown): void {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      if ('endColumn' in value) spans.push(value as Span);
      else Object.values(value).forEach(collect);
    }
  }
}

function coveredLines(diagram: Diagram): Set<number> {
  const covered = new Set([diagram.span.line, diagram.span.endLine]);
  diagram.statements.forEach(cover);
  return covered;

  function cover(statement: Statement): void {
    if (statement.kind !== 'fragment') {
      coverSpan(statement.span);
      return;
    }
    covered.add(statement.span.endLine);
    for (const operand of statement.operands) {
      coverSpan(operand.span);
      operand.statements.forEach(cover);
    }
  }

  function coverSpan(span: Span): void {
    for (let line = span.line; line <= span.endLine; line++) covered.add(line);
  }
}
