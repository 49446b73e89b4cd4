import { type Line, restOfLine } from '../text/lines.ts';

/**
 * In Mermaid `;` ends a statement as a line does, unless it ends a character code such as `#35;` or stands behind a `#` that begins
 * none, which takes the rest of the line with it. What stands above `sequenceDiagram` and in a description is no statement.
 */
export function splitStatements(lines: readonly Line[]): Line[] {
  let began = false;
  let described = false;
  return lines.flatMap((line) => {
    const { text } = line;
    if (!began && !header.test(text)) return [line];
    if (described || /^accDescr\s*\{/i.test(text)) {
      described = !text.includes('}');
      return [line];
    }
    const parts = text.includes(';') && !/^%%|^#/.test(text) ? splitLine(line) : [line];
    if (began) return parts;
    began = true;
    return parts.flatMap((part, index) => (index === 0 ? splitHeader(part) : [part]));
  });
}

const header = /^sequenceDiagram(?=[\s:;]|$)/i;

/** A statement may follow the header on its line. */
function splitHeader(line: Line): Line[] {
  const length = /^sequenceDiagram\s+(?=[^\s%#:])/i.exec(line.text)?.[0].length;
  if (length === undefined) return [line];
  return [restOfLine(line, 0, length), restOfLine(line, length)];
}

function splitLine(line: Line): Line[] {
  const { text } = line;
  const cut = cutOf(text);
  const parts: Line[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/#\w+;|;/g)) {
    if (index >= cut) break;
    if (text[index] === '#') continue;
    parts.push(restOfLine(line, start, index));
    start = index + 1;
  }
  return [...parts, restOfLine(line, start)].filter((part) => part.text !== '');
}

/** Where Mermaid takes a `#` for the beginning of a comment, in the middle of whatever it is; the length of the text if nowhere. */
export function cutOf(text: string): number {
  const cut = text.search(/#(?!\w+;)/);
  return cut < 0 ? text.length : cut;
}
