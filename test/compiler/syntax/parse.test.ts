import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { readExamples } from './fixtures.ts';
import { outline } from './outline.ts';

describe('what is read from a text', () => {
  const examples = readExamples();

  test.for(examples)('$file: $sentence', ({ text, outline: expected }) => {
    expect(outline(parse(text, 'example'))).toBe(expected);
  });

  test('there are enough examples to mean something', () => {
    expect(examples.length).toBeGreaterThanOrEqual(60);
  });
});
