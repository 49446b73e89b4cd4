import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import type { Reader } from '../construct.ts';
import { rewriting } from '../fixes.ts';
import { cutOf } from '../mermaid-lines.ts';
import { skipBlanks } from '../names.ts';

/** A text at the end of a line, with what says how it is broken: `:wrap: text`, `nowrap: text`. */
export interface MermaidText {
  readonly text: string;
  /** `wrap`, `nowrap` or nothing. */
  readonly wrap: string;
  /** Where the text begins. */
  readonly start: number;
}

/** Reads the text from an offset on, and tells when Mermaid does not show all of it. */
export function readText(line: Line, offset: number, reader: Reader): MermaidText {
  const from = Math.min(skipBlanks(line.text, offset), line.text.length);
  const mark = /^:?((?:no)?wrap):\s*/i.exec(line.text.slice(from, from + 40));
  const start = from + (mark?.[0].length ?? 0);
  const text = line.text.slice(start);
  const cut = cutOf(text);
  if (cut < text.length) {
    const span = spanOf(line, start + cut);
    // Behind a blank and before one it may be a comment that was meant.
    const certain = !/\s#(?:\s|$)/.test(text.slice(Math.max(0, cut - 1), cut + 2));
    const code = { start: start + cut, end: start + cut + 1, text: '#35;' };
    const args = { shown: text.slice(0, cut).trim() };
    // Once the `#` is none any more, a `;` behind it would end the statement.
    const fixes = text.includes(';', cut) ? [] : rewriting(line, code, certain);
    reader.report(diagnose('label-cut', args, span, [], fixes));
  }
  return { text, wrap: mark?.[1]?.toLowerCase() ?? '', start };
}

/** A text as it is written, behind a colon or a keyword. */
export function printText(wrap: string, text: string): string {
  return wrap === '' ? text : `${wrap}: ${text}`.trimEnd();
}
