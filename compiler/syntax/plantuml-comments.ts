import { type Line, restOfLine } from '../text/lines.ts';

/** Gives what stands behind the end of a block comment, `'/`, a line of its own, as PlantUML reads it. */
export function splitComments(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => text.startsWith("/'"))) return lines;
  const split: Line[] = [];
  let inside = false;
  for (const line of lines) {
    let rest = line;
    for (;;) {
      const begins: boolean = !inside && rest.text.startsWith("/'");
      const end: number = inside || begins ? rest.text.indexOf("'/", begins ? 2 : 0) : -1;
      inside = (inside || begins) && end < 0;
      if (end < 0 || end + 2 >= rest.text.length) break;
      split.push({ ...restOfLine(rest, 0, end + 2), indent: rest.indent });
      rest = restOfLine(rest, end + 2);
    }
    split.push(rest);
  }
  return split;
}
