import type { Construct } from './construct.ts';
import type { Dialect } from './diagram.ts';
import { dialects } from './dialects.ts';

/**
 * The constructs of a dialect that could read the line, in the order in which they are tried. It leaves out only what the
 * first two characters rule out, so that the answer is the same as if all were tried.
 */
export function constructsFor(dialect: Dialect, text: string): readonly Construct[] {
  const known = tables[dialect];
  const key = classOf(text.charCodeAt(0)) * classes + classOf(text.charCodeAt(1));
  const found = known[key];
  if (found !== undefined) return found;
  const constructs = dialects[dialect].filter(
    ({ begins }) => begins?.some((word) => couldBegin(text, word)) ?? true,
  );
  known[key] = constructs;
  return constructs;
}

/** Whether the text may begin with the word, by the classes of its first two characters. */
function couldBegin(text: string, word: string): boolean {
  return [0, 1].every(
    (offset) => offset >= word.length || isSame(text.charCodeAt(offset), word.charCodeAt(offset)),
  );
}

function isSame(code: number, wanted: number): boolean {
  return classOf(code) === classOf(wanted);
}

/** All characters that are not ASCII are of one class, and so is what stands behind the end. */
const classes = 129;

function classOf(code: number): number {
  // Words may be written in large letters.
  if (code >= 65 && code <= 90) return code + 32;
  return code < 128 ? code : 128;
}

/** By the classes of the first two characters; filled as they are met. */
const tables: { readonly [Name in Dialect]: (readonly Construct[])[] } = {
  plantuml: [],
  wsd: [],
  sdo: [],
  mermaid: [],
};
