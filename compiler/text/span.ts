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

/** The smallest span that covers both, which must lie in one file. */
export function coverSpans(first: Span, last: Span): Span {
  return { ...first, endLine: last.endLine, endColumn: last.endColumn };
}
