import { skipBlanks } from './words.ts';

/** A part of a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What stands between parentheses that open at `open`, split at its commas, without blanks around. */
export interface ArgumentList {
  readonly arguments: readonly Range[];
  /** The offset behind the closing parenthesis. */
  readonly end: number;
}

/** Splits `(a, f(b, c), "d, e")` into three; null when the parentheses are not closed. */
export function splitArguments(text: string, open: number): ArgumentList | null {
  // A lone quotation mark in free text quotes nothing.
  return split(text, open, true) ?? (text.includes('"', open) ? split(text, open, false) : null);
}

function split(text: string, open: number, quotes: boolean): ArgumentList | null {
  const found: Range[] = [];
  let depth = 0;
  let quoted = false;
  let start = open + 1;
  for (let offset = open; offset < text.length; offset++) {
    const character = text[offset];
    if (character === '"' && quotes) quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth++;
    else if (character === ')') depth--;
    if (depth === 0) {
      const last = trimmed(text, start, offset);
      // `()` has no argument, `(,)` has two that are empty.
      if (found.length > 0 || last.start < last.end) found.push(last);
      return { arguments: found, end: offset + 1 };
    }
    if (character === ',' && depth === 1) {
      found.push(trimmed(text, start, offset));
      start = offset + 1;
    }
  }
  return null;
}

function trimmed(text: string, start: number, end: number): Range {
  const from = Math.min(skipBlanks(text, start), end);
  let to = end;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
}
