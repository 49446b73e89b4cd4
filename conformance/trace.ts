import type { TraceEvent, TraceFooter, TraceHeader } from '../runtime/trace.ts';

/** A trace as it was read: its events, each with its line in the file, from 1. */
export interface Trace {
  readonly header: TraceHeader | null;
  readonly footer: TraceFooter | null;
  readonly events: readonly NumberedEvent[];
}

export interface NumberedEvent {
  readonly event: TraceEvent;
  readonly line: number;
}
