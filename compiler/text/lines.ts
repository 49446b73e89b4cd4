import type { Span } from './span.ts';

/** One line to parse. Its text has neither indentation nor trailing blanks; `places` lead back to the author's file. */
export interface Line {
  readonly file: string;
  readonly text: string;
  readonly indent: string;
  /** Where the text from offset `at` on stands; one entry, unless the line was put together from several. */
  readonly places: readonly Place[];
}

interface Place {
  readonly at: number;
  readonly line: number;
  readonly column: number;
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
    places: [{ at: 0, line, column: column + offset }],
  };
}

/** Puts `second` behind the first `length` characters of `first`. */
export function joinLines(first: Line, length: number, second: Line): Line {
  const glue = second.indent === '' ? '' : ' ';
  const at = length + glue.length;
  return {
    ...first,
    text: first.text.slice(0, length) + glue + second.text,
    places: [...first.places, ...second.places.map((place) => ({ ...place, at: at + place.at }))],
  };
}

/** The part of a line from offset `start` on, as a line of its own. */
export function restOfLine(line: Line, start: number, end: number = line.text.length): Line {
  const { file, text, places } = line;
  const raw = text.slice(start, end);
  const trimmed = raw.trimStart();
  const from = start + raw.length - trimmed.length;
  const first = placeAt(places, from);
  const later = places.filter((place) => place.at > from && place.at < end);
  return {
    file,
    text: trimmed.trimEnd(),
    indent: '',
    places: [
      { at: 0, line: first.line, column: first.column + from - first.at },
      ...later.map((place) => ({ ...place, at: place.at - from })),
    ],
  };
}

/** The place of the characters from offset `start` to `end` of a line; without them, of all its text. */
export function spanOf(line: Line, start: number = 0, end: number = line.text.length): Span {
  const first = placeAt(line.places, start);
  // The end is exclusive: it lies behind the last character, not before the first of the next place.
  const last = placeAt(line.places, Math.max(start, end - 1));
  return {
    file: line.file,
    line: first.line,
    column: first.column + start - first.at,
    endLine: last.line,
    endColumn: last.column + end - last.at,
  };
}

function placeAt(places: readonly Place[], offset: number): Place {
  let found = places[0] as Place;
  for (const place of places) {
    if (place.at > offset) break;
    found = place;
  }
  return found;
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
