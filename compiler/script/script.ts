import type { Occurrence } from '../interaction/interaction.ts';
import type { LabelFilter } from '../interaction/label-filter.ts';

/**
 * What one lifeline does, in every run of the diagram: a minimal deterministic automaton whose words are the lifeline's
 * share of the runs (the projection). Choosing is no step of its own.
 */
export interface Script {
  readonly lifeline: string;
  /** In the order of a breadth-first walk from the initial state, which is the first. */
  readonly states: readonly ScriptState[];
}

export interface ScriptState {
  /** The lifeline may be done here. */
  readonly final: boolean;
  /**
   * Events that may happen here besides, any number of them or none: `ignore` and `consider` fragments are open. They are no
   * transitions: what goes on afterwards is what goes on without them, or less. Empty unless the script was made to tell.
   */
  readonly free: readonly LabelFilter[];
  /** Sorted by kind, peer and label. */
  readonly transitions: readonly Transition[];
}

export interface Transition {
  readonly kind: Occurrence['kind'];
  readonly peer: string | null;
  readonly label: string;
  /** The lifelines of a joint ref, this one included; null for the other kinds. */
  readonly joint: readonly string[] | null;
  /** A send that never arrives. */
  readonly lost: boolean;
  /** Index of the state that follows. */
  readonly next: number;
  /** The places in the diagram that the transition stands for, in text order. */
  readonly occurrences: readonly Occurrence[];
}
