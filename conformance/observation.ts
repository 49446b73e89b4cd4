import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { isEventOf, type ObservedEvent } from './observed-event.ts';

/** What nobody recorded: whole lifelines, and kinds and places such as `action`, `action@A`, `send@A`, `A->F`. */
export interface Unobserved {
  readonly hidden: readonly string[];
  readonly unobserved: readonly string[];
}

/** How an occurrence shows in a trace: always as an event, or perhaps, or never. */
export type Visibility = 'seen' | 'perhaps' | 'unseen';

/**
 * How each occurrence shows, by index. What may go unseen is `perhaps` when the trace has an event for it all the same.
 * A ref that no event names counts as unobserved.
 */
export function visibilities(
  occurrences: readonly Occurrence[],
  events: readonly ObservedEvent[],
  { hidden, unobserved }: Unobserved,
): readonly Visibility[] {
  const hiding = new Set(hidden);
  const places = new Set(unobserved.map((place) => place.replace(/\s+/g, '')));
  return occurrences.map((occurrence) => {
    const recorded = events.some((event) => isEventOf(event, occurrence));
    if (occurrence.kind === 'ref') return recorded ? 'seen' : 'unseen';
    if (
      occurrence.lifelines.some((lifeline) => hiding.has(lifeline)) ||
      placesOf(occurrence).some((place) => places.has(place))
    ) {
      return recorded ? 'perhaps' : 'unseen';
    }
    return 'seen';
  });
}

/** Every way in which an `unobserved` entry may name the occurrence. */
function placesOf({ kind, lifelines, peer }: Occurrence): readonly string[] {
  const [lifeline = ''] = lifelines;
  const between = kind === 'send' ? `${lifeline}->${peer ?? ''}` : `${peer ?? ''}->${lifeline}`;
  const bare = between.replace(/\s+/g, '');
  return [kind, `${kind}@${lifeline.replace(/\s+/g, '')}`, ...(kind === 'action' ? [] : [bare])];
}
