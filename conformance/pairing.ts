import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { ObservedEvent } from './observed-event.ts';
import type { Observation } from './observers.ts';

/** A message on its way: which transmission of the diagram its send was taken for, and the id that its receive must have. */
export interface Pending {
  readonly transmission: number;
  readonly id: string;
}

/** The ids that both a send and a receive have; an id that only one has says nothing. */
export function pairedIds(observations: readonly Observation[]): ReadonlySet<string> {
  const idsOf = (kind: Occurrence['kind']): Set<string> =>
    new Set(
      observations.flatMap(({ events }) =>
        events.flatMap((event) => (event.kind === kind && event.id !== null ? [event.id] : [])),
      ),
    );
  return idsOf('send').intersection(idsOf('receive'));
}

/**
 * What is on its way after the event was taken for the occurrence; null when its id belongs to another message. Messages
 * of one transmission, such as those of a loop's iterations, arrive in the order sent, as the diagram draws them.
 */
export function pendingAfter(
  pending: readonly Pending[],
  event: ObservedEvent,
  { kind, transmission }: Occurrence,
  paired: ReadonlySet<string>,
): readonly Pending[] | null {
  const { id } = event;
  if (id === null || transmission === null || !paired.has(id)) return pending;
  if (kind === 'send') return [...pending, { transmission, id }];
  const first = pending.find((message) => message.transmission === transmission);
  return first?.id === id ? pending.filter((message) => message !== first) : null;
}
