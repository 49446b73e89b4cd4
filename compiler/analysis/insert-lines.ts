import type { Edit } from '../diagnostics/fix.ts';
import type { Groups, Place } from './drawn-places.ts';

/** Puts lines between the statements of a file, where these have lines of their own. */
export interface LineInserter {
  /** A line above the group, and above the directives that speak of it; null where it shares a line with something else. */
  readonly above: (place: Place, text: string) => Edit | null;
  /** A line below the group and what is drawn beside it. */
  readonly below: (place: Place, text: string) => Edit | null;
}

export function insertLines(source: string, file: string): LineInserter {
  const lines = source.split(/\r\n|\n|\r/);
  return {
    above({ groups, index }, text) {
      let first = index;
      while (first > 0 && isAbove(groups[first - 1])) first--;
      const head = groups[first]?.[0].span;
      const indent = head === undefined ? null : indentOf(groups[first]);
      if (head === undefined || indent === null) return null;
      const at = { file, line: head.line, column: 1, endLine: head.line, endColumn: 1 };
      return { span: at, text: `${indent}${text}\n` };
    },
    below({ groups, index }, text) {
      let last = index;
      while (isBelow(groups[last + 1])) last++;
      const tail = groups[last]?.at(-1)?.span;
      const indent = tail === undefined ? null : indentOf(groups[index]);
      const line = lines[(tail?.endLine ?? 0) - 1];
      if (tail === undefined || indent === null || line === undefined) return null;
      if (tail.file !== file || line.slice(tail.endColumn - 1).trim() !== '') return null;
      const column = line.length + 1;
      const at = { file, line: tail.endLine, column, endLine: tail.endLine, endColumn: column };
      return { span: at, text: `\n${indent}${text}` };
    },
  };

  /** What stands before a statement that begins a line; null when that is more than blanks. */
  function indentOf(group: Groups[number] | undefined): string | null {
    const span = group?.[0].span;
    const before = span?.file === file ? lines[span.line - 1]?.slice(0, span.column - 1) : undefined;
    return before?.trim() === '' ? before : null;
  }
}

/** What belongs to the statement below it. */
function isAbove(group: Groups[number] | undefined): boolean {
  const kind = group?.[0].kind;
  return kind === 'directive' || kind === 'comment';
}

/** What belongs to the statement above it. */
function isBelow(group: Groups[number] | undefined): boolean {
  const kind = group?.[0].kind;
  return kind === 'note' || kind === 'activation';
}
