import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { diagramExtensions } from '../../cli/find-diagrams.ts';

/** Where diagrams of other people are, when somebody has put them beside the checkout; they are no part of the project. */
export const sharedCorpus: string = join('..', 'shared', 'corpus');

/** Whether they are there. */
export const hasCorpus: boolean = existsSync(join(sharedCorpus, manifest()));

/** A file with a diagram that somebody else wrote, and what its manifest knows of it. */
export interface CorpusFile {
  /** The folder that it is in. */
  readonly set: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** How many arrows are drawn in it; null when nobody has counted. */
  readonly messages: number | null;
  /** Why the tool that the diagram was written for rejects it; null when it does not. */
  readonly broken: string | null;
}

/** The diagrams of one set. */
export function readSet(set: string): CorpusFile[] {
  return readCorpus(sharedCorpus).filter((one) => one.set === set);
}

/** What the manifest of a folder lists, or, in a folder without one, every file that ends as diagrams do. */
export function readCorpus(folder: string): CorpusFile[] {
  if (!existsSync(join(folder, manifest()))) return readFolder(folder);
  const [head = '', ...rows] = readFileSync(join(folder, manifest()), 'utf8').trimEnd().split(/\r?\n/);
  const columns = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const [set, file] = [cell('dialect'), cell('file')];
    const counted = cell('messages');
    return {
      set,
      file,
      bytes: readFileSync(join(folder, set, file)),
      messages: counted === '' ? null : Number(counted),
      broken: cell('broken') === '' ? null : cell('broken'),
    };
  });
}

function readFolder(folder: string): CorpusFile[] {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return files
    .filter((file) => diagramExtensions.has(/\.\w+$/.exec(file)?.[0] ?? '') && !file.includes('node_modules'))
    .toSorted()
    .map((file) => ({
      set: dirname(file).split(sep)[0] ?? '.',
      file,
      bytes: readFileSync(join(folder, file)),
      messages: null,
      broken: null,
    }));
}

/** A function, as the constant above it is made before one here would be. */
function manifest(): string {
  return 'MANIFEST.tsv';
}
