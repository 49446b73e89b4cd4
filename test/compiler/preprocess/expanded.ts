import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { Preprocessed } from '../../../compiler/preprocess/preprocess.ts';
import { type Line, spanOf } from '../../../compiler/text/lines.ts';
import type { Span } from '../../../compiler/text/span.ts';

/** What became of a diagram, one line each: its place, its text, and behind `<` how it came there. */
export function expanded({ lines, diagnostics }: Preprocessed): string {
  const written = lines.filter(({ text }) => text !== '').map(showLine);
  return [...written, ...diagnostics.map(showDiagnostic)].join('\n');
}

function showLine(line: Line): string {
  const via = line.via.map(({ span }) => ` < ${span.file}:${span.line}`).join('');
  return `${place(spanOf(line))} ${line.text}${via}`;
}

function showDiagnostic({ name, args, span, related }: Diagnostic): string {
  const values = Object.values(args).filter((value) => value !== null);
  const shown = values.map((value) => ` "${String(value)}"`).join('');
  return `! ${place(span)} ${name}${shown}${related.map((one) => ` < ${one.span.file}:${one.span.line}`).join('')}`;
}

function place({ file, line, column, endLine, endColumn }: Span): string {
  const own = file === 'a.puml' ? '' : `${file}:`;
  return `${own}${line}:${column}-${endLine === line ? '' : `${endLine}:`}${endColumn}`;
}
