/**
 * A place in the author's own file. Lines and columns are 1-based, columns count UTF-16 units, the end is exclusive:
 * `endColumn` is the column after the last character.
 */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The place of a part of a text that stands on one line, from one of its characters up to, and without, another. */
export function spanWithin(span: Span, start: number, end: number): Span {
  return { ...span, column: span.column + start, endColumn: span.column + Math.max(end, start + 1) };
}

/**
 * The smallest span that covers both. Where includes or macros have put together what stands in several files, or what ends above
 * its beginning, it is the first alone.
 */
export function coverSpans(first: Span, last: Span): Span {
  const backwards =
    last.endLine < first.endLine || (last.endLine === first.endLine && last.endColumn < first.endColumn);
  if (last.file !== first.file || backwards) return first;
  return { ...first, endLine: last.endLine, endColumn: last.endColumn };
}
