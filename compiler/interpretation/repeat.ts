import type { Interaction } from '../interaction/interaction.ts';
import { areAdjacent, type Group, regroup } from './regroup.ts';

/** The part happens once or more; as in a `loop 1,*`. Null when its messages do not stand side by side. */
export function repeat(interaction: Interaction, part: Group): Interaction | null {
  const { terms } = interaction;
  return regroup(interaction, [part], (members, join) => {
    if (!areAdjacent(members)) return null;
    const body = join([...members.map(({ statement }) => statement), terms.again]);
    return terms.loop(body, 1, Number.POSITIVE_INFINITY);
  });
}
