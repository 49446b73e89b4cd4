import { type CatalogueEntry, catalogue } from './catalogue.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';

/** A diagnostic in words. The words may quote the diagram, which is untrusted text: see printable.ts. */
export interface Description {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
}

/** Finds the words for a diagnostic in the catalogue. */
export function describe(diagnostic: Diagnostic): Description {
  // Name and arguments fit each other, since `diagnose` made them; the compiler cannot follow that through the table.
  const entry = catalogue[diagnostic.name] as CatalogueEntry<Diagnostic['args']>;
  return {
    code: entry.code,
    severity: entry.severity,
    message: entry.message(diagnostic.args),
    hint: entry.hint(diagnostic.args),
  };
}
