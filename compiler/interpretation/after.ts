import { fold, partsOf } from '../interaction/fold.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { withParts } from '../interaction/rewrite.ts';
import type { LocalOrder, Term } from '../interaction/term.ts';
import { messagesIn } from './regroup.ts';
import { statementsOf } from './statements.ts';

/**
 * Why an order cannot be added: no lifeline takes part in both messages (`not-local`), no run has both (`exclusive`), they are
 * in that order anyway (`drawn`), or in the other one (`backwards`), or one of them is in a critical region that would have to
 * be interrupted for the other (`critical`).
 */
export type Refusal = 'not-local' | 'exclusive' | 'drawn' | 'backwards' | 'critical';

/**
 * The second message behind the first, as if it were drawn below it, though they stand in different operands of a `par`: on each
 * lifeline that takes part in both, the first comes first. When the first does not happen, the second need not wait.
 */
export function after(interaction: Interaction, first: number, second: number): Interaction | Refusal {
  const orders = ordersBetween(interaction, first, second);
  if (orders.length === 0) return 'not-local';
  const root = orderIn(interaction, interaction.root, { first, second, orders });
  return typeof root === 'string' ? root : { ...interaction, root };
}

/** On each lifeline that has both, the occurrences of the first message before those of the second. */
export function ordersBetween(
  { occurrences, terms }: Interaction,
  first: number,
  second: number,
): readonly LocalOrder[] {
  const of = (number: number): readonly Occurrence[] =>
    occurrences.filter(({ message }) => message === number);
  return of(first).flatMap((before) =>
    of(second)
      .filter(({ lifelines }) => lifelines[0] === before.lifelines[0])
      .map((behind) => ({ on: terms.set(before.lifelines), first: before.index, second: behind.index })),
  );
}

interface Wanted {
  readonly first: number;
  readonly second: number;
  readonly orders: readonly LocalOrder[];
}

/** The term with the orders around the innermost part that has both messages. */
function orderIn(interaction: Interaction, term: Term, wanted: Wanted): Term | Refusal {
  const { terms } = interaction;
  const { list, join } = statementsOf(terms, term);
  const holds = (part: Term): boolean => {
    const inside = messagesIn(interaction, part);
    return inside.has(wanted.first) || inside.has(wanted.second);
  };
  const [at, ...behind] = [...list.keys()].filter((index) => holds(list[index] as Term));
  if (at === undefined) return 'exclusive';
  const statement = list[at] as Term;
  if (behind.length > 0) return messagesIn(interaction, statement).has(wanted.first) ? 'drawn' : 'backwards';
  if (list.length > 1) {
    const made = orderIn(interaction, statement, wanted);
    return typeof made === 'string' ? made : join(list.with(at, made));
  }
  const [part, ...others] = partsOf(statement).filter(holds);
  if (part === undefined) return 'exclusive';
  if (others.length === 0) {
    const made = orderIn(interaction, part, wanted);
    return typeof made === 'string'
      ? made
      : withParts(terms, statement, (one) => (one === part ? made : one));
  }
  if (statement.kind !== 'parallel') return 'exclusive';
  return isInCritical(statement, holds) ? 'critical' : terms.ordered(statement, wanted.orders);
}

/** Does a critical region inside the term hold what is looked for? */
function isInCritical(root: Term, holds: (part: Term) => boolean): boolean {
  return fold<boolean>(root, new Map(), partsOf, (term, of) =>
    term.kind === 'critical' ? holds(term) : partsOf(term).some(of),
  );
}
