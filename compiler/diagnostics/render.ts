import type { Span } from '../text/span.ts';
import { describe } from './describe.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { type Excerpt, excerpt } from './excerpt.ts';
import { printable } from './printable.ts';

/** How to paint the parts of a diagnostic; each takes text and gives it back with or without colour. */
export interface Style {
  readonly severity: Readonly<Record<Severity, Paint>>;
  /** The message, which matters most. */
  readonly strong: Paint;
  /** The frame around the diagram's text. */
  readonly faint: Paint;
}

export type Paint = (text: string) => string;

/** No colours. */
export const plain: Style = {
  severity: { error: same, warning: same, info: same },
  strong: same,
  faint: same,
};

/**
 * Shows a diagnostic with the lines of the diagram that it speaks of, after the manner of rustc; `source` is the text of the
 * file that its span is in, empty when there is none to show. Ends without a line break.
 */
export function renderDiagnostic(diagnostic: Diagnostic, source: string, style: Style): string {
  return renderWith(diagnostic, linesOf(source), style);
}

/** The same for all diagnostics of a file, whose text may be long; `sources` is that text, or all texts by their paths. */
export function* renderDiagnostics(
  diagnostics: Iterable<Diagnostic>,
  sources: string | ReadonlyMap<string, string>,
  style: Style,
): Generator<string> {
  const lines = new Map<string, readonly string[] | null>();
  for (const diagnostic of diagnostics) {
    const { file } = diagnostic.span;
    const known = lines.get(file);
    const shown = known ?? linesOf(typeof sources === 'string' ? sources : (sources.get(file) ?? ''));
    if (known === undefined) lines.set(file, shown);
    yield renderWith(diagnostic, shown, style);
  }
}

/** Null when there is no text to show. */
function linesOf(source: string): readonly string[] | null {
  return source === '' ? null : source.split(/\r\n|\r|\n/);
}

function renderWith(diagnostic: Diagnostic, lines: readonly string[] | null, style: Style): string {
  const { code, severity, message, hint } = describe(diagnostic);
  const paint = style.severity[severity];
  const { span } = diagnostic;
  const labels = labelsOf(diagnostic, paint, style);
  const here = labels.filter((label) => label.span.file === span.file);
  const elsewhere = labels.filter((label) => label.span.file !== span.file);
  const gutter = ' '.repeat(Math.max(...here.map((label) => `${label.span.line}`.length)));
  const bar = style.faint(`${gutter} |`);
  return [
    `${paint(`${severity}[${code}] ${diagnostic.name}`)}${style.strong(`: ${printable(message)}`)}`,
    `${gutter}${style.faint('-->')} ${placeOf(span)}`,
    ...(lines === null ? [] : [bar, ...frames(here, lines, gutter.length, style)]),
    ...elsewhere.map(
      (label) => `${gutter}${style.faint(':::')} ${placeOf(label.span)}: ${printable(label.text)}`,
    ),
    ...(hint === null ? [] : [bar, `${gutter} ${style.faint('=')} help: ${printable(hint)}`]),
  ].join('\n');
}

/** A place to mark and what to write behind the mark. */
interface Label {
  readonly span: Span;
  readonly text: string;
  readonly mark: '^' | '-';
  readonly paint: Paint;
}

function labelsOf(diagnostic: Diagnostic, paint: Paint, style: Style): readonly Label[] {
  const primary: Label = { span: diagnostic.span, text: '', mark: '^', paint };
  const secondary = diagnostic.related.map(
    ({ span, message }): Label => ({ span, text: message, mark: '-', paint: style.faint }),
  );
  return [primary, ...secondary].toSorted(
    (a, b) => a.span.line - b.span.line || a.span.column - b.span.column,
  );
}

/** The marked lines in text order; a line that fits is shown once with all its marks, a longer one once a mark. */
function frames(
  labels: readonly Label[],
  lines: readonly string[],
  width: number,
  style: Style,
): readonly string[] {
  const rows: string[] = [];
  let [lineAbove, textAbove] = [0, ''];
  for (const { span, text, mark, paint } of labels) {
    const { line } = span;
    const part = excerpt(lines[line - 1] ?? '', span.column, span.endLine > line ? null : span.endColumn);
    if (lineAbove > 0 && line > lineAbove + 1) rows.push(style.faint('...'));
    if (line !== lineAbove || part.text !== textAbove) {
      rows.push(`${style.faint(`${`${line}`.padStart(width)} |`)} ${part.text}`.trimEnd());
    }
    rows.push(`${style.faint(`${' '.repeat(width)} |`)} ${underline(part, mark, text, paint)}`);
    [lineAbove, textAbove] = [line, part.text];
  }
  return rows;
}

function underline(part: Excerpt, mark: string, text: string, paint: Paint): string {
  const words = text === '' ? '' : ` ${printable(text)}`;
  return `${' '.repeat(part.from)}${paint(mark.repeat(part.to - part.from) + words)}`;
}

function placeOf({ file, line, column }: Span): string {
  return `${printable(file)}:${line}:${column}`;
}

function same(text: string): string {
  return text;
}
