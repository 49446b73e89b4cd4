import type { Occurrence } from '../compiler/interaction/interaction.ts';

/** One place where a payload is not what the diagram says. */
export interface PayloadDifference {
  /** `lines[0].price`; empty for the payload as a whole. */
  readonly path: string;
  /** In words: `an integer`. */
  readonly expected: string;
  /** As JSON, shortened; `nothing` when it is missing. */
  readonly got: string;
}

/** What an event's payload has against being that of an occurrence; null when the diagram says nothing of its payload. */
export type PayloadCheck = (occurrence: Occurrence, payload: unknown) => readonly PayloadDifference[] | null;
