import type { MessageName } from '../../compiler/interaction/message-name.ts';
import type { Random } from '../random.ts';

/**
 * How one drawn message looks on the wire: which transport carries it, how to recognise it among others, how to make one.
 * Each transport's file has the functions that make its wires, such as `httpRequest`.
 */
export interface Wire {
  /** Name of the transport. */
  readonly transport: string;
  /** The drawn message whose exchange this one answers; null when it opens an exchange itself. */
  readonly answers: MessageName | null;
  /** For people: `POST /orders`. */
  readonly text: string;
  /**
   * The values that the message brings when it is this one, null when it is another. A value bound earlier in the run is
   * never contradicted: a message that has another order id is another message.
   */
  readonly recognise: (message: unknown, values: Values) => Values | null;
  /** Why a message is not recognised, as a clause for people: `its status is 500`; null when it is recognised. */
  readonly misfit?: (message: unknown, values: Values) => string | null;
  /** A message to send, and the values that it brings. Fails with an `UnboundValue` when it needs one that is not there. */
  readonly make: (making: Making) => Made;
}

/** What earlier messages brought, by name: an order id, the events of a stream. */
export type Values = Readonly<Record<string, unknown>>;

/** What a message can be made of. */
export interface Making {
  readonly values: Values;
  readonly random: Random;
}

export interface Made {
  readonly message: unknown;
  readonly values: Values;
}

/** A message needs a value that no earlier message has brought. */
export class UnboundValue extends Error {
  override readonly name = 'UnboundValue';
}

/** The value of that name; fails with an `UnboundValue` where there is none. */
export function need(values: Values, name: string): unknown {
  if (!Object.hasOwn(values, name)) throw new UnboundValue(`no earlier message has bound \`${name}\``);
  return values[name];
}
