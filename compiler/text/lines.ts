import type { Related } from '../diagnostics/diagnostic.ts';
import { edgesBetween, type Place, type Places, placesBetween, shiftPlaces } from './places.ts';
import type { Span } from './span.ts';

/** One line to parse. Its text has neither indentation nor trailing blanks; `places` lead back to the author's file. */
export interface Line {
  readonly file: string;
  readonly text: string;
  readonly indent: string;
  /** Where the text begins. */
  readonly line: number;
  readonly column: number;
  /**
   * Where the text from each offset `at` on stands, when the line was put together from several or stands for what is
   * written elsewhere; null when all of it is what the file holds there, as in nearly every line.
   */
  readonly places: Places | null;
  /** Through which includes it came and out of which macro, outermost first; empty when it simply stands where it stands. */
  readonly via: readonly Related[];
}

/** The lines of a text. Lines end with LF, CR LF or CR, whatever the file mixes. */
export function splitLines(text: string, file: string): Line[] {
  const unix = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return unix.split('\n').map((raw, index) => makeLine(raw, file, index + 1));
}

/** A line from all that its file holds there. */
export function makeLine(raw: string, file: string, line: number): Line {
  const start = raw.trimStart();
  const offset = raw.length - start.length;
  const indent = offset === 0 ? '' : raw.slice(0, offset);
  return { file, text: start.trimEnd(), indent, line, column: 1 + offset, places: null, via: nothing };
}

const nothing: readonly [] = [];

/** Lines that go on in the next one, as one line: each but the last loses the backslash at its end. */
export function joinContinued(rows: readonly [Line, ...Line[]]): Line {
  const [first] = rows;
  const last = rows.length - 1;
  let own: Line = first;
  let text = '';
  const places: Place[] = [];
  for (const [index, row] of rows.entries()) {
    // Before a row that is indented a blank takes the place of the line break.
    if (index > 0 && row.indent !== '') text += ' ';
    // What comes from another file stands for the end of the line that it was put behind.
    if (row.file === first.file) own = row;
    const stands = row.file === first.file ? placesOf(row) : ([endPlace(own)] as const);
    for (const place of shiftPlaces(stands, text.length)) places.push(place);
    text += index === last ? row.text : row.text.slice(0, -1);
  }
  return { ...first, text: text.trimEnd(), places: places as [Place, ...Place[]] };
}

function endPlace(line: Line): Place {
  const { endLine, endColumn } = spanOf(line);
  return { at: 0, line: endLine, column: endColumn, end: { line: endLine, column: endColumn } };
}

/** Puts lines of one file behind each other, with blanks between them. */
export function joinRows(rows: readonly [Line, ...Line[]]): Line {
  const places: Place[] = [];
  let at = 0;
  for (const row of rows) {
    for (const place of shiftPlaces(placesOf(row), at)) places.push(place);
    at += row.text.length + 1;
  }
  return { ...rows[0], text: rows.map(({ text }) => text).join(' '), places: places as [Place, ...Place[]] };
}

/** A part of a line, and what is to stand there. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line with parts of it replaced, which must be in order; what replaces a part has the place of that part. */
export function replaceParts(line: Line, parts: readonly Replacement[]): Line {
  if (parts.length === 0) return line;
  const old = placesOf(line);
  const places: Place[] = [];
  const texts: string[] = [];
  let length = 0;
  let from = 0;
  const add = (text: string, own: Places): void => {
    if (text === '') return;
    for (const place of shiftPlaces(own, length)) places.push(place);
    texts.push(text);
    length += text.length;
  };
  const copy = (to: number): void => add(line.text.slice(from, to), placesBetween(old, from, to));
  for (const { start, end, text } of parts) {
    copy(start);
    const span = spanOf(line, start, end);
    const here = { line: span.endLine, column: span.endColumn };
    add(text, [{ at: 0, line: span.line, column: span.column, end: here }]);
    from = end;
  }
  copy(line.text.length);
  const [first = old[0], ...others] = places;
  const replaced = { ...line, text: texts.join(''), places: [first, ...others] as const };
  return { ...restOfLine(replaced, 0), indent: line.indent };
}

/** The line at another place, for all of whose text it stands. */
export function placeLine(line: Line, span: Span, via: readonly Related[]): Line {
  const end = { line: span.endLine, column: span.endColumn };
  const place: Place = { at: 0, line: span.line, column: span.column, end };
  return { ...line, file: span.file, line: span.line, column: span.column, places: [place], via };
}

/** The part of a line from offset `start` on, as a line of its own. */
export function restOfLine(line: Line, start: number, end: number = line.text.length): Line {
  const raw = line.text.slice(start, end);
  const trimmed = raw.trimStart();
  const from = start + raw.length - trimmed.length;
  const places = line.places === null ? null : placesBetween(line.places, from, end);
  return {
    file: line.file,
    text: trimmed.trimEnd(),
    indent: '',
    line: places === null ? line.line : places[0].line,
    column: places === null ? line.column + from : places[0].column,
    places,
    via: line.via,
  };
}

/** The place of the characters from offset `start` to `end` of a line; without them, of all its text. */
export function spanOf(line: Line, start: number = 0, end: number = line.text.length): Span {
  const { file, places } = line;
  if (places !== null) return { file, ...edgesBetween(places, start, end) };
  const { line: row, column } = line;
  return { file, line: row, column: column + start, endLine: row, endColumn: column + end };
}

function placesOf({ places, line, column }: Line): Places {
  return places ?? [{ at: 0, line, column, end: null }];
}

/** The text of a block over several lines, without the indentation that all its lines share. */
export function blockText(lines: readonly Line[]): string {
  let shared: string | null = null;
  for (const { text, indent } of lines) {
    if (text === '') continue;
    shared = shared === null ? indent : sharedStart(shared, indent);
  }
  const cut = shared?.length ?? 0;
  return lines.map(({ text, indent }) => (text === '' ? '' : indent.slice(cut) + text)).join('\n');
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
