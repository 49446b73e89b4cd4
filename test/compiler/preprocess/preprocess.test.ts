import { describe, expect, test } from 'vitest';
import { preprocess } from '../../../compiler/preprocess/preprocess.ts';
import { splitLines } from '../../../compiler/text/lines.ts';
import { expanded } from './expanded.ts';
import { readExamples, readerOf } from './fixtures.ts';

describe('what the preprocessor makes of a text', () => {
  test.for(readExamples())('$sentence', ({ files, expected }) => {
    const lines = splitLines(files.get('a.puml') ?? '', 'a.puml');
    expect(expanded(preprocess(lines, readerOf(files)))).toBe(expected);
  });
});
