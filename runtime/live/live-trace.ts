import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import type { OccurrenceEvent, TraceEvent, TraceHeader } from '../trace.ts';
import type { Plan } from './plan.ts';

export interface HeaderOptions {
  readonly seed: number;
  readonly diagram?: string;
  readonly digest?: string;
}

/** What a live trace says of itself: who was simulated, and what nobody could see. */
export function liveHeader(
  { interaction, real, simulated }: Plan,
  { diagram, digest, seed }: HeaderOptions,
): TraceHeader {
  const unobserved = interaction.occurrences
    .filter((occurrence) => isSilent(occurrence, real))
    .flatMap(({ kind, lifelines }) =>
      lifelines.map((lifeline) => (kind === 'action' ? `action@${lifeline}` : `${lifeline}->`)),
    );
  return {
    kind: 'header',
    version: 1,
    ...(diagram === undefined ? {} : { diagram }),
    ...(digest === undefined ? {} : { digest }),
    seed,
    ...(unobserved.length === 0 ? {} : { unobserved: [...new Set(unobserved)] }),
    simulated,
  };
}

/** Nobody can observe it: what a real participant does by itself, or sends where no simulated lifeline is. */
export function isSilent(
  { kind, lifelines, peer, lost }: Occurrence,
  real: ReadonlyMap<string, unknown>,
): boolean {
  if (!lifelines.some((lifeline) => real.has(lifeline))) return false;
  return kind === 'action' || kind === 'ref' || (kind === 'send' && (peer === null || lost));
}

/** The event of an occurrence. `id` pairs it with the other end of its message, null when there is none. */
export function eventOf(occurrence: Occurrence, id: number | null, payload: unknown = null): TraceEvent {
  const { kind, lifelines, peer, label } = occurrence;
  const [lifeline = ''] = lifelines;
  if (kind === 'ref') return { kind, lifelines, label };
  return {
    ...occurrenceEvent(kind, lifeline, peer, label),
    ...(id === null ? {} : { id }),
    ...payloadKey(payload),
  };
}

/** The event of a send that the diagram does not have where it happened, perhaps nowhere. */
export function strayEvent(from: string, to: string, label: string, payload: unknown): TraceEvent {
  return { ...occurrenceEvent('send', from, to, label), ...payloadKey(payload) };
}

function occurrenceEvent(
  kind: OccurrenceEvent['kind'],
  lifeline: string,
  peer: string | null,
  label: string,
): OccurrenceEvent {
  return peer === null ? { kind, lifeline, label } : { kind, lifeline, peer, label };
}

function payloadKey(payload: unknown): { readonly payload?: unknown } {
  return payload === null ? {} : { payload };
}
