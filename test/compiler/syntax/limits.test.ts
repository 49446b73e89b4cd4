import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { decodeText, longestLine } from '../../../compiler/text/decode.ts';
import { messagesIn } from './messages-in.ts';

describe('the bytes of a file', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const names = (input: Uint8Array): string[] => decodeText(input, 'f').diagnostics.map(({ name }) => name);

  test('UTF-8 with a byte order mark is text without it', () => {
    expect(decodeText(bytes('\uFEFFA->B: x'), 'f')).toEqual({ text: 'A->B: x', diagnostics: [] });
  });

  test('UTF-16 with a byte order mark is text, in both byte orders', () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x42, 0), 'f').text).toBe('AB');
    expect(decodeText(Uint8Array.of(0xfe, 0xff, 0, 0x41, 0, 0x42), 'f').text).toBe('AB');
  });

  test('zero bytes and broken UTF-8 are not text', () => {
    expect(names(Uint8Array.of(0x41, 0, 0x42))).toEqual(['not-text']);
    expect(names(Uint8Array.of(0xc3, 0x28))).toEqual(['not-text']);
  });

  test('nothing, and nothing but white space, is an empty file', () => {
    expect(names(bytes(''))).toEqual(['empty-file']);
    expect(names(bytes(' \n\t\n'))).toEqual(['empty-file']);
  });

  test('a line of 10 MB is refused at once, at its place', () => {
    const input = bytes(`A->B: x\n${'x'.repeat(10_000_000)}`);
    const start = performance.now();
    const { text, diagnostics } = decodeText(input, 'f');
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(text).toBeNull();
    expect(diagnostics).toMatchObject([
      { name: 'line-too-long', args: { length: 10_000_000 }, span: { line: 2 } },
    ]);
  });

  test('a line of the length that is allowed is read', () => {
    expect(decodeText(bytes(`A->B: ${'x'.repeat(longestLine - 6)}`), 'f').diagnostics).toEqual([]);
  });
});

describe('large diagrams', () => {
  const timed = (text: string): { messages: number; milliseconds: number } => {
    const start = performance.now();
    const { diagrams } = parse(text, 'f');
    const milliseconds = performance.now() - start;
    return { messages: diagrams.flatMap(({ statements }) => messagesIn(statements)).length, milliseconds };
  };

  test.for([
    { dialect: 'PlantUML', text: `@startuml\n${'Alice -> Bob : some label\n'.repeat(100_000)}@enduml` },
    { dialect: 'WSD', text: 'Alice->Bob (x): some label\n'.repeat(100_000) },
  ])('100,000 messages of $dialect take about a second at most', ({ text }) => {
    const { messages, milliseconds } = timed(text);
    expect(messages).toBe(100_000);
    // An honest run takes a quarter of it; the rest is for a busy machine.
    expect(milliseconds).toBeLessThan(15_000);
  });

  const long = longestLine - 100;
  test.for([
    ['dashes', '-'.repeat(long)],
    ['arrows', 'A->'.repeat(long / 3)],
    ['colours', `alt ${'#'.repeat(long)}`],
    ['colours of a note', `note${' #'.repeat(long / 2)}`],
    ['blanks', `A ${' '.repeat(long)} -> B`],
    ['quotes', '"'.repeat(long)],
    ['brackets', `A -${'['.repeat(long)}`],
    ['comments', `/''/`.repeat(long / 4)],
    ['semicolons', 'A->>B:x;'.repeat(long / 8)],
    ['names', `note over ${'A,'.repeat(long / 2)}`],
  ])('a long line of %s is read in no time', ([, row]) => {
    for (const text of [
      `@startuml\n${row}\n@enduml`,
      `participant A\nA->B: x\n${row}`,
      `A<-B: x\n${row}`,
      `@startuml ${row} @enduml`,
      `sequenceDiagram\n${row}`,
    ]) {
      expect(timed(text).milliseconds).toBeLessThan(1_500);
    }
  });

  test.for<readonly [string, string, string]>([
    ['notes without a place', 'A->B: x\n', 'Note:\n'],
    ['notes', 'A->B: x\n', 'note over A:\n'],
    ['references with messages', 'A->B: x\n', 'A->ref over B: x\n'],
    ['extended texts', 'A->B: x\n', 'text x\n'],
    ['modes', 'A<-B: x\n', 'parallel\nA->B: x\nparallel off\n'],
    ['prose', '', 'words\n'],
    ['destructions', 'sequenceDiagram\n', 'destroy A\n'],
    ['hashes', 'sequenceDiagram\n', 'A->>B: #1; x\n'],
    ['descriptions', 'sequenceDiagram\n', 'accDescr {\n'],
    ['elements', '<p>\n', '<pre class="mermaid">\nsequenceDiagram\n</pre>\n'],
    ['tags that nothing closes', '<p>\n', '<pre\n'],
  ])('many lines of %s are read in no time', ([, head, row]) => {
    // What looks on to the end of the file for each of them would take minutes.
    const { milliseconds } = timed(head + row.repeat(30_000));
    expect(milliseconds).toBeLessThan(15_000);
  });

  test('fragments nested deeper than the limit are told, and nothing breaks', () => {
    const depth = 10_000;
    const text = `@startuml\n${'loop\n'.repeat(depth)}A -> B : x\n${'end\n'.repeat(depth)}@enduml`;
    const [diagram] = parse(text, 'f').diagrams;
    const found = diagram?.diagnostics
      .filter(({ name }) => name !== 'undeclared-lifeline')
      .map(({ name }) => name);
    expect(found).toEqual(['too-deep']);
    expect(messagesIn(diagram?.statements ?? [])).toHaveLength(1);
  });
});
