import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { type ObservedEvent, occurrencesByEvent } from './observed-event.ts';

/** What nobody recorded, by id: whole lifelines, and kinds and places such as `action`, `action@A`, `send@A`, `A->F`. */
export interface Unobserved {
  readonly hidden: readonly string[];
  readonly unobserved: readonly string[];
}

/**
 * How an occurrence shows in a trace: always as an event, or perhaps, or never; a ref that no event names may show by
 * events of its inside instead.
 */
export type Visibility = 'seen' | 'perhaps' | 'unseen' | 'inside';

/** How each occurrence shows, by index. What may go unseen is `perhaps` when the trace has an event for it all the same. */
export function visibilities(
  occurrences: readonly Occurrence[],
  events: readonly ObservedEvent[],
  { hidden, unobserved }: Unobserved,
): readonly Visibility[] {
  const hiding = new Set(hidden);
  const places = new Set(unobserved);
  const named = new Set(events.flatMap(occurrencesByEvent(occurrences)));
  return occurrences.map((occurrence) => {
    const recorded = named.has(occurrence);
    const hidden = occurrence.lifelines.some((lifeline) => hiding.has(lifeline));
    if (hidden || placesOf(occurrence).some((place) => places.has(place)))
      return recorded ? 'perhaps' : 'unseen';
    return occurrence.kind === 'ref' && !recorded ? 'inside' : 'seen';
  });
}

/** Every way in which an `unobserved` entry may name the occurrence. */
function placesOf({ kind, lifelines, peer }: Occurrence): readonly string[] {
  const [lifeline = ''] = lifelines;
  const ends = kind === 'send' ? [lifeline, peer ?? ''] : [peer ?? '', lifeline];
  const between = kind === 'send' || kind === 'receive' ? [ends.join('->')] : [];
  return [kind, ...lifelines.map((id) => `${kind}@${id}`), ...between];
}
