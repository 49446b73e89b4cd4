import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A diagram that somebody else wrote, with the number of messages that it is known to have. */
export interface CorpusDiagram {
  readonly file: string;
  readonly text: string;
  readonly messages: number;
}

const root = join('..', 'shared', 'corpus');

/** Whether the diagrams of other people are at hand; they are no part of this project. */
export const hasCorpus: boolean = existsSync(join(root, 'MANIFEST.tsv'));

/** The diagrams of one folder of the corpus. */
export function readCorpus(folder: string): CorpusDiagram[] {
  const [head = '', ...rows] = readFileSync(join(root, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return rows
    .map((row) => row.split('\t'))
    .filter((cells) => cells[columns.indexOf('dialect')] === folder)
    .map((cells) => {
      const file = cells[columns.indexOf('file')] as string;
      const messages = Number(cells[columns.indexOf('messages')]);
      return { file, text: readFileSync(join(root, folder, file), 'utf8'), messages };
    });
}
