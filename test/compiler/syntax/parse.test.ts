import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { equalApartFromPlaces } from './equal-apart-from-places.ts';
import { readExamples } from './fixtures.ts';
import { outline } from './outline.ts';

describe('what is read from a text', () => {
  const examples = readExamples();

  test.for(examples)('$file: $sentence', ({ text, outline: expected }) => {
    expect(outline(parse(text, 'example'))).toBe(expected);
  });

  test.for(examples)('$file: $sentence: it says the same when it is printed', ({ text }) => {
    for (const diagram of parse(text, 'example').diagrams) {
      // A block that nothing closes takes whatever the printer puts behind it.
      if (diagram.diagnostics.some(({ name }) => name === 'unclosed-block')) continue;
      const [again] = parse(printDiagram(diagram), 'printed').diagrams;
      expect(again !== undefined && equalApartFromPlaces(again, diagram), printDiagram(diagram)).toBe(true);
    }
  });

  test('there are enough examples to mean something', () => {
    expect(examples.length).toBeGreaterThanOrEqual(60);
  });
});
