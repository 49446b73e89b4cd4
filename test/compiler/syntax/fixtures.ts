import { readdirSync, readFileSync } from 'node:fs';

/** One example of a fixture file: a sentence, a text and what is read from it. */
export interface Example {
  readonly file: string;
  readonly sentence: string;
  readonly text: string;
  readonly outline: string;
}

const folder = new URL('./fixtures/', import.meta.url);

/** The examples of all fixture files: `### sentence`, the text, `==>`, the outline. */
export function readExamples(): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split(/^### /m)
        .slice(1)
        .map((part) => readExample(file, part)),
    );
}

function readExample(file: string, part: string): Example {
  const [, sentence, text, outline] = /^([^\n]*)\n(.*?)\n==>\n(.*)$/s.exec(part) ?? [];
  if (sentence === undefined || text === undefined || outline === undefined) {
    throw new Error(`${file}: an example without ==>: ${part.slice(0, 60)}`);
  }
  return { file, sentence, text, outline: outline.trim() };
}
