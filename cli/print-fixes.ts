import { diff } from 'node:util';
import { type AppliedFix, applyFix } from '../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { titleOf } from '../compiler/diagnostics/fix.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { FixedFile } from './fix-files.ts';
import { shownPath } from './shown-path.ts';

/** A line for each fix; `done` is what the line begins with. */
export function fixLines(fixed: readonly FixedFile[], done: 'fixed' | 'would fix'): readonly string[] {
  return fixed.flatMap(({ applied }) => applied.map((one) => fixLine(one, done)));
}

function fixLine({ diagnostic, fix }: AppliedFix, done: string): string {
  const { file, line, column } = diagnostic.span;
  return `${done} ${shownPath(file)}:${line}:${column}: ${diagnostic.name}: ${printable(titleOf(fix))}`;
}

/** The edits that would settle a race, each as what it changes; nobody makes them unasked, as they change the meaning. */
export function repairLines(
  { fixes, span: { file } }: Diagnostic,
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const source = sources.get(file);
  if (source === undefined) return [];
  return fixes
    .filter(({ change: { kind } }) => kind === 'weaken' || kind === 'strengthen')
    .flatMap((fix) => {
      const changed = diffLines({ file, before: source, after: applyFix(source, fix) });
      return [`  to ${printable(titleOf(fix))}`, ...changed.map((line) => `    ${line}`), ''];
    });
}

/** The lines that the fixes of a file change, after the manner of `diff -u`. */
export function diffLines({
  file,
  before,
  after,
}: Pick<FixedFile, 'file' | 'before' | 'after'>): readonly string[] {
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
