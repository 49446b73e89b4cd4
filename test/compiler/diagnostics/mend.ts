import { applyFixes } from '../../../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { type ParseResult, parse } from '../../../compiler/syntax/parse.ts';

/** All that is said of a text. */
export function diagnosticsOf({ diagrams, diagnostics }: ParseResult): readonly Diagnostic[] {
  return [...diagnostics, ...diagrams.flatMap((diagram) => diagram.diagnostics)];
}

/** A text after all its safe fixes, and after those that they make possible; no text needs more than 20 rounds. */
export function mend(text: string): string {
  let mended = text;
  for (let round = 0; round < 20; round++) {
    const fixed = applyFixes(mended, 'a', diagnosticsOf(parse(mended, 'a')));
    if (fixed.applied.length === 0) return mended;
    mended = fixed.text;
  }
  throw new Error(`after 20 rounds there is still something to fix: ${JSON.stringify(text)}`);
}
