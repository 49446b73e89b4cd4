import { unenforcedPairs } from '../analysis/enforced-order.ts';
import { runsOf } from '../analysis/runs.ts';
import { fold, partsOf } from '../interaction/fold.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { withParts } from '../interaction/rewrite.ts';
import type { Term, Terms } from '../interaction/term.ts';
import { statementsOf } from './statements.ts';

/**
 * A lifeline that passes on what is true now: what it sends to somebody may be skipped when it may be told something newer
 * before, and sends the same lifeline something later in every run. Nothing is skipped that the newer value waits for, and
 * what is sent keeps its order.
 */
export function latest(interaction: Interaction, lifeline: string): Interaction {
  const { terms, root } = interaction;
  const overtaken = overtakenBy(interaction, lifeline);
  const watchers = new Set([...overtaken].map(({ peer }) => peer));
  let meant = root;
  for (const watcher of watchers) {
    meant = skipping(terms, meant, false, {
      isDelivered: (one) => one.kind === 'send' && one.lifelines[0] === lifeline && one.peer === watcher,
      maySkip: (one) => overtaken.has(one),
    });
  }
  return { ...interaction, root: meant };
}

/** What the lifeline sends and may do only when it has received what is drawn behind that: nothing enforces the drawn order. */
function overtakenBy({ root }: Interaction, lifeline: string): ReadonlySet<Occurrence> {
  const found = new Set<Occurrence>();
  for (const run of runsOf(root).runs) {
    for (const [first, second] of unenforcedPairs(run, 'fifo')) {
      const [before, behind] = [run[first]?.occurrence, run[second]?.occurrence];
      if (before?.kind === 'send' && behind?.lifelines[0] === lifeline) found.add(before);
    }
  }
  return found;
}

interface Deliveries {
  /** Is it one of those that are looked at? */
  readonly isDelivered: (occurrence: Occurrence) => boolean;
  readonly maySkip: (occurrence: Occurrence) => boolean;
}

/** The term with each delivery optional that may be skipped and behind which another one comes; `more`: one comes behind the term. */
function skipping(terms: Terms, term: Term, more: boolean, deliveries: Deliveries): Term {
  const { list, join } = statementsOf(terms, term);
  const made: Term[] = [];
  let follows = more;
  for (const statement of list.toReversed()) {
    const send = sendOf(statement);
    if (send !== null && deliveries.isDelivered(send)) {
      made.push(follows && deliveries.maySkip(send) ? terms.choice(terms.empty, statement) : statement);
    } else if (list.length > 1) made.push(skipping(terms, statement, follows, deliveries));
    else {
      const behind = follows;
      made.push(withParts(terms, statement, (part) => skipping(terms, part, behind, deliveries)));
    }
    follows ||= delivers(statement, deliveries.isDelivered);
  }
  return join(made.toReversed());
}

/** The send of a statement that is one message; null when it is something else. */
function sendOf(statement: Term): Occurrence | null {
  const isMessage = statement.kind === 'strict' && statement.rest.kind === 'once';
  const first = isMessage ? statement.first : statement;
  return first.kind === 'once' && first.occurrence.kind === 'send' ? first.occurrence : null;
}

/** Every run of the term delivers something. */
function delivers(root: Term, isDelivered: (occurrence: Occurrence) => boolean): boolean {
  return fold<boolean>(root, new Map(), partsOf, (term, of) => {
    switch (term.kind) {
      case 'once':
        return isDelivered(term.occurrence);
      case 'choice':
        return term.operands.every(of);
      case 'loop':
        return term.min > 0 && of(term.body);
      case 'empty':
      case 'again':
      case 'sequence':
      case 'strict':
      case 'parallel':
      case 'critical':
      case 'filtered':
      case 'ordered':
        return partsOf(term).some(of);
    }
  });
}
