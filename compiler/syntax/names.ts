import type { Lifelines } from './lifelines.ts';

/** A name read from a line: its text without quotes, and the offsets of what was written. */
export interface ReadName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const closingQuotes: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»' };

/** PlantUML: letters, digits, `_ . @` or a quoted name, at the offset; null when there is none. */
export function readWordOrQuoted(text: string, start: number): ReadName | null {
  const end = wordEnd(text, start);
  return end === start ? readQuoted(text, start) : { name: text.slice(start, end), start, end };
}

/** The offset behind the characters of an unquoted PlantUML name at the offset. */
export function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const length = wordCharacter(text, end);
    if (length === 0) break;
    end += length;
  }
  return end;
}

/** A name in quotes at the offset. The typographic quotes that word processors make are quotes too. */
export function readQuoted(text: string, start: number): ReadName | null {
  const closing = closingQuotes[text[start] ?? ''];
  if (closing === undefined) return null;
  const end = text.indexOf(closing, start + 1);
  return end <= start + 1 ? null : { name: text.slice(start + 1, end), start, end: end + 1 };
}

/**
 * websequencediagrams and sequencediagram.org: a name is everything up to a stop, and may itself hold what looks like
 * one. The longest declared name wins, else the text before the first stop.
 */
export function readFreeName(
  text: string,
  start: number,
  lifelines: Lifelines,
  isStop: (offset: number) => boolean,
): ReadName | null {
  const from = skipBlanks(text, start);
  const quoted = readQuoted(text, from);
  if (quoted !== null && isStop(skipBlanks(text, quoted.end))) return quoted;
  let first: ReadName | null = null;
  let declared: ReadName | null = null;
  for (let offset = from; offset <= text.length; offset++) {
    // Behind the first stop only a declared name is of interest, and none is longer than the longest.
    if (first !== null && offset - from > lifelines.longest + 1) break;
    if (!isStop(offset)) continue;
    const end = trimmedEnd(text, from, offset);
    if (end === from) {
      if (first === null) return null;
      continue;
    }
    const found = { name: text.slice(from, end), start: from, end };
    first ??= found;
    if (lifelines.isDeclared(found.name)) declared = found;
  }
  return declared ?? first;
}

/** The offset behind ` as ` at the offset; null when something else is there. */
export function behindAs(text: string, start: number): number | null {
  const word = skipBlanks(text, start);
  const code = text.charCodeAt(word);
  if (word === start || (code !== 97 && code !== 65) || !/^as$/i.test(text.slice(word, word + 2)))
    return null;
  const behind = skipBlanks(text, word + 2);
  return behind === word + 2 ? null : behind;
}

/** The offset of the first character from `start` on that is not a blank. */
export function skipBlanks(text: string, start: number): number {
  let offset = start;
  while (offset < text.length && isBlank(text.charCodeAt(offset))) offset++;
  return offset;
}

/** The offset behind the last character before `end` that is not a blank. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let offset = end;
  while (offset > start && isBlank(text.charCodeAt(offset - 1))) offset--;
  return offset;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));
}

/** How many UTF-16 units the character of an unquoted PlantUML name takes at the offset; 0 when it is none. */
export function wordCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code < 128) return isAsciiWord(code) ? 1 : 0;
  const character = String.fromCodePoint(text.codePointAt(offset) as number);
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? character.length : 0;
}

/** A letter, a digit, `_`, `.` or `@`. */
function isAsciiWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 64 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 46
  );
}

/** Whether PlantUML takes the name without quotes. */
export function isWord(name: string): boolean {
  return readWordOrQuoted(name, 0)?.end === name.length && readQuoted(name, 0) === null;
}

/** Whether Mermaid takes the text for a name: it may hold blanks and dashes inside, but nothing that arrows begin with. */
export function isMermaidName(name: string): boolean {
  return name !== '' && !/[+<>:,]|^-|-$/.test(name);
}
