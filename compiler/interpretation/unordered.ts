import type { Interaction } from '../interaction/interaction.ts';
import { areAdjacent, byGroup, type Group, regroup } from './regroup.ts';

/** The parts happen in any order, each in its own; as in a `par`. Null when they do not stand side by side. */
export function unordered(interaction: Interaction, parts: readonly Group[]): Interaction | null {
  const { terms } = interaction;
  return regroup(interaction, parts, (members, join) =>
    areAdjacent(members) ? terms.parallel(...byGroup(members, parts.length).map(join)) : null,
  );
}
