import { describe } from './describe.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { type Fix, titleOf } from './fix.ts';

/** A diagnostic as `check --json` prints it. */
export interface DiagnosticJson extends PlaceJson {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Where the place is, when that is a file which the diagram includes. */
  readonly file?: string;
  readonly related: readonly (PlaceJson & { readonly file: string; readonly message: string })[];
  /** What would settle it; absent when nothing is known to. `check --fix` makes those that are safe. */
  readonly fixes?: readonly FixJson[];
}

interface FixJson {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (PlaceJson & { readonly file: string; readonly text: string })[];
}

/** A span without its file, which the enclosing object names. */
interface PlaceJson {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The diagnostic in words, for machines; `file` is the one that the enclosing object names. */
export function diagnosticToJson(diagnostic: Diagnostic, file: string): DiagnosticJson {
  const { code, severity, message, hint } = describe(diagnostic);
  return {
    code,
    name: diagnostic.name,
    severity,
    message,
    ...(hint === null ? {} : { hint }),
    ...(diagnostic.span.file === file ? {} : { file: diagnostic.span.file }),
    ...place(diagnostic.span),
    related: diagnostic.related.map(({ span, message }) => ({ message, file: span.file, ...place(span) })),
    ...(diagnostic.fixes.length === 0 ? {} : { fixes: diagnostic.fixes.map(fixToJson) }),
  };
}

function fixToJson(fix: Fix): FixJson {
  const edits = fix.edits.map(({ span, text }) => ({ file: span.file, ...place(span), text }));
  return { title: titleOf(fix), safe: fix.safe, edits };
}

function place({ line, column, endLine, endColumn }: PlaceJson): PlaceJson {
  return { line, column, endLine, endColumn };
}
