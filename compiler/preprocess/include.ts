import { findBlocks } from '../syntax/plantuml-blocks.ts';
import { splitComments } from '../syntax/plantuml-comments.ts';
import { reportLongLine } from '../text/decode.ts';
import { type Line, restOfLine, splitLines } from '../text/lines.ts';

/** A file that was included: its text, and the path that places in it carry. */
export interface IncludedFile {
  readonly text: string;
  readonly file: string;
}

/**
 * Gives the file of an include; `from` is the file whose line includes it. `refused` says why a file is not given; null is that
 * there is none. The compiler reads no file itself.
 */
export type IncludeReader = (
  path: string,
  from: string,
) => IncludedFile | { readonly refused: string } | null;

/** A file that was given, and what was asked for: enough to read the diagram again where no file can be read. */
export interface GivenInclude extends IncludedFile {
  readonly path: string;
  readonly from: string;
}

/** Gives again what was given. */
export function replayIncludes(given: readonly GivenInclude[]): IncludeReader {
  return (path, from) => given.find((one) => one.path === path && one.from === from) ?? null;
}

/** What an include names: a file, and perhaps a diagram or a `!startsub` in it. */
export interface IncludePath {
  readonly path: string;
  readonly part: string | null;
}

/** `file`, `file!part`, `"file"`. */
export function includePath(written: string): IncludePath {
  const path = /^"([^"]*)"$/.exec(written)?.[1] ?? written;
  const mark = path.lastIndexOf('!');
  return mark <= 0
    ? { path, part: null }
    : { path: path.slice(0, mark).trim(), part: path.slice(mark + 1).trim() };
}

/** Why a path is not even looked for; null when it may be. */
export function refusal({ path }: IncludePath): string | null {
  if (path.startsWith('<')) return "PlantUML's own library is not part of this program";
  if (/^[a-z][a-z\d+.-]+:/i.test(path) && !/^[a-z]:[\\/]/i.test(path)) return 'addresses are never fetched';
  return path === '' ? 'it names no file' : null;
}

/** The lines of a file; null when one of them is too long to be read. */
export function linesOf({ text, file }: IncludedFile): Line[] | null {
  if (reportLongLine(text, file) !== null) return null;
  return splitLines(text.startsWith('\uFEFF') ? text.slice(1) : text, file);
}

/** What an include of a file puts in: a diagram of it, by name or number from 0, the first one, or all of its lines. */
export function includedLines(lines: readonly Line[], part: string | null): readonly Line[] | null {
  const blocks = findBlocks(lines);
  if (part === null) return blocks[0]?.section.lines ?? splitComments(lines);
  const named = blocks.find(({ section }) => section.name === part);
  return (named ?? (/^\d+$/.test(part) ? blocks[Number(part)] : undefined))?.section.lines ?? null;
}

/** The lines between all `!startsub NAME` and `!endsub`, wherever in the text they stand; null when there are none. */
export function linesOfSub(lines: readonly Line[], name: string): readonly Line[] | null {
  const found: Line[] = [];
  let inside = false;
  let any = false;
  for (const line of lines) {
    const mark = /^!\s*(startsub|end\s*sub)\s*/i.exec(line.text.slice(0, 100));
    if (mark === null) {
      if (inside) found.push(line);
      continue;
    }
    inside = mark[1]?.toLowerCase() === 'startsub' && restOfLine(line, mark[0].length).text === name;
    any ||= inside;
  }
  return any ? splitComments(found) : null;
}
