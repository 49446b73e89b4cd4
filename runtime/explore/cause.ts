import type { Interaction, Occurrence } from '../../compiler/interaction/interaction.ts';
import { steps } from '../../compiler/interaction/steps.ts';
import type { Term, Terms } from '../../compiler/interaction/term.ts';
import { onlyOn } from '../../compiler/script/project.ts';
import type { ImpliedScenario } from './implied.ts';
import { takes } from './matcher.ts';
import type { FiredMove } from './product.ts';

/** Why the scripts come to do what the diagram does not have. */
export type Cause =
  /** A message has arrived before those that its receiver should have taken first. */
  | {
      readonly kind: 'early-arrival';
      readonly sent: FiredMove;
      readonly arrives: FiredMove;
      readonly before: readonly Occurrence[];
    }
  /**
   * Two lifelines decide, neither knowing of the other's decision (Ben-Abdallah, Leue, "Syntactic detection of process divergence and
   * non-local choice in message sequence charts", 1997).
   */
  | { readonly kind: 'non-local-choice'; readonly decisions: Decisions }
  /** The second knows what came of the first decision, and could not tell from it which it was. */
  | { readonly kind: 'unmergeable-choice'; readonly decisions: Decisions };

export interface Decisions {
  readonly first: FiredMove;
  /** The other lifeline, and what it does; null when it does nothing more. */
  readonly lifeline: string;
  readonly second: FiredMove | null;
}

/**
 * The cause of an implied scenario; null where it is no matter of two. What goes astray is what a lifeline does, or that it is
 * done. It could still have come to that, as far as it knew, until somebody did something that ruled it out: these are the two.
 */
export function causeOf({ terms, root, lifelines }: Interaction, { run }: ImpliedScenario): Cause | null {
  const moves = run.flatMap((firing) => (firing[0]?.move.kind === 'joint' ? firing.slice(0, 1) : firing));
  /** What the diagram may have become after so many moves. */
  const become: (readonly Term[])[] = [[root]];
  let stray: FiredMove | null = null;
  for (const fired of moves) {
    const next = after(terms, become.at(-1) ?? [], fired);
    if (next.length === 0) {
      stray = fired;
      break;
    }
    become.push(next);
  }
  const last = become.at(-1) ?? [];
  const lifeline =
    stray?.id ??
    lifelines.find(({ id }) => last.every((term) => !onlyOn(terms, term, terms.bit(id)).nullable))?.id;
  if (lifeline === undefined) return null;
  const isReceive = stray !== null && stray.move.transition.kind === 'receive';
  if (stray !== null && isReceive) {
    const before = firstsOn(terms, last, lifeline).filter(({ kind }) => kind === 'receive');
    const sent = sendOf(moves.slice(0, become.length - 1), stray);
    if (before.length === 0 || sent === undefined) return null;
    return { kind: 'early-arrival', sent, arrives: stray, before };
  }
  const ruledOut = become.findIndex((set, done) => {
    const rest = moves
      .slice(done, become.length - 1)
      .filter(({ id, move }) => id === lifeline || move.transition.joint?.includes(lifeline) === true);
    return !canDo(terms, set, lifeline, stray === null ? rest : [...rest, stray], stray === null);
  });
  const first = moves[ruledOut - 1];
  if (first === undefined || first.id === lifeline) return null;
  const decisions = { first, lifeline, second: stray };
  const known = knows(moves.slice(0, become.length - 1), ruledOut - 1, lifeline);
  return { kind: known ? 'unmergeable-choice' : 'non-local-choice', decisions };
}

/** The send of a message that arrives after these moves; of those that look alike the first that was sent arrives first. */
function sendOf(moves: readonly FiredMove[], { move: { subject } }: FiredMove): FiredMove | undefined {
  const ofType = (kind: 'send' | 'receive'): readonly FiredMove[] =>
    moves.filter(({ move }) => move.kind === kind && move.subject === subject);
  return ofType('send')[ofType('receive').length];
}

function after(terms: Terms, set: readonly Term[], { id, move }: FiredMove): readonly Term[] {
  const next = set.flatMap((term) =>
    steps(terms, term).flatMap((step) => (takes(move.transition, id, step.occurrence) ? [step.next] : [])),
  );
  return [...new Set(next)];
}

/** Whether, seen from the lifeline alone, it can do all of this from there, and be done with it then if it is to be. */
function canDo(
  terms: Terms,
  set: readonly Term[],
  lifeline: string,
  moves: readonly FiredMove[],
  ends: boolean,
): boolean {
  let here: readonly Term[] = set.map((term) => onlyOn(terms, term, terms.bit(lifeline)));
  for (const move of moves) here = after(terms, here, move);
  return ends ? here.some(({ nullable }) => nullable) : here.length > 0;
}

/** What the lifeline may do next, seen from it alone. */
function firstsOn(terms: Terms, set: readonly Term[], lifeline: string): readonly Occurrence[] {
  const local = set.map((term) => onlyOn(terms, term, terms.bit(lifeline)));
  return [...new Set(local.flatMap((term) => steps(terms, term).map(({ occurrence }) => occurrence)))];
}

/** Whether the lifeline knows of a move at the end of the run: a chain of messages leads from it (Lamport 1978). */
function knows(moves: readonly FiredMove[], from: number, lifeline: string): boolean {
  const informed = new Set<string>();
  const onTheWay = new Map<number, boolean[]>();
  for (const [at, { id, move }] of moves.entries()) {
    const waiting = onTheWay.get(move.subject) ?? [];
    if (at === from) informed.add(id);
    if (move.kind === 'send') onTheWay.set(move.subject, [...waiting, informed.has(id)]);
    if (move.kind === 'receive') {
      if (waiting[0] === true) informed.add(id);
      onTheWay.set(move.subject, waiting.slice(1));
    }
    if (move.kind === 'joint') {
      const together = move.transition.joint ?? [];
      if (together.some((one) => informed.has(one))) for (const one of together) informed.add(one);
    }
  }
  return informed.has(lifeline);
}
