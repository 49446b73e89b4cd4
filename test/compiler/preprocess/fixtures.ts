import { readdirSync, readFileSync } from 'node:fs';
import type { IncludeReader } from '../../../compiler/preprocess/include.ts';

/** One example: a sentence, the files with the diagram's own first, and what becomes of it. */
export interface Example {
  readonly sentence: string;
  readonly files: ReadonlyMap<string, string>;
  readonly expected: string;
}

const folder = new URL('./fixtures/', import.meta.url);

/** The examples of all fixture files: `### sentence`, the text, further files behind `--- path`, `==>`, the lines. */
export function readExamples(): Example[] {
  return readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split(/^### /m)
      .slice(1)
      .map((part) => readExample(part)),
  );
}

function readExample(part: string): Example {
  const [, sentence = '', text = '', expected = ''] = /^([^\n]*)\n(.*?)\n==>\n(.*)$/s.exec(part) ?? [];
  const [own = '', ...others] = text.split(/^--- (?=\S+$)/m);
  const files = new Map([['a.puml', own.trimEnd()]]);
  for (const other of others) {
    const [path = '', ...rows] = other.trimEnd().split('\n');
    files.set(path, rows.join('\n'));
  }
  return { sentence, files, expected: expected.trim() };
}

/** Gives the files of an example. */
export function readerOf(files: ReadonlyMap<string, string>): IncludeReader {
  return (path) => {
    const text = files.get(path);
    return text === undefined ? null : { text, file: path };
  };
}
