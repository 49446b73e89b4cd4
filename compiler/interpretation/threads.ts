import type { Interaction } from '../interaction/interaction.ts';
import type { Term } from '../interaction/term.ts';
import { byGroup, type Group, messagesIn, regroup } from './regroup.ts';

/** A thread's messages, by number, and the number of the message behind which it begins; null when that is not said. */
export interface ThreadMessages {
  readonly messages: Group;
  readonly spawn: number | null;
}

/**
 * The threads beside each other, and beside what is drawn between their messages and belongs to none: their main line. They
 * begin where the first of all their messages is drawn, or, when the spawning message is drawn behind that, behind it. Null
 * when their messages are not statements of one operand.
 */
export function threads(interaction: Interaction, found: readonly ThreadMessages[]): Interaction | null {
  const { terms } = interaction;
  const groups = found.map(({ messages }) => messages);
  return regroup(interaction, groups, (members, join) => {
    const statementsOfThread = byGroup(members, found.length);
    const main = members.filter(({ group }) => group === null).map(({ statement }) => statement);
    const there = new Set(members.flatMap(({ statement }) => [...messagesIn(interaction, statement)]));
    const begin = (isDue: (spawn: number | null) => boolean): readonly Term[] =>
      found.flatMap(({ spawn }, at) => (isDue(spawn) ? [line(statementsOfThread[at] ?? [])] : []));
    /** Statements one behind the other, each beside the threads that it spawns. */
    const line = (statements: readonly Term[]): Term =>
      statements.reduceRight((rest, statement) => {
        const messages = messagesIn(interaction, statement);
        const spawned = begin((spawn) => spawn !== null && messages.has(spawn));
        return join([statement, terms.parallel(rest, ...spawned)]);
      }, terms.empty);
    return terms.parallel(...begin((spawn) => spawn === null || !there.has(spawn)), line(main));
  });
}
