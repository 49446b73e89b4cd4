import { adding, type Edit, type Fix, replacing } from '../diagnostics/fix.ts';
import { type Line, type Replacement, spanOf } from '../text/lines.ts';
import { beginsRow, literalSpan } from '../text/literal.ts';
import type { Span } from '../text/span.ts';

/** Puts another text in place of a part of the line, if just that stands there in the file. */
export function rewriting(line: Line, { start, end, text }: Replacement, safe: boolean): readonly Fix[] {
  const span = literalSpan(line, start, end);
  if (span === null) return [];
  if (start === end) return [adding(text, span, safe)];
  // What is written is told whole, so that `a` instead of `e` needs no guessing.
  const whole = line.text.slice(0, start) + text + line.text.slice(end);
  const { change } = replacing(line.text, whole, span, safe);
  return [{ change, safe, edits: [{ span, text }] }];
}

/** Puts a line of its own behind the last one that is written; null when there is none that something can be put behind. */
export function appending(text: string, indent: string, last: Line | null, safe: boolean): readonly Fix[] {
  const isOpen = last === null || last.text.endsWith('\\') || !beginsRow(last);
  const behind = isOpen ? null : endOf(last);
  return behind === null ? [] : [adding(`\n${indent}${text}`, behind, safe)];
}

/** What is known at the end of a diagram that has left fragments open. */
export interface DiagramEnd {
  readonly lines: readonly Line[];
  /** The last line that is written, if something can be put behind it. */
  readonly last: Line | null;
  /** The language ends open fragments with the diagram. */
  readonly tolerated: boolean;
  /** No line was probably meant as an end. */
  readonly certain: boolean;
}

/**
 * The end of a fragment that nothing closes, at the end of the diagram. Where the language does not say that it ends there, it is
 * certain only when the indentation says that all that follows is inside.
 */
export function closing(word: string, head: Line, end: DiagramEnd): readonly Fix[] {
  const { lines, last, tolerated, certain } = end;
  const inside = (line: Line): boolean =>
    line.indent.length > head.indent.length && line.indent.startsWith(head.indent);
  const divides = (line: Line): boolean =>
    line.indent === head.indent && /^(?:else|and|option|thread)\b/i.test(line.text);
  const isInside = (): boolean =>
    lines.every((line) => line.text === '' || line.line <= head.line || inside(line) || divides(line));
  const safe = certain && (tolerated || isInside());
  return literalSpan(head) === null ? [] : appending(word, head.indent, last, safe);
}

/**
 * In Mermaid `;` ends a statement. Where what follows it on its line is none, it was meant as a part of the text before.
 *
 *     A->>B: accept; continue
 *                  ^ becomes #59;
 */
export function joining(before: Line, line: Line): readonly Fix[] {
  const [first, second] = [literalSpan(before), literalSpan(line)];
  if (first === null || second === null || first.endLine !== second.line) return [];
  const gap = second.column - first.endColumn;
  if (gap !== 1 && gap !== 2) return [];
  const span = { ...first, line: second.line, column: first.endColumn, endColumn: second.column };
  return [replacing(';', gap === 1 ? '#59;' : '#59; ', span, true)];
}

/** Line breaks before the lines that were recovered out of one, and before the `@enduml` at its end. */
export function splitting(whole: Line, lines: readonly Line[]): readonly Fix[] {
  const starts = [...lines.map(({ column }) => column - whole.column), endMark(whole.text)];
  const edits = starts.flatMap((start): readonly Edit[] => {
    const blanks =
      /\s+$/.exec(whole.text.slice(Math.max(0, start - 100), Math.max(0, start)))?.[0].length ?? 0;
    const span = start < 0 ? null : literalSpan(whole, start - blanks, start);
    return span === null ? [] : [{ span, text: '\n' }];
  });
  const [first, ...others] = edits;
  if (!beginsRow(whole)) return [];
  // A line that ends in a backslash would go on in the next.
  const safe = lines.every(({ text }) => !text.endsWith('\\'));
  return first === undefined ? [] : [{ change: { kind: 'split-lines' }, safe, edits: [first, ...others] }];
}

/** Where the end of a diagram stands in a line that holds all of it; -1 when it does not. */
function endMark(text: string): number {
  const found = /[@\\]end[a-z]+\s*$/i.exec(text.slice(-40));
  return found === null ? -1 : Math.max(0, text.length - 40) + found.index;
}

/** A comment that stands behind a text, on a line of its own above; what is behind the text is cut off. */
export function lifting(line: Line, comment: string): readonly Fix[] {
  const start = line.text.length - comment.length;
  const [above, cut] = [
    literalSpan(line, 0, 0),
    literalSpan(line, line.text.slice(0, start).trimEnd().length),
  ];
  // As a line of its own a directive would change the meaning.
  if (above === null || cut === null || comment.includes('@') || !beginsRow(line)) return [];
  const insertion = { span: above, text: `${comment}\n${line.indent}` };
  return [
    { change: { kind: 'lift', text: comment }, safe: false, edits: [insertion, { span: cut, text: '' }] },
  ];
}

/** The place behind all that a line holds; null when it does not simply stand there. */
function endOf(line: Line): Span | null {
  if (literalSpan(line) === null) return null;
  const { file, endLine, endColumn } = spanOf(line);
  return { file, line: endLine, column: endColumn, endLine, endColumn };
}
