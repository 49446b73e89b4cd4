import type { Arrow, LifelineKind } from '../../compiler/syntax/diagram.ts';
import type { JudgementJson } from '../../conformance/to-json.ts';

/** A run ready to be drawn: what happened, on which lifelines, and which sends and receives are one message. */
export interface RunModel {
  readonly title: string;
  readonly lifelines: readonly RunLifeline[];
  /** In the order in which they are drawn; each stands at its own `index`. */
  readonly events: readonly RunEvent[];
  readonly messages: readonly RunMessage[];
  readonly notes: readonly RunNote[];
  readonly verdict: RunVerdict | null;
  /** Null when the trace has no footer. */
  readonly ended: 'quiescent' | 'limit' | 'stopped' | null;
}

/** Nothing at all. */
export const emptyModel: RunModel = {
  title: '',
  lifelines: [],
  events: [],
  messages: [],
  notes: [],
  verdict: null,
  ended: null,
};

export interface RunLifeline {
  readonly id: string;
  /** What is shown; a line break is `\n`. */
  readonly name: string;
  readonly kind: LifelineKind;
}

export interface RunEvent {
  readonly index: number;
  /** Its line in the trace file, from 1. */
  readonly traceLine: number;
  readonly kind: 'send' | 'receive' | 'action' | 'ref';
  /** Ids; exactly one unless the kind is `ref`. */
  readonly lifelines: readonly string[];
  readonly peer: string | null;
  /** What is shown; a line break is `\n`. */
  readonly label: string;
  readonly session: string | null;
  /** Who recorded it; null when all is one recording. */
  readonly observer: string | null;
  /** Pairs a send with its receive. */
  readonly id: string | number | null;
  /** What the trace says besides: time, payload. Null when it says nothing. */
  readonly detail: string | null;
}

/** An arrow: at least one of its ends did happen. */
export interface RunMessage {
  /** Null when it came from nowhere, or from the diagram's edge. */
  readonly from: string | null;
  readonly to: string | null;
  readonly label: string;
  /** Index of the event; null when the send was not recorded. */
  readonly send: number | null;
  /** Index of the event; null when it has not been received so far. */
  readonly receive: number | null;
  readonly look: ArrowLook;
}

/** How the diagram draws a message. */
export type ArrowLook = Pick<Arrow, 'line' | 'head'>;

/** A note of the diagram, shown before the event at index `before`, or behind all events. */
export interface RunNote {
  readonly lifelines: readonly string[];
  readonly text: string;
  readonly before: number;
}

/** What was judged of the run. */
export interface RunVerdict extends Pick<JudgementJson, 'verdict' | 'extent' | 'explanation'> {
  /** Index of the event that fits nothing; null when there is none. */
  readonly event: number | null;
  /** What the diagram has in place of that event, or still asks for at the end. */
  readonly expected: readonly RunExpectation[];
}

/** Something that should have happened. */
export interface RunExpectation {
  readonly kind: RunEvent['kind'];
  readonly lifelines: readonly string[];
  readonly peer: string | null;
  readonly label: string;
  /** Where the diagram says so. */
  readonly place: string;
}
