import type { Span } from '../text/span.ts';
import type { DiagnosticArguments, DiagnosticName } from './catalogue.ts';
import type { Fix } from './fix.ts';

/** How much a diagnostic weighs: `error` no meaning can be given, `warning` probably not meant, `info` what we assumed. */
export type Severity = 'error' | 'warning' | 'info';

/** Another place that a diagnostic speaks of, with the words to show there. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** One thing found in a diagram, as data: which (`name`), with what (`args`), and where. Its words are the catalogue's. */
export interface Diagnostic<Name extends DiagnosticName = DiagnosticName> {
  readonly name: Name;
  readonly args: DiagnosticArguments[Name];
  readonly span: Span;
  readonly related: readonly Related[];
  /** What would settle it, the best first. */
  readonly fixes: readonly Fix[];
}

/** Makes a diagnostic; the catalogue types its arguments. */
export function diagnose<Name extends DiagnosticName>(
  name: Name,
  args: DiagnosticArguments[Name],
  span: Span,
  related: readonly Related[] = [],
  fixes: readonly Fix[] = [],
): Diagnostic {
  return { name, args, span, related, fixes };
}
