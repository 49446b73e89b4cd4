import { type Line, restOfLine } from '../text/lines.ts';

/** In Mermaid `;` ends a statement as a line does, unless it ends a character code such as `#35;`. */
export function splitStatements(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) =>
    line.text.includes(';') && !line.text.startsWith('%%') ? splitLine(line) : [line],
  );
}

function splitLine(line: Line): Line[] {
  const { text } = line;
  const parts: Line[] = [];
  let start = 0;
  let code = -1;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset] as string;
    if (character === '#') code = offset;
    else if (character === ';') {
      // A code has at least one letter or digit between its `#` and its `;`.
      if (code < 0 || code === offset - 1) {
        parts.push(restOfLine(line, start, offset));
        start = offset + 1;
      }
      code = -1;
    } else if (!/\w/.test(character)) code = -1;
  }
  return [...parts, restOfLine(line, start)].filter((part) => part.text !== '');
}
