import { type Line, restOfLine } from '../text/lines.ts';

/**
 * Gives what stands behind the end of a block comment, `'/`, a line of its own, as PlantUML reads it, and so it does with a comment
 * that stands behind something on its line. In the middle of a line it is none.
 */
export function splitComments(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => text.startsWith("/'") || text.endsWith("'/"))) return lines;
  const split: Line[] = [];
  let inside = false;
  for (const line of lines) {
    let rest = line;
    let isComment = false;
    for (;;) {
      const begins: boolean = !inside && rest.text.startsWith("/'");
      const end: number = inside || begins ? rest.text.indexOf("'/", begins ? 2 : 0) : -1;
      isComment = inside || begins || rest.text.startsWith("'");
      inside = (inside || begins) && end < 0;
      if (end < 0 || end + 2 >= rest.text.length) break;
      split.push({ ...restOfLine(rest, 0, end + 2), indent: rest.indent });
      rest = restOfLine(rest, end + 2);
    }
    const comment = isComment ? -1 : commentAtEnd(rest.text);
    if (comment > 0) {
      split.push({ ...restOfLine(rest, 0, comment), indent: rest.indent });
      rest = { ...restOfLine(rest, comment), indent: rest.indent };
    }
    split.push(rest);
  }
  return split;
}

/** Where the comment begins with which the text ends; -1 when it ends with none. */
export function commentAtEnd(text: string): number {
  if (!text.endsWith("'/")) return -1;
  const start = text.lastIndexOf("/'", text.length - 4);
  // What ends before it does is another comment.
  return start < 0 || text.indexOf("'/", start + 2) < text.length - 2 ? -1 : start;
}
