import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { readInvariant } from '../../compiler/invariants/read-invariant.ts';

/** The interaction with these invariants, as a binding would add them. */
export function withInvariants(interaction: Interaction, texts: readonly string[]): Interaction {
  const invariants = texts.map((text) => {
    const read = readInvariant(text);
    if ('reason' in read) throw new Error(`${text}: ${read.reason}`);
    return { ...read, span: null, textSpan: null };
  });
  return { ...interaction, annotations: { ...interaction.annotations, invariants } };
}
