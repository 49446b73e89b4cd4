import type { Diagram, Fragment, Operand, Statement } from './diagram.ts';

/** How one dialect writes what needs more than its own text. Each function gives whole lines, without indentation. */
export interface Notation {
  readonly start: (diagram: Diagram) => readonly string[];
  readonly end: readonly string[];
  readonly commentMark: string;
  readonly statement: (statement: Exclude<Statement, Fragment | PlainStatement>) => readonly string[];
  readonly head: (fragment: Fragment) => string;
  /** The line above a further operand; null where none stands. */
  readonly operand: (operand: Operand, fragment: Fragment) => string | null;
  readonly fragmentEnd: (fragment: Fragment) => string;
}

/** Statements that keep their text as it was written, or are written alike everywhere. */
type PlainStatement = Extract<
  Statement,
  { kind: 'comment' | 'prose' | 'class' | 'style' | 'unknown' | 'directive' }
>;

/** The parts that are not empty, with a blank between them. */
export function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** The head of a fragment or an operand: colours stand directly behind the keyword, the label behind a blank. */
export function headWords(keyword: string, decoration: string, label: string): string {
  // A label may begin with what looks like a colour; it stays a label when the colours' places are taken.
  const glue = decoration === '' || (!decoration.includes(' ') && label.startsWith('#')) ? ' ' : '';
  return words(`${keyword}${glue}${decoration}`.trimEnd(), label);
}

/** A title on one line; a colon behind the keyword is no part of the text, so a text that begins with one gets another. */
export function titleLine(text: string): string {
  return words(text.startsWith(':') ? 'title:' : 'title', text);
}

/** The lines of a block, which stand deeper than the line that opens it; a blank line stays blank. */
export function blockLines(text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}
