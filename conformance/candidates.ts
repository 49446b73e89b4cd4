import { leavesFree } from '../compiler/interaction/label-filter.ts';
import { freedoms, steps } from '../compiler/interaction/steps.ts';
import type { Term, Terms } from '../compiler/interaction/term.ts';
import { onlyOn } from '../compiler/script/project.ts';
import { isEventOf, type ObservedEvent } from './observed-event.ts';

/** How many occurrences the event's lifeline, left to itself, could do next that the event may be. */
export function candidatesFor(terms: Terms, term: Term, event: ObservedEvent): number {
  const [lifeline = ''] = event.lifelines;
  if (!terms.has(lifeline)) return 0;
  return steps(terms, onlyOn(terms, term, terms.bit(lifeline))).filter(({ occurrence }) =>
    isEventOf(event, occurrence),
  ).length;
}

/** Whether the event's lifeline, left to itself, could have the event next as one that the diagram leaves free. */
export function mayBeFreeOn(terms: Terms, term: Term, event: ObservedEvent): boolean {
  const [lifeline = ''] = event.lifelines;
  if (event.kind === 'ref' || !terms.leaveFree || !terms.has(lifeline)) return false;
  return freedoms(terms, onlyOn(terms, term, terms.bit(lifeline))).some(({ filter }) =>
    leavesFree(filter, event.label),
  );
}
