import { type Line, spanOf } from './lines.ts';
import type { Span } from './span.ts';

/** Whether nothing but blanks stands before the line in its file: no mark of a quotation, and no other statement. */
export function beginsRow(line: Line): boolean {
  return line.column === line.indent.length + 1;
}

/**
 * The place of a part of a line, when exactly that part stands there in the author's own file and may be edited; null for
 * what came out of a macro or an include, was put together from several lines, or stands for something else.
 */
export function literalSpan(line: Line, start: number = 0, end: number = line.text.length): Span | null {
  const { via, places } = line;
  if (via.length > 0) return null;
  const covers = (places ?? []).filter(
    ({ at }, index) => at < Math.max(end, start + 1) && (places?.[index + 1]?.at ?? Infinity) > start,
  );
  return covers.length > 1 || covers.some((place) => place.end !== null) ? null : spanOf(line, start, end);
}
