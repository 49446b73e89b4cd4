import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../compiler/preprocess/budget.ts';
import { type Preprocessed, preprocess } from '../../../compiler/preprocess/preprocess.ts';
import { longestLine } from '../../../compiler/text/decode.ts';
import { spanOf, splitLines } from '../../../compiler/text/lines.ts';
import type { Span } from '../../../compiler/text/span.ts';
import { randomCases } from '../../random-share.ts';
import { readExamples, readerOf } from './fixtures.ts';

const pieces = [
  '!$a = ',
  '!$b ?= ',
  '!local $a = ',
  '!if ',
  '!elseif ',
  '!else',
  '!endif',
  '!while ',
  '!endwhile',
  '!foreach $x in ',
  '!endfor',
  '!procedure $p($a, $b="x")',
  '!unquoted procedure u(t)',
  '!endprocedure',
  '!function $f($n)',
  '!function g(n) return n',
  '!return ',
  '!endfunction',
  '!define D ',
  '!define E(x) ',
  '!definelong L(x)',
  '!enddefinelong',
  '!undef D',
  '!startsub S',
  '!endsub',
  '!includesub S',
  '!include part.txt',
  '!include_many own.txt',
  '!assert ',
  '!log ',
  '$p("q")',
  '$p(',
  'u(a, b)',
  '$f(1)',
  'g(2)',
  'L(y)',
  'E(z)',
  'D',
  '$a',
  '$b + 1',
  '$x',
  '1 == 1',
  '"text"',
  '(2 + 3',
  ') * $a',
  '[1, "two", {"k": 3}]',
  '{ "k": [',
  '] }',
  '%strlen("abc")',
  '%invoke_procedure("$p")',
  '%set_variable_value("$a", 2)',
  '%eval("1 + 1")',
  '%getenv("HOME")',
  '%nothing(1)',
  'A -> B : ',
  "' comment",
  "/' begin",
  "end '/",
  '\\',
  '##',
  '\u{1F600}',
];

const row = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const text = fc.array(row, { maxLength: 15 }).map((rows) => rows.join('\n'));

describe('whatever the preprocessor is told', () => {
  test('it never throws, and every place lies inside the file that it names', () => {
    let lines = 0;
    fc.assert(
      fc.property(text, text, fc.string({ maxLength: 200, unit: 'grapheme' }), (own, part, noise) => {
        for (const main of [own, `${own}\n${noise}`, `!include part.txt\n${own}`]) {
          const files = new Map([
            ['own.txt', main],
            ['part.txt', part],
          ]);
          const found = preprocess(splitLines(main, 'own.txt'), readerOf(files));
          expect(misplaced(found, files)).toEqual([]);
          lines += found.lines.length;
        }
      }),
    );
    expect(lines).toBeGreaterThan(randomCases(5_000));
  });

  test('examples with a line gone, doubled or cut are read as well', () => {
    const all = readExamples();
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), fc.nat(), ({ files }, first, second) => {
        const rows = (files.get('a.puml') ?? '').split('\n');
        const at = first % rows.length;
        const old = rows[at] ?? '';
        const changed = [[], [old, old], [old.slice(0, second % (old.length + 1))]][second % 3] as string[];
        rows.splice(at, 1, ...changed);
        const edited = new Map([...files, ['a.puml', rows.join('\n')]]);
        const found = preprocess(splitLines(rows.join('\n'), 'a.puml'), readerOf(edited));
        expect(misplaced(found, edited)).toEqual([]);
      }),
    );
  });

  test('a diagram without a line for it comes out as it went in', () => {
    const plain = fc.array(fc.constantFrom('A -> B : $x 50%', 'note over A', '!theme plain', 'end note', ''));
    fc.assert(
      fc.property(plain, (rows) => {
        const lines = splitLines(rows.join('\n'), 'a.puml');
        expect(preprocess(lines).lines).toBe(lines);
      }),
    );
  });
});

describe('what would never end ends', () => {
  const long = Math.floor(longestLine / 4);
  test.for([
    ['a loop', '!while 1\nA -> B : x\n!endwhile', 'turns of loops'],
    ['loops in loops', `${'!while 1\n'.repeat(50)}A -> B : x\n${'!endwhile\n'.repeat(50)}`, 'turns of loops'],
    ['a procedure that calls itself', '!procedure $p()\n$p()\n$p()\n!endprocedure\n$p()', 'lines of macros'],
    [
      'a function that calls itself twice',
      '!function f(n) return f(n)+f(n)\nA -> B : f(1)',
      'lines of macros',
    ],
    ['doubling', '!$a = "ab"\n!while 1\n!$a = $a + $a\n!endwhile', 'turns of loops'],
    ['doubling lists', '!$a = [1]\n!while 1\n!$a = [$a, $a]\n!endwhile\nA -> B : $a', 'turns of loops'],
    [
      'many long lines',
      `!$a = "${'x'.repeat(1_000)}"\n!while 1\nA -> B : ${'$a'.repeat(50)}\n!endwhile`,
      'characters',
    ],
    ['defines of defines', defines(60), 'lines of macros, loops and includes'],
    [
      'deep blocks',
      `${'!if 1\n'.repeat(10_000)}A -> B : x\n${'!endif\n'.repeat(10_000)}`,
      'inside each other',
    ],
    ['deep parentheses', `!$a = ${'('.repeat(long)}1${')'.repeat(long)}`, 'inside each other'],
    ['deep lists', `!$a = ${'['.repeat(long)}1${']'.repeat(long)}`, 'inside each other'],
    ['deep calls', `!define F(x) x\nA -> B : ${'F('.repeat(long)}1${')'.repeat(long)}`, 'inside each other'],
  ])('%s', ([, main, what]) => {
    const start = performance.now();
    const { diagnostics, lines } = preprocess(splitLines(`${main}\nlast -> line`, 'a.puml'));
    expect(performance.now() - start).toBeLessThan(10_000);
    const words = diagnostics.flatMap(({ name, args }) =>
      name === 'expansion-limit' && 'what' in args ? [args.what] : [],
    );
    expect(words.join()).toContain(what);
    expect(lines.at(-1)?.text).toBe('last -> line');
    expect(lines.length).toBeLessThanOrEqual(limits.lines + 20_002);
  });

  /** Each stands for two of the next: 2^count words in all. */
  function defines(count: number): string {
    const rows = Array.from({ length: count }, (_, index) => `!define D${index} D${index + 1} D${index + 1}`);
    return `${rows.join('\n')}\nA -> B : D0`;
  }
});

describe('what is long takes time in proportion', () => {
  const long = longestLine - 200;
  const rows = 20_000;
  test.for([
    ['variables', `!$a = 1\nA -> B : ${'$a '.repeat(long / 3)}`],
    ['calls that are not closed', `!define F(x) x\nA -> B : ${'F('.repeat(long / 2)}`],
    ['built in calls that are not closed', `A -> B : ${'%true('.repeat(long / 6)}`],
    ['quotes', `!$a = ${'"'.repeat(long)}\n!include ${'"'.repeat(long)}`],
    ['signs', `!$a = ${'!-'.repeat(long / 2)}1`],
    ['sums', `!$a = ${'1+'.repeat(long / 2)}1`],
    ['JSON that is not closed', '!$a = {\n'.repeat(rows)],
    ['continued calls', 'f(\\\n'.repeat(rows)],
    ['ends without a beginning', '!endif\n'.repeat(rows)],
    ['procedures', `${'!procedure $p()\nA -> B : x\n!endprocedure\n'.repeat(rows)}$p()`],
    ['subs', `${'!startsub S\nA -> B : x\n!endsub\n'.repeat(rows)}!includesub S`],
    ['messages', `!$a = 1\n${'A -> B : $a and %true()\n'.repeat(rows)}`],
    ['words', `!ijk = 1\n${`A -> B : ${'ijk some words '.repeat(20)}\n`.repeat(rows / 10)}`],
  ] as const)('%s', ([, main]) => {
    const start = performance.now();
    preprocess(splitLines(main, 'a.puml'));
    // An honest run takes a tenth of it; the rest is for a busy machine.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

/** The places that do not lie inside the file that they name, or end before they begin. */
function misplaced({ lines, diagnostics }: Preprocessed, files: ReadonlyMap<string, string>): Span[] {
  const lengths = new Map(
    [...files].map(([file, content]) => [file, content.split(/\r\n|\n|\r/).map((one) => one.length)]),
  );
  const spans = [
    ...lines.flatMap((line) => [
      spanOf(line),
      // A part of it, as constructs ask for.
      spanOf(line, Math.floor(line.text.length / 3), Math.floor((line.text.length * 2) / 3)),
      ...line.via.map(({ span }) => span),
    ]),
    ...diagnostics.flatMap(({ span, related }) => [span, ...related.map((one) => one.span)]),
  ];
  return spans.filter((span) => {
    const ordered = span.line < span.endLine || (span.line === span.endLine && span.column <= span.endColumn);
    return (
      !ordered ||
      !isInside(span.file, span.line, span.column) ||
      !isInside(span.file, span.endLine, span.endColumn)
    );
  });

  function isInside(file: string, line: number, column: number): boolean {
    const length = lengths.get(file)?.[line - 1];
    return length !== undefined && column >= 1 && column <= length + 1;
  }
}
