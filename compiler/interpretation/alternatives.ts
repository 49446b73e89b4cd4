import type { Interaction } from '../interaction/interaction.ts';
import { areAdjacent, byGroup, type Group, regroup } from './regroup.ts';

/** One of the parts happens; as an author would have drawn them in an `alt`. Null when they do not stand side by side. */
export function alternatives(interaction: Interaction, parts: readonly Group[]): Interaction | null {
  const { terms } = interaction;
  return regroup(interaction, parts, (members, join) =>
    areAdjacent(members) ? terms.choice(...byGroup(members, parts.length).map(join)) : null,
  );
}
