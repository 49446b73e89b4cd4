import type { Interaction } from '../interaction/interaction.ts';
import { areAdjacent, type Group, regroup } from './regroup.ts';

/** The part happens or does not; as in an `opt`. Null when its messages do not stand side by side. */
export function optional(interaction: Interaction, part: Group): Interaction | null {
  const { terms } = interaction;
  return regroup(interaction, [part], (members, join) =>
    areAdjacent(members) ? terms.choice(terms.empty, join(members.map(({ statement }) => statement))) : null,
  );
}
