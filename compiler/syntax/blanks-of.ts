/**
 * What is written, with the blanks of what is printed. Both must hold the same characters but for blanks, the case of letters,
 * and quotes that the author did not need; else it stays as it is written. A line that goes on in the next one is broken
 * where it was.
 */
export function blanksOf(printed: string, written: string): string {
  const parts: string[] = [];
  let at = 0;
  let open = false;
  let offset = 0;
  while (offset < written.length) {
    const character = written[offset] as string;
    const continued =
      character === '\\' ? continuation.exec(written.slice(offset, offset + 1_000))?.[0] : undefined;
    if (continued !== undefined) {
      parts.push(blanksBefore(written, offset), continued);
      offset += continued.length;
      at = skipBlanks(printed, at);
      continue;
    }
    offset++;
    if (isBlank(character)) continue;
    const next = skipBlanks(printed, at);
    const other = printed[next];
    if (other !== undefined && isSame(character, other)) {
      parts.push(printed.slice(at, next), character);
      at = next + 1;
    } else if (quotes.includes(character)) {
      // The blank stands before the quote that opens, and behind the one that closes.
      parts.push(open ? '' : printed.slice(at, next), character);
      if (!open) at = next;
    } else return written;
    if (quotes.includes(character)) open = !open;
  }
  return printed.slice(at).trim() === '' ? parts.join('') : written;
}

/** The end of a line that goes on in the next one, with what that is indented by. */
const continuation = /^\\[^\S\r\n]*(?:\r\n|\n|\r)\s*/;

const quotes = '"“”«»';

function isSame(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase() || (quotes.includes(a) && quotes.includes(b));
}

function isBlank(character: string): boolean {
  return /\s/.test(character);
}

function skipBlanks(text: string, start: number): number {
  let offset = start;
  while (offset < text.length && isBlank(text[offset] as string)) offset++;
  return offset;
}

function blanksBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && /[^\S\r\n]/.test(text[start - 1] as string)) start--;
  return text.slice(start, end);
}
