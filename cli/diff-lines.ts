import { diff } from 'node:util';
import { printable } from '../compiler/diagnostics/printable.ts';
import { shownPath } from './shown-path.ts';

/** A file before and after a change. */
export interface ChangedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The lines that change in a file, after the manner of `diff -u`. */
export function diffLines({ file, before, after }: ChangedFile): readonly string[] {
  if (before === after) return [];
  const [old, fresh] = [before, after].map((text) => text.split(/\r\n|\n|\r/)) as [string[], string[]];
  const rows = markedLines(old, fresh);
  return [`--- ${shownPath(file)}`, `+++ ${shownPath(file)}`, ...rows.flatMap(hunkOf(rows))];
}

interface Row {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
  /** In the old and the new text. */
  readonly numbers: readonly [old: number, fresh: number];
}

/** Beyond this many lines a difference is shown as one piece, since looking for the shortest takes too long. */
const linesMax = 20_000;

function markedLines(old: readonly string[], fresh: readonly string[]): readonly Row[] {
  const numbers: [number, number] = [1, 1];
  const changes =
    old.length + fresh.length > linesMax
      ? [...old.map((text) => [1, text] as const), ...fresh.map((text) => [-1, text] as const)]
      : diff(old, fresh);
  return changes.map(([side, text]) => {
    const row = { mark: side === 0 ? ' ' : side > 0 ? '-' : '+', text, numbers: [...numbers] } as Row;
    if (side >= 0) numbers[0]++;
    if (side <= 0) numbers[1]++;
    return row;
  });
}

/** Three lines of context; the head of a hunk stands before the first line that is near a change. */
function hunkOf(rows: readonly Row[]): (row: Row, index: number) => readonly string[] {
  const near = (index: number): boolean =>
    rows.slice(Math.max(0, index - 3), index + 4).some(({ mark }) => mark !== ' ');
  return ({ mark, text, numbers: [old, fresh] }, index) => {
    if (!near(index)) return [];
    const head = index === 0 || !near(index - 1) ? [`@@ -${old} +${fresh} @@`] : [];
    return [...head, `${mark}${printable(text)}`];
  };
}
