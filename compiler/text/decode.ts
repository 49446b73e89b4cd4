import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from './span.ts';

/** The longest line that is read, in UTF-16 units. The longest diagram of the wild has lines a hundredth of it. */
export const longestLine = 100_000;

/** The text of a file, or null with the reason why there is none. A byte order mark is dropped, UTF-16 with one is read. */
export function decodeText(
  bytes: Uint8Array,
  file: string,
): { text: string | null; diagnostics: Diagnostic[] } {
  const refuse = (diagnostic: Diagnostic): { text: null; diagnostics: Diagnostic[] } => ({
    text: null,
    diagnostics: [diagnostic],
  });
  const start: Span = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.includes(0)) {
    return refuse(diagnose('not-text', { reason: 'it holds zero bytes' }, start));
  }
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuse(diagnose('not-text', { reason: `it is not ${encoding.toUpperCase()}` }, start));
  }
  if (text.includes('\0')) return refuse(diagnose('not-text', { reason: 'it holds zero characters' }, start));
  const long = reportLongLine(text, file);
  if (long !== null) return refuse(long);
  if (text.trim() === '') return refuse(diagnose('empty-file', {}, start));
  return { text, diagnostics: [] };
}

/** Finds the first line over the limit. It is given at its start: nobody wants to be shown all of it. */
export function reportLongLine(text: string, file: string): Diagnostic | null {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    // Lines may end with CR, too, but what is short has no long line in it.
    const rows = end - start > longestLine ? text.slice(start, end).split('\r') : [];
    let offset = start;
    for (const { length } of rows) {
      if (length > longestLine) {
        const line = text.slice(0, offset).split(/\r\n|\n|\r/).length;
        const span = { file, line, column: 1, endLine: line, endColumn: 1 };
        return diagnose('line-too-long', { length, limit: longestLine }, span);
      }
      offset += length + 1;
    }
    start = end + 1;
  }
  return null;
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
