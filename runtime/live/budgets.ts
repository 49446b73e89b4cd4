import { bytesMaxByDefault } from '../transports/transport.ts';

/** How long the harness waits for what. Every wait has an end, and coming to it is a result. */
export interface Budgets {
  /**
   * How long a real participant must have been quiet before the next message is delivered to it, so that what it does
   * without that message is seen before it. Longer finds more; an honest participant passes with any.
   */
  readonly settleMs: number;
  /** How long a send that does not fit may wait for others that were under way at the same time and fit before it. */
  readonly holdMs: number;
  /** How long it must be quiet at the end of the diagram for the run to be over. */
  readonly quietMs: number;
  /** How long a real participant may take for what only it can do next. */
  readonly patienceMs: number;
  /** How long the rest of a message may take after its first byte. */
  readonly wholeMs: number;
  /** How long handing a message to a socket may take. */
  readonly deliveryMs: number;
  /** How long the whole run may take. */
  readonly deadlineMs: number;
  readonly eventsMax: number;
  /** How long a message of a real participant may be. */
  readonly bytesMax: number;
}

/** The default for all that a binding does not say. */
export function budgetsOf(said: Partial<Budgets> | undefined): Budgets {
  const keys = Object.keys(budgetsByDefault) as (keyof Budgets)[];
  return Object.fromEntries(
    keys.map((key) => [key, said?.[key] ?? budgetsByDefault[key]]),
  ) as unknown as Budgets;
}

const budgetsByDefault: Budgets = {
  settleMs: 15,
  holdMs: 500,
  quietMs: 100,
  patienceMs: 3_000,
  wholeMs: 5_000,
  deliveryMs: 5_000,
  deadlineMs: 30_000,
  eventsMax: 10_000,
  bytesMax: bytesMaxByDefault,
};
