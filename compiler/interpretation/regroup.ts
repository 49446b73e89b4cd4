import { partsOf } from '../interaction/fold.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { withParts } from '../interaction/rewrite.ts';
import type { Term } from '../interaction/term.ts';
import { type Statements, statementsOf } from './statements.ts';

/** Message numbers that belong together. */
export type Group = ReadonlySet<number>;

/** A statement between the first and the last of the groups, and the group that it belongs to; null when to none. */
export interface Member {
  readonly statement: Term;
  readonly group: number | null;
}

/** Makes one term of the members, which `join` puts one behind the other; null when it cannot. */
export type Combine = (members: readonly Member[], join: Statements['join']) => Term | null;

/**
 * The interaction with another term in the place of the statements of some groups, and of those between them. The groups are
 * looked for in the innermost operand that has them all; each statement there must belong to one group as a whole, or to none.
 * Null when there is no such operand.
 */
export function regroup(
  interaction: Interaction,
  groups: readonly Group[],
  combine: Combine,
): Interaction | null {
  const root = regroupIn(interaction, interaction.root, groups, combine);
  return root === null ? null : { ...interaction, root };
}

function regroupIn(
  interaction: Interaction,
  term: Term,
  groups: readonly Group[],
  combine: Combine,
): Term | null {
  const { terms } = interaction;
  const { list, join } = statementsOf(terms, term);
  const inside = list.map((statement) => messagesIn(interaction, statement));
  const isTouched = (at: number): boolean =>
    groups.some((group) => [...(inside[at] ?? [])].some((message) => group.has(message)));
  const touched = [...list.keys()].filter(isTouched);
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const members = list.slice(first, last + 1).map((statement, at): Member | null => {
    if (statement.continues) return null;
    if (!isTouched(first + at)) return { statement, group: null };
    const messages = [...(inside[first + at] ?? [])];
    const group = groups.findIndex((one) => messages.every((message) => one.has(message)));
    return group === -1 ? null : { statement, group };
  });
  const whole = members.every((member) => member !== null) && isComplete(inside, touched, groups);
  if (whole) {
    const combined = combine(members, join);
    return combined && join([...list.slice(0, first), combined, ...list.slice(last + 1)]);
  }
  const compound = list[first];
  if (first !== last || compound === undefined) return null;
  const search = list.length === 1 ? regroupInside : regroupIn;
  const within = search(interaction, compound, groups, combine);
  return within && join(list.with(first, within));
}

/** All messages of all groups are in the statements. */
function isComplete(
  inside: readonly ReadonlySet<number>[],
  touched: readonly number[],
  groups: readonly Group[],
): boolean {
  const found = new Set(touched.flatMap((at) => [...(inside[at] ?? [])]));
  return groups.every((group) => [...group].every((message) => found.has(message)));
}

/** The same inside the one part of a compound statement that holds them. */
function regroupInside(
  interaction: Interaction,
  statement: Term,
  groups: readonly Group[],
  combine: Combine,
): Term | null {
  const holding = partsOf(statement).filter((part) => {
    const inside = messagesIn(interaction, part);
    return groups.some((group) => [...group].some((message) => inside.has(message)));
  });
  const [only] = holding;
  if (only === undefined || holding.length > 1) return null;
  const made = regroupIn(interaction, only, groups, combine);
  return made && withParts(interaction.terms, statement, (part) => (part === only ? made : part));
}

/** The numbers of the messages that have an occurrence in the term. */
export function messagesIn({ terms, occurrences }: Interaction, term: Term): ReadonlySet<number> {
  const found = new Set<number>();
  const inside = terms.mentions(term);
  for (const { index, message } of occurrences) {
    if (message !== null && ((inside >> BigInt(index)) & 1n) === 1n) found.add(message);
  }
  return found;
}

/** The statements of each group, in drawn order. */
export function byGroup(members: readonly Member[], groups: number): readonly (readonly Term[])[] {
  return Array.from({ length: groups }, (_, at) =>
    members.filter(({ group }) => group === at).map(({ statement }) => statement),
  );
}

/** Each statement belongs to a group: nothing else stands between them. */
export function areAdjacent(members: readonly Member[]): boolean {
  return members.every(({ group }) => group !== null);
}
