import type { Related } from '../diagnostics/diagnostic.ts';
import type { Span } from './span.ts';

/** One line to parse. Its text has neither indentation nor trailing blanks; `places` lead back to the author's file. */
export interface Line {
  readonly file: string;
  readonly text: string;
  readonly indent: string;
  /** Where the text from offset `at` on stands; one entry, unless the line was put together from several. */
  readonly places: readonly Place[];
  /** Through which includes it came and out of which macro, outermost first; empty when it simply stands where it stands. */
  readonly via: readonly Related[];
}

interface Place {
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** Null when the text is what the file holds there; else it stands for what the file holds from there up to here. */
  readonly end: { readonly line: number; readonly column: number } | null;
}

/** The lines of a text. Lines end with LF, CR LF or CR, whatever the file mixes. */
export function splitLines(text: string, file: string): Line[] {
  return text.split(/\r\n|\n|\r/).map((raw, index) => makeLine(raw, file, index + 1, 1));
}

/** A line from its raw text, which begins at the given place. */
export function makeLine(raw: string, file: string, line: number, column: number): Line {
  const start = raw.trimStart();
  const offset = raw.length - start.length;
  return {
    file,
    text: start.trimEnd(),
    indent: raw.slice(0, offset),
    places: [{ at: 0, line, column: column + offset, end: null }],
    via: [],
  };
}

/** Puts `second` behind the first `length` characters of `first`. */
export function joinLines(first: Line, length: number, second: Line): Line {
  const glue = second.indent === '' ? '' : ' ';
  const at = length + glue.length;
  // What comes from another file stands for the end of the line that it was put behind.
  const places = second.file === first.file ? second.places : [endPlace(first)];
  return {
    ...first,
    text: first.text.slice(0, length) + glue + second.text,
    places: [...first.places, ...places.map((place) => ({ ...place, at: at + place.at }))],
  };
}

function endPlace(line: Line): Place {
  const { endLine, endColumn } = spanOf(line);
  return { at: 0, line: endLine, column: endColumn, end: { line: endLine, column: endColumn } };
}

/** Puts lines of one file behind each other, with blanks between them. */
export function joinRows(rows: readonly [Line, ...Line[]]): Line {
  const places: Place[] = [];
  let at = 0;
  for (const { places: own, text } of rows) {
    for (const place of own) places.push({ ...place, at: at + place.at });
    at += text.length + 1;
  }
  return { ...rows[0], text: rows.map(({ text }) => text).join(' '), places };
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
  const places: Place[] = [];
  const texts: string[] = [];
  let length = 0;
  let from = 0;
  const add = (text: string, own: readonly Place[]): void => {
    if (text === '') return;
    for (const place of own) places.push({ ...place, at: length + place.at });
    texts.push(text);
    length += text.length;
  };
  const copy = (to: number): void => add(line.text.slice(from, to), placesBetween(line.places, from, to));
  for (const { start, end, text } of parts) {
    copy(start);
    const span = spanOf(line, start, end);
    const here = { line: span.endLine, column: span.endColumn };
    add(text, [{ at: 0, line: span.line, column: span.column, end: here }]);
    from = end;
  }
  copy(line.text.length);
  if (places.length === 0) places.push(line.places[0] as Place);
  return { ...restOfLine({ ...line, text: texts.join(''), places }, 0), indent: line.indent };
}

/** The line at another place, for all of whose text it stands. */
export function placeLine(line: Line, span: Span, via: readonly Related[]): Line {
  const end = { line: span.endLine, column: span.endColumn };
  const places = [{ at: 0, line: span.line, column: span.column, end }];
  return { ...line, file: span.file, places, via };
}

/** The part of a line from offset `start` on, as a line of its own. */
export function restOfLine(line: Line, start: number, end: number = line.text.length): Line {
  const raw = line.text.slice(start, end);
  const trimmed = raw.trimStart();
  const from = start + raw.length - trimmed.length;
  return {
    file: line.file,
    text: trimmed.trimEnd(),
    indent: '',
    places: placesBetween(line.places, from, end),
    via: line.via,
  };
}

/** The place of the characters from offset `start` to `end` of a line; without them, of all its text. */
export function spanOf(line: Line, start: number = 0, end: number = line.text.length): Span {
  const first = line.places[indexAt(line.places, start)] as Place;
  // The end is exclusive: it lies behind the last character, not before the first of the next place.
  const last = line.places[indexAt(line.places, Math.max(start, end - 1))] as Place;
  return {
    file: line.file,
    line: first.line,
    column: columnAt(first, start),
    endLine: last.end?.line ?? last.line,
    endColumn: last.end?.column ?? columnAt(last, end),
  };
}

/** The places of the text between two offsets, of which the first becomes 0. */
function placesBetween(places: readonly Place[], start: number, end: number): Place[] {
  const index = indexAt(places, start);
  const first = places[index] as Place;
  const found = [{ ...first, at: 0, column: columnAt(first, start) }];
  for (let next = index + 1; next < places.length && (places[next] as Place).at < end; next++) {
    const place = places[next] as Place;
    found.push({ ...place, at: place.at - start });
  }
  return found;
}

function columnAt(place: Place, offset: number): number {
  return place.end === null ? place.column + offset - place.at : place.column;
}

/** The last place that begins at or before the offset. */
function indexAt(places: readonly Place[], offset: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] as Place).at > offset) high = middle - 1;
    else low = middle;
  }
  return low;
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
