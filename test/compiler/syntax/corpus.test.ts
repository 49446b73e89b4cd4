import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { withoutPlaces } from './equal-apart-from-places.ts';
import { messagesIn } from './messages-in.ts';

/** How many of the diagrams of each folder have exactly the messages that they are known to have; it may only rise. */
const floors = [
  { folder: 'plantuml', floor: 256 },
  { folder: 'wsd', floor: 29 },
  { folder: 'plantuml-torture', floor: 526 },
  { folder: 'wsd-torture', floor: 8 },
  { folder: 'mermaid', floor: 107 },
  { folder: 'mermaid-torture', floor: 35 },
] as const;

describe.skipIf(!hasCorpus)('diagrams that other people wrote', () => {
  test.for(floors)('$folder: at least $floor have the right number of messages', ({ folder, floor }) => {
    const all = readCorpus(folder);
    const wrong = all.filter(({ text, file, messages }) => countMessages(text, file) !== messages);
    const agreed = all.length - wrong.length;
    process.stdout.write(`${folder}: ${agreed} of ${all.length} agree\n`);
    expect(agreed, wrong.map(({ file }) => file).join('\n')).toBeGreaterThanOrEqual(floor);
  });

  test.for(floors)('$folder: each diagram says the same when it is printed and read again', ({ folder }) => {
    let compared = 0;
    for (const { text, file } of readCorpus(folder)) {
      for (const diagram of parse(text, file).diagrams) {
        const again = parse(printDiagram(diagram), file).diagrams[0];
        expect(again === undefined ? null : withoutPlaces(again), file).toEqual(withoutPlaces(diagram));
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(8);
  });
});

function countMessages(text: string, file: string): number {
  return parse(text, file).diagrams.flatMap(({ statements }) => messagesIn(statements)).length;
}
