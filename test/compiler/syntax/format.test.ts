import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { sameInteraction } from '../../../compiler/interaction/same-interaction.ts';
import type { Statement } from '../../../compiler/syntax/diagram.ts';
import { format } from '../../../compiler/syntax/format.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { randomCases } from '../../random-share.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { withoutPlaces } from './equal-apart-from-places.ts';
import { readExamples } from './fixtures.ts';

const fixtures = readFileSync(new URL('./formatted/formatted.txt', import.meta.url), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const [, sentence = '', text = '', expected = ''] = /^([^\n]*)\n(.*?)==>\n(.*?)\n*$/s.exec(part) ?? [];
    return { sentence, text, expected: `${expected}\n` };
  });

describe('a formatted diagram', () => {
  test.each(fixtures)('$sentence', ({ text, expected }) => {
    expect(format(text, 'x').text).toBe(expected);
    expect(broken(text)).toEqual([]);
  });

  test('keeps the line ends of its file, and its last line gets one', () => {
    expect(format('@startuml\r\nA->B\r\n@enduml', 'x').text).toBe('@startuml\r\nA -> B\r\n@enduml\r\n');
    expect(format('A->B: x\rB->A: y', 'x').text).toBe('A->B: x\rB->A: y\r');
    expect(format('\uFEFFA->B:x\n', 'x').text).toBe('\uFEFFA->B: x\n');
  });

  test('that has an error is left, with the reason', () => {
    const text = 'sequenceDiagram\n  A ->>B: x\n end\n';
    const { diagnostics, ...formatted } = format(text, 'x');
    expect(formatted).toEqual({ text, diagrams: 1 });
    expect(diagnostics).toMatchObject([
      {
        name: 'left-unformatted',
        args: { reason: '`end` closes nothing: no fragment is open here' },
        span: { line: 3 },
      },
    ]);
  });

  test('is no text without a diagram', () => {
    expect(format('hello  world', 'x')).toMatchObject({
      text: 'hello  world',
      diagrams: 0,
      diagnostics: [{ name: 'no-diagram' }],
    });
  });
});

describe('the laws of formatting hold for', () => {
  const examples = readExamples().map(({ text }) => text);
  const others = hasCorpus
    ? ['plantuml', 'wsd', 'mermaid', 'plantuml-torture', 'wsd-torture', 'mermaid-torture'].flatMap((set) =>
        readCorpus(set).map(({ text }) => text),
      )
    : [];

  test('all examples of the languages', () => {
    expect(examples.length).toBeGreaterThan(100);
    for (const text of examples) expect({ text, broken: broken(text) }).toEqual({ text, broken: [] });
  });

  const step = Math.round(100 / randomCases(100));
  const first = Math.floor(Math.random() * step);
  test.skipIf(!hasCorpus)(
    `diagrams of other people, each ${step}th from ${first}`,
    { timeout: 120_000 },
    () => {
      const share = others.filter((_, index) => index % step === first);
      expect(share.filter((text) => broken(text).length > 0)).toEqual([]);
    },
  );

  test('diagrams whose blanks and lines are moved, doubled and lost', { timeout: 120_000 }, () => {
    const edit = fc.record({
      at: fc.nat(),
      to: fc.nat(),
      kind: fc.constantFrom(
        'delete',
        'double',
        'swap',
        'join',
        'indent',
        'blank',
        'tighten',
        'widen',
        'return',
      ),
    });
    let formatted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...examples, ...others),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (text, edits) => {
          const lines = text.split('\n');
          for (const { at, to, kind } of edits) {
            const [first, second] = [at % lines.length, to % lines.length];
            const row = lines[first] ?? '';
            if (kind === 'delete') lines.splice(first, 1, '');
            else if (kind === 'double') lines.splice(second, 0, row);
            else if (kind === 'swap') [lines[first], lines[second]] = [lines[second] ?? '', row];
            else if (kind === 'join') lines.splice(first, 2, `${row} ${lines[first + 1] ?? ''}`);
            else if (kind === 'indent') lines[first] = ' \t'.repeat(to % 5) + row;
            else if (kind === 'blank') lines.splice(first, 0, '', '');
            else if (kind === 'tighten') lines[first] = row.replaceAll(' ', '');
            else if (kind === 'widen') lines[first] = row.replaceAll(' ', '  ');
            else lines[first] = `${row}\r`;
          }
          const mixed = lines.join('\n');
          expect({ mixed, broken: broken(mixed) }).toEqual({ mixed, broken: [] });
          if (format(mixed, 'x').text !== mixed) formatted++;
        },
      ),
      { numRuns: randomCases(3_000) },
    );
    expect(formatted).toBeGreaterThan(randomCases(1_500));
  });
});

/** The laws that do not hold for a text, each in a sentence. */
function broken(text: string): readonly string[] {
  const { text: formatted, diagrams } = format(text, 'x');
  const wrong: string[] = [];
  if (format(formatted, 'x').text !== formatted) wrong.push('what is formatted stays as it is');
  if (diagrams === 0) return wrong;
  const raw = { expand: false };
  const before = parse(text, 'x', undefined, raw).diagrams;
  const after = parse(formatted, 'x', undefined, raw).diagrams;
  if (JSON.stringify(before.map(withoutPlaces)) !== JSON.stringify(after.map(withoutPlaces)))
    wrong.push('it says the same');
  // What says the same means the same, unless the preprocessor makes something else of it.
  const [compiled, again] = /^\s*!/m.test(text)
    ? [compile(text, 'x').diagrams, compile(formatted, 'x').diagrams]
    : [[], []];
  if (compiled.length !== again.length) wrong.push('it holds as many diagrams');
  compiled.forEach(({ interaction }, index) => {
    const other = again[index]?.interaction;
    if (other === undefined || !sameInteraction(interaction, other)) wrong.push('it means the same');
  });
  const rows = new Set(rowsOf(formatted));
  // A line that goes on in the next one is one line of the diagram.
  const joined = bare(formatted.replace(/\\\s*(?:\r\n|\n|\r)/g, ''));
  for (const row of before.flatMap(({ statements }) => keptRows(statements))) {
    if (!rows.has(row) && !joined.includes(bare(row))) wrong.push(`it holds the line ${row}`);
  }
  if (bare(formatted) !== bare(text)) wrong.push('nothing is lost but blanks');
  return wrong;
}

/** Mermaid's semicolons become line breaks, and of several empty lines in a quotation one stays. */
function bare(written: string): string {
  return written.replace(/^[\s>]+/gm, '').replace(/[\s;]/g, '');
}

function rowsOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).map((row) => row.replace(/^[>\s]+/, '').trimEnd());
}

function keptRows(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'fragment')
      return statement.operands.flatMap((operand) => keptRows(operand.statements));
    const isKept = ['comment', 'style', 'unknown', 'prose', 'class'].includes(statement.kind);
    return isKept && 'text' in statement ? rowsOf(statement.text) : [];
  });
}
