import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lifeline, Message } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import type { Annotations } from './annotations.ts';
import type { Term, Terms } from './term.ts';
import type { Between } from './timing.ts';

/** The compiled meaning of one diagram: its lifelines, its messages and the term whose runs are the diagram's runs. */
export interface Interaction {
  readonly lifelines: readonly Lifeline[];
  /** Drawn arrows in text order; message numbers count from 1. */
  readonly messages: readonly DrawnMessage[];
  /** All occurrences, each at its own `index`. */
  readonly occurrences: readonly Occurrence[];
  readonly root: Term;
  /** Makes further terms of this interaction; terms of different makers must not be mixed. */
  readonly terms: Terms;
  /** Occurrences inside `neg` operands: no run has them, and a trace that does is told so. */
  readonly forbidden: readonly Occurrence[];
  readonly annotations: Annotations;
  /** The times between anchors that the diagram bounds. */
  readonly timings: readonly Between[];
  /** What lowering had to assume or could not do. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A drawn arrow and its number in text order, from 1. Its text is the statement's. */
export interface DrawnMessage {
  readonly number: number;
  /** What `autonumber` shows beside it; null without one. */
  readonly shown: string | null;
  readonly statement: Message;
}

/** What happens in an occurrence; `ref` is the joint occurrence of an interaction use that is not inlined. */
export type OccurrenceKind = 'send' | 'receive' | 'action' | 'ref';

/** One thing that happens on one lifeline (on several for `ref`), as the diagram draws it. */
export interface Occurrence {
  readonly index: number;
  readonly kind: OccurrenceKind;
  /** Lifeline ids; exactly one unless the kind is `ref`. */
  readonly lifelines: readonly string[];
  /** The other end; null for an action, a ref, a gate, a found message and one lost to nowhere. */
  readonly peer: string | null;
  /** Normalised as events' labels are; empty matches any. */
  readonly label: string;
  /** Pairs the send and the receive of one transmission; null for an action and a ref. A `<->` has two transmissions. */
  readonly transmission: number | null;
  /** A send whose message never arrives. */
  readonly lost: boolean;
  /** The number of the drawn message; null for a ref and for what stands in an inlined diagram. */
  readonly message: number | null;
  /**
   * The sender that this receive holds up, under `blocking` and `rendezvous` arrows: what is drawn later on that lifeline
   * waits for this occurrence. Null when it holds nobody.
   */
  readonly holds: string | null;
  readonly span: Span;
}

/** How long an arrow holds its sender; see SEMANTICS.md. */
export type ArrowDiscipline = 'async' | 'blocking' | 'rendezvous';
