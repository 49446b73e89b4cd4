import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { hasCorpus, readCorpus } from './corpus.ts';
import { withoutPlaces } from './equal-apart-from-places.ts';

const sets = ['plantuml', 'wsd', 'mermaid', 'plantuml-torture', 'wsd-torture', 'mermaid-torture'];

describe.skipIf(!hasCorpus)('diagrams that other people wrote', () => {
  test.for(sets)('%s: each diagram says the same when it is printed and read again', (set) => {
    let compared = 0;
    for (const { text, file } of readCorpus(set)) {
      for (const diagram of parse(text, file).diagrams) {
        const again = parse(printDiagram(diagram), file, undefined, { expand: false }).diagrams[0];
        expect(again === undefined ? null : withoutPlaces(again), file).toEqual(withoutPlaces(diagram));
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(8);
  });
});
