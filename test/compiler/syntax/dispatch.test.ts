import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Construct, Reader, Reading } from '../../../compiler/syntax/construct.ts';
import { plainMessage, plainWsdMessage } from '../../../compiler/syntax/constructs/plain-message.ts';
import type { Dialect } from '../../../compiler/syntax/diagram.ts';
import { dialects } from '../../../compiler/syntax/dialects.ts';
import { constructsFor } from '../../../compiler/syntax/dispatch.ts';
import { Lifelines } from '../../../compiler/syntax/lifelines.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { type Line, spanOf, splitLines } from '../../../compiler/text/lines.ts';
import { randomCases } from '../../random-share.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { readExamples } from './fixtures.ts';

const names: readonly Dialect[] = ['plantuml', 'wsd', 'sdo', 'mermaid'];
const words = names.flatMap((name) => dialects[name]).flatMap(({ begins }) => begins ?? []);

const start = fc.oneof(
  fc.constantFrom(...words).map((word) => word.toUpperCase()),
  fc.constantFrom(...words),
  fc.string({ minLength: 1, maxLength: 2, unit: 'grapheme' }),
);
const rest = fc.array(
  fc.constantFrom(' ', 'A', 'B', '->', '-->', ':', '++', '#red', 'over', 'as', '"x"', '[', ']', '{a}', '=='),
  { maxLength: 8 },
);
const randomLine = fc.tuple(start, rest).map(([first, parts]) => first + parts.join(''));

test('what is left out by the first characters of a line could not have read it', () => {
  let left = 0;
  fc.assert(
    fc.property(fc.constantFrom(...names), randomLine, (dialect, text) => {
      left += expectSame(dialect, text);
    }),
    { numRuns: randomCases(20_000) },
  );
  expect(left).toBeGreaterThan(randomCases(100_000));
});

test('nor in a line that somebody wrote', () => {
  const corpus = hasCorpus ? ['plantuml', 'wsd', 'mermaid'].flatMap((set) => readCorpus(set)) : [];
  const texts = [...readExamples(), ...corpus].map(({ text }) => text);
  const lines = new Set(texts.flatMap((text) => splitLines(text, 'x').map((line) => line.text)));
  let left = 0;
  for (const text of lines) for (const dialect of names) left += expectSame(dialect, text);
  expect(left).toBeGreaterThan(1_000);
});

test('a plain message is read in one go as it would be by the construct of all messages', () => {
  const name = fc.constantFrom(
    'A',
    'B',
    'note',
    'create',
    'participant',
    'x',
    'o',
    'Größe',
    'a.b@c',
    '"q"',
    'A as B',
  );
  const blank = fc.constantFrom('', ' ', '\t ');
  const odd = fc.array(fc.constantFrom('-', '<', '>', '->', 'x', 'o', '(1)', '[#red]', '/'), {
    maxLength: 3,
  });
  const arrow = fc.oneof(fc.constantFrom('->', '-->', '<-', '<->', '->>'), odd);
  const tail = fc.constantFrom(
    '',
    ':',
    ': label',
    '++',
    '-- ++',
    '++ : x',
    '**: x',
    '& C',
    '+',
    '#red: x',
    ' as C',
  );
  const written = fc
    .tuple(name, blank, arrow, blank, name, blank, tail)
    .map((parts) => parts.flat().join(''));
  const dialect = fc.constantFrom(...(['plantuml', 'wsd', 'sdo'] as const));
  // In WSD and SDO a name may hold what looks like an arrow or the beginning of a label.
  const odder = fc.constantFrom(['A-'], ['A->B', 'note x'], ['B: label'], ['x<', 'o(1)']);
  const others = fc.oneof(fc.constant([]), odder);
  const plain = { plantuml: 0, wsd: 0, sdo: 0 };
  fc.assert(
    fc.property(dialect, written, others, (dialect, text, declared) => {
      expectSame(dialect, text, declared);
      const [line] = splitLines(text, 'x') as [Line];
      if (firstReading(plainMessages[dialect], line, dialect, declared) !== null) plain[dialect]++;
    }),
    { numRuns: randomCases(60_000) },
  );
  expect(plain.plantuml).toBeGreaterThan(randomCases(2_000));
  expect(plain.wsd).toBeGreaterThan(randomCases(200));
  expect(plain.sdo).toBeGreaterThan(randomCases(200));
});

const plainMessages = { plantuml: [plainMessage], wsd: [plainWsdMessage], sdo: [plainWsdMessage] };

/** Compares both ways of reading a line; gives how many constructs were left out. */
function expectSame(dialect: Dialect, text: string, declared: readonly string[] = []): number {
  const [line] = splitLines(text.replace(/[\n\r]/g, ' '), 'x') as [Line];
  if (line.text === '') return 0;
  const all = dialects[dialect].filter(
    (construct) => construct !== plainMessage && construct !== plainWsdMessage,
  );
  const tried = constructsFor(dialect, line.text);
  const expected = firstReading(all, line, dialect, declared);
  expect(firstReading(tried, line, dialect, declared), line.text).toEqual(expected);
  return all.length - tried.length;
}

function firstReading(
  constructs: readonly Construct[],
  line: Line,
  dialect: Dialect,
  declared: readonly string[],
): Reading | null {
  const reader = readerAt(line, dialect, declared);
  for (const construct of constructs) {
    const found = construct.read(line, reader);
    if (found !== null) return found;
  }
  return null;
}

const [message] = parse('@startuml\nA -> B : x\n@enduml', 'x').diagrams[0]?.statements ?? [];
if (message?.kind !== 'message') throw new Error('nothing for a return to answer');
const answered: ReturnType<Reader['answered']> = { message, activated: true };

/** A reader in the middle of a diagram, where much may be written. */
function readerAt(line: Line, dialect: Dialect, declared: readonly string[]): Reader {
  const lifelines = new Lifelines();
  for (const id of ['A', 'B', ...declared]) lifelines.bring(id, 'participant', spanOf(line));
  return {
    dialect,
    lifelines,
    answered: () => answered,
    lastActive: () => 'A',
    isDoomed: (id) => id === 'A',
    takeBlock: () => ({ lines: [], last: null, span: spanOf(line) }),
    hasBlock: () => true,
    hasBegun: () => true,
    isInBox: () => false,
    isInParallel: () => true,
    report: () => {},
  };
}
