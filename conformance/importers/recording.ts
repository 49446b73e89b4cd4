import type { Trace } from '../trace.ts';
import type { Place, Problem } from './json-reader.ts';
import type { Mapping } from './mapping.ts';

/** A format of recordings that other programs write, and how it becomes traces. */
export interface Importer {
  /** What people call the format. */
  readonly name: string;
  /** Whether a text that begins so is one. */
  readonly isBegunBy: (head: string) => boolean;
  readonly read: (text: string, mapping: Mapping) => Imported;
}

/** What a recording holds. */
export interface Imported {
  /** One a session, as each session has its own lifelines that nobody recorded. */
  readonly traces: readonly Trace[];
  /** What could not be read; all else was. */
  readonly problems: readonly Problem[];
}

/** One piece of work that a service did, as the tracing formats record it. */
export interface Span {
  readonly trace: string;
  readonly id: string;
  readonly parent: string | null;
  /** The ids of the spans that it goes back to beside its parent. */
  readonly links: readonly SpanReference[];
  readonly name: string;
  readonly kind: SpanKind;
  /** The service that did it. */
  readonly service: string;
  /** Whose clock measured: the service's instance where that is known. */
  readonly clock: string;
  /** The service at the other end, as far as this one knew; null when it did not say. */
  readonly peer: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Nanoseconds by its own clock. */
  readonly start: bigint;
  /** Null when the work was not over. */
  readonly end: bigint | null;
  readonly place: Place;
}

export interface SpanReference {
  readonly trace: string;
  readonly id: string;
}

export type SpanKind = 'client' | 'server' | 'producer' | 'consumer' | 'internal';
