import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { withoutPlaces } from './equal-apart-from-places.ts';
import { messagesIn } from './messages-in.ts';

/** How many of the diagrams of each folder have exactly the messages that they are known to have; it may only rise. */
const floors = [
  { folder: 'plantuml', floor: 264 },
  { folder: 'wsd', floor: 29 },
  { folder: 'plantuml-torture', floor: 535 },
  { folder: 'wsd-torture', floor: 8 },
  { folder: 'mermaid', floor: 107 },
  { folder: 'mermaid-torture', floor: 35 },
] as const;

/** Torture cases that were counted by a PlantUML without procedures, `!foreach` and `%and`, and how many messages they have. */
const newer: Readonly<Record<string, number>> = {
  'dopove-28-kaza697': 2,
  'goceku-21-rizu768': 1,
  'pibefe-94-cibu835': 91,
  'rudoci-99-zaju916': 1,
  'siroza-17-cuko381': 3,
  'suxefa-30-keda058': 1,
  'tirige-97-ruvi637': 1,
  'tubagi-46-nata941': 2,
  'zelako-07-fibi746': 1,
};

describe.skipIf(!hasCorpus)('diagrams that other people wrote', () => {
  test.for(floors)('$folder: at least $floor have the right number of messages', ({ folder, floor }) => {
    const all = readCorpus(folder);
    const wrong = all.filter(({ text, file, messages }) => {
      const [, name = ''] = /_([a-z]+-\d+-[a-z]+\d+)_in\.puml$/.exec(file) ?? [];
      return countMessages(text, file) !== (newer[name] ?? messages);
    });
    const agreed = all.length - wrong.length;
    process.stdout.write(`${folder}: ${agreed} of ${all.length} agree\n`);
    expect(agreed, wrong.map(({ file }) => file).join('\n')).toBeGreaterThanOrEqual(floor);
  });

  test.for(floors)('$folder: each diagram says the same when it is printed and read again', ({ folder }) => {
    let compared = 0;
    for (const { text, file } of readCorpus(folder)) {
      for (const diagram of parse(text, file).diagrams) {
        const again = parse(printDiagram(diagram), file, undefined, { expand: false }).diagrams[0];
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
