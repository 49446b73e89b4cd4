/** The lines of a trace file (TRACE.md), as data. Every optional key is absent when it is not known. */
export type TraceLine = TraceHeader | TraceFooter | TraceEvent | TraceRemark;

export interface TraceHeader {
  readonly kind: 'header';
  readonly version: 1;
  /** Base name of the diagram's file. */
  readonly diagram?: string;
  /** Digest of the diagram's text, `fnv1a64:` and 16 hex digits. */
  readonly digest?: string;
  readonly seed?: number;
  /** Lifelines grouped by who recorded them in one order. */
  readonly observers?: readonly (readonly string[])[];
  readonly hidden?: readonly string[];
  readonly unobserved?: readonly string[];
  readonly simulated?: readonly string[];
}

export interface TraceFooter {
  readonly kind: 'footer';
  readonly events: number;
  readonly ended: 'quiescent' | 'limit' | 'stopped';
}

/** What people may want to know of a run; the checker skips it. */
export interface TraceRemark {
  readonly kind: 'drop' | 'duplicate' | 'crash' | 'timeout';
  readonly [key: string]: unknown;
}

/** An occurrence that did happen. */
export type TraceEvent = OccurrenceEvent | MessageEvent | RefEvent;

interface EventContext {
  /** Correlation id; sessions are checked apart. */
  readonly session?: string;
  /** Pairs a send with its receive. */
  readonly id?: string | number;
  /** Who recorded the event. */
  readonly observer?: string;
  /** Milliseconds, or ISO 8601; never used to order. */
  readonly time?: number | string;
  /** Vector clock: per lifeline how many of its events are known, this one included. */
  readonly clock?: Readonly<Record<string, number>>;
  readonly payload?: unknown;
}

export interface OccurrenceEvent extends EventContext {
  readonly kind: 'send' | 'receive' | 'action';
  readonly lifeline: string;
  readonly peer?: string;
  readonly label: string;
}

/** A send directly followed by its receive. */
export interface MessageEvent extends EventContext {
  readonly kind: 'message';
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** The joint occurrence of a ref that is not inlined. */
export interface RefEvent extends EventContext {
  readonly kind: 'ref';
  readonly lifelines: readonly string[];
  readonly label: string;
}
