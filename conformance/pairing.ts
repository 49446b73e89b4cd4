import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { Observation } from './observers.ts';

/** A message on its way: which transmission of the diagram its send was taken for, and the id of its receive if it has one. */
export interface Pending {
  readonly transmission: number;
  readonly id: string | null;
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
 * What is on its way after the occurrence, which `id` (a paired one, or null) was observed for; null when its id belongs to
 * another message. Messages of one transmission, such as those of a loop's iterations, arrive in the order sent, as the
 * diagram draws them.
 */
export function pendingAfter(
  pending: readonly Pending[],
  { kind, transmission, lost, peer }: Occurrence,
  id: string | null,
): readonly Pending[] | null {
  if (transmission === null || lost || peer === null) return pending;
  if (kind === 'send') return [...pending, { transmission, id }];
  const first = pending.find((message) => message.transmission === transmission);
  return first?.id === id ? pending.filter((message) => message !== first) : null;
}
