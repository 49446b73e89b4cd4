import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../text/lines.ts';
import type { Dialect, Message, Note, Statement } from './diagram.ts';
import { lifting, rewriting } from './fixes.ts';

/** What is read as it was meant, or as it stands, and is drawn otherwise or not at all; null for nearly every statement. */
export function reportHabit(statement: Statement, line: Line, dialect: Dialect): Diagnostic | null {
  if (statement.kind === 'message') return reportComment(statement, line, dialect);
  return statement.kind === 'note' ? reportWideNote(statement, line, dialect) : null;
}

/** A comment that was meant to stand behind a message, where there can be none: it is drawn with the label. */
function reportComment({ label }: Message, line: Line, dialect: Dialect): Diagnostic | null {
  const { mark, pattern } = marks[dialect];
  const comment = label.includes(mark) ? (pattern.exec(label)?.[1] ?? '') : '';
  if (comment === '' || !line.text.endsWith(comment)) return null;
  const span = spanOf(line, line.text.length - comment.length);
  return diagnose('comment-in-label', { comment }, span, [], lifting(line, comment));
}

/** What begins a comment, and how one looks that is not a quotation, an address or markup. */
const marks: { readonly [Name in Dialect]: { readonly mark: string; readonly pattern: RegExp } } = {
  plantuml: { mark: " '", pattern: /^[^']*\s('\s[^']*)$/ },
  wsd: { mark: ' //', pattern: /\s(\/\/\s[^/]*)$/ },
  sdo: { mark: ' //', pattern: /\s(\/\/\s[^/]*)$/ },
  mermaid: { mark: ' %%', pattern: /\s(%%[^%]*)$/ },
};

/** A note over three and more, which only the first and the last of them need to name. */
function reportWideNote({ lifelines }: Note, line: Line, dialect: Dialect): Diagnostic | null {
  if (lifelines.length < 3 || (dialect !== 'plantuml' && dialect !== 'mermaid')) return null;
  const middle = /^\w+\s+over\s+[^,:]+(,[^:]*)(?=,[^,:]*)/i.exec(line.text.slice(0, 500));
  const start = middle === null ? 0 : middle[0].length - (middle[1] as string).length;
  const fixes = middle === null ? [] : rewriting(line, { start, end: middle[0].length, text: '' }, false);
  return diagnose('note-over-many', { lifelines: lifelines.length }, spanOf(line), [], fixes);
}
