import type { Construct } from './construct.ts';
import type { Dialect } from './diagram.ts';
import { dialects } from './dialects.ts';

/**
 * The constructs of a dialect that could read the line, in the order in which they are tried. It leaves out only what the
 * first two characters rule out, so that the answer is the same as if all were tried.
 */
export function constructsFor(dialect: Dialect, text: string): readonly Construct[] {
  tables[dialect] ??= emptyTable();
  const known = tables[dialect];
  const key = classAt(text, 0) * classes + classAt(text, 1);
  const found = known[key] ?? null;
  if (found !== null) return found;
  const constructs = dialects[dialect].filter(
    ({ begins }) => begins?.some((word) => couldBegin(text, word)) ?? true,
  );
  known[key] = constructs;
  return constructs;
}

/** Whether the text may begin with the word, by the classes of its first two characters. */
function couldBegin(text: string, word: string): boolean {
  return [0, 1].every((offset) => offset >= word.length || classAt(text, offset) === classAt(word, offset));
}

/** All characters that are not ASCII are of one class, and so is what stands behind the end. */
const classes = 129;

function classAt(text: string, offset: number): number {
  if (offset >= text.length) return 128;
  const code = text.charCodeAt(offset);
  // Words may be written in large letters.
  if (code >= 65 && code <= 90) return code + 32;
  return code < 128 ? code : 128;
}

/** By the classes of the first two characters; filled as they are met. */
type Table = (readonly Construct[] | null)[];

const tables: { [Name in Dialect]?: Table } = {};

/** It has a place for everything, as an engine is slow with arrays that have few elements far apart. */
function emptyTable(): Table {
  return Array.from<Table[number]>({ length: classes * classes }).fill(null);
}
