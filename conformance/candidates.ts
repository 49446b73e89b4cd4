import { steps } from '../compiler/interaction/steps.ts';
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
