import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { randomCases } from '../../random-share.ts';
import { body, diagrams } from './arbitrary-texts.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { readExamples } from './fixtures.ts';

const small = 40_000;
const growth = 8;
/** Whatever the machine does beside: what grows with the square takes eight times as long again. */
const tolerance = 4;
/** Less than this says nothing of how it grows, in milliseconds of the processor. */
const shortest = 150;

const examples = readExamples().map(({ text }) => text);
const corpus = hasCorpus
  ? ['plantuml', 'wsd', 'mermaid', 'plantuml-torture'].flatMap((folder) => readCorpus(folder))
  : [];
const written = fc.constantFrom(...examples, ...corpus.map(({ text }) => text));
const edited = fc
  .tuple(written, fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 6 }))
  .map(([text, edits]) => {
    const lines = text.split('\n');
    for (const [at, doubles] of edits) {
      const index = at % lines.length;
      lines.splice(index, 1, ...(doubles ? [lines[index] as string, lines[index] as string] : ['']));
    }
    return lines.join('\n');
  });
/** A text of any size. */
type Grown = (size: number) => string;

const again = (texts: fc.Arbitrary<string>): fc.Arbitrary<Grown> =>
  fc.tuple(texts, fc.constantFrom('whole', 'inside')).map(
    ([text, where]) =>
      (size: number) =>
        repeated(text, size, where),
  );
/** What leads patterns astray: one sign again and again, on one line. */
const bait = fc
  .tuple(
    fc.constantFrom('', '@startuml\n', 'sequenceDiagram\n', 'A<-B: x\n'),
    fc.constantFrom('', 'A -> B', 'note over ', 'alt ', 'participant ', '!$a = ', '{a} ', 'title ', 'A->>'),
    fc.string({ minLength: 1, maxLength: 3 }),
  )
  .map(
    ([first, head, unit]) =>
      (size: number) =>
        `${first}${head}${unit.repeat(size / 4 / unit.length)}`,
  );

test.for([
  ['random characters', again(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }))],
  ['random lines of diagrams', again(body)],
  ['random diagrams', again(diagrams)],
  ['diagrams of others, and examples', again(written)],
  ['the same with lines gone and doubled', again(edited)],
  ['lines that lead patterns astray', bait],
] as const)(
  '%s: eight times the text takes no more than in proportion',
  { timeout: 300_000 },
  ([, texts]) => {
    let read = 0;
    fc.assert(
      fc.property(texts, (grown) => {
        const [short, long] = [grown(small), grown(small * growth)];
        const before = processorTime(short);
        const after = processorTime(long);
        read += long.length;
        // What seems to grow too fast is measured again: the least of several counts.
        const isSuspect = after > shortest && after > before * growth * tolerance;
        const least = (text: string): number => Math.min(...[1, 2, 3].map(() => processorTime(text)));
        expect(isSuspect && least(long) > least(short) * growth * tolerance + shortest).toBe(false);
      }),
      { numRuns: randomCases(100) },
    );
    expect(read).toBeGreaterThan(randomCases(100) * small);
  },
);

/** The text again and again: as it is, or all of it inside the first of its marks, so that it becomes one long diagram. */
function repeated(text: string, size: number, where: 'whole' | 'inside'): string {
  const times = Math.max(1, Math.ceil(size / (text.length + 1)));
  if (where === 'whole') return `${text}\n`.repeat(times);
  const marks = /^(?:[@\\](?:start|end)\w+|sequenceDiagram).*$/gim;
  const [start = '', end = ''] = text.match(marks) ?? [];
  return `${start}\n${`${text.replace(marks, '')}\n`.repeat(times)}${end}`;
}

/** How long this thread took to read the text, in milliseconds, while it was not waiting. */
function processorTime(text: string): number {
  const start = process.threadCpuUsage();
  parse(text, 'f');
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000;
}
