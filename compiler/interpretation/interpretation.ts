import type { MessageName } from '../interaction/message-name.ts';

/**
 * What a diagram's prose means and its drawing does not say, told beside the diagram because the file itself is not ours
 * to edit. Names speak of messages as they are drawn. The parts are carried out in the order in which they stand here,
 * whatever their order in a binding.
 */
export interface Interpretation {
  /** Messages that were drawn the wrong way round. */
  readonly reverse?: readonly MessageName[];
  /** The file of the diagram that a ref stands for, by the ref's label; seen from the binding's folder. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Messages that are drawn among others and belong to threads of their own, by a name for each thread. */
  readonly threads?: Readonly<Record<string, Thread>>;
  /** Steps of which one is taken in a run, though they are drawn one behind the other. */
  readonly alternatives?: readonly (readonly Part[])[];
  /** Steps that are drawn in an order that nobody means. */
  readonly unordered?: readonly (readonly Part[])[];
  /** Steps that need not happen. */
  readonly optional?: readonly Part[];
  /** Steps that happen once or more. */
  readonly repeat?: readonly Part[];
  /**
   * Lifelines that pass on what is true now: what they send may be skipped when they may be told something newer before, and
   * send the same lifeline something later.
   */
  readonly latest?: readonly string[];
  /** Messages that may occur anywhere, any number of times, and are drawn nowhere. */
  readonly extra?: readonly ExtraMessage[];
  /** Pairs of messages: as if the second were drawn below the first, though it stands elsewhere. */
  readonly after?: readonly (readonly [first: MessageName, second: MessageName])[];
}

/** A message, or several that stand one behind the other. */
export type Part = MessageName | readonly MessageName[];

/** A thread runs beside the others, and beside what is drawn between their messages and belongs to none. */
export interface Thread {
  /** Its messages: those whose label fits, which is how authors tag them, or those that are named. */
  readonly messages: RegExp | readonly MessageName[];
  /** The lifeline that runs it: each message begins or ends there, or comes from a lifeline that the thread has reached. */
  readonly owner?: string;
  /** The message behind which it begins; where the first of all threads is drawn when absent. */
  readonly spawn?: MessageName;
}

/** A message that no arrow stands for. */
export interface ExtraMessage {
  readonly label: string;
  /** Lifeline ids or display names; the same for an action. */
  readonly from: string;
  readonly to: string;
}
