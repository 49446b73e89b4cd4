import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Span } from '../text/span.ts';
import type { StatedInvariant } from './invariant.ts';
import { readInvariant } from './read-invariant.ts';
import { reportInvariants } from './report-invariants.ts';

/**
 * The interaction with what its binding says that every run is to keep, and what is wrong with that; `span` is where the
 * diagram begins.
 */
export function addInvariants(
  interaction: Interaction,
  texts: readonly string[],
  span: Span,
): { readonly interaction: Interaction; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const added: StatedInvariant[] = [];
  for (const text of texts) {
    const read = readInvariant(text);
    if ('reason' in read) {
      const { reason, suggestion } = read;
      diagnostics.push(diagnose('binding-invariant-not-read', { invariant: text, reason, suggestion }, span));
    } else added.push({ ...read, span: null, textSpan: null });
  }
  const { annotations } = interaction;
  const invariants = [...annotations.invariants, ...added];
  return {
    interaction: { ...interaction, annotations: { ...annotations, invariants } },
    diagnostics: [...diagnostics, ...reportInvariants(interaction, added, span)],
  };
}
