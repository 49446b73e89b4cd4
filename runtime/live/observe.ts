import { TransportError } from '../transports/transport.ts';
import type { Values } from '../transports/wire.ts';
import type { Plan } from './plan.ts';
import type { Incoming } from './switchboard.ts';
import { within } from './within.ts';

/** What a real lifeline sent, whole. */
export interface Observation {
  readonly incoming: Incoming;
  readonly from: string;
  readonly to: string;
  /** The messages that it may be, by number, with the values that it brings as each. */
  readonly matches: ReadonlyMap<number, Values>;
  /** Why it is none of the other messages that run there, by number: clauses. */
  readonly misfits: ReadonlyMap<number, string>;
  readonly payload: unknown;
  /** Why it did not come whole; null when it did. */
  readonly broken: string | null;
}

/** What went another way, as a sentence for people. */
export type Remark = (text: string) => void;

/**
 * Waits for the whole message and recognises it. Null when the wire shows something to which the diagram draws nothing:
 * the bare answer to a message without a reply, or an answer that never came.
 */
export async function observe(
  incoming: Incoming,
  plan: Plan,
  values: Values,
  wholeMs: number,
  remark: Remark,
): Promise<Observation | null> {
  const { from, to, arrival, candidates, call, transport } = incoming;
  let payload: unknown;
  try {
    payload = await within(wholeMs, arrival.whole, 'the rest of the message did not come');
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    if (call === null) {
      // A call that broke off is something that was sent.
      const broken = error.message;
      return { incoming, from, to, matches: new Map(), misfits: new Map(), payload: null, broken };
    }
    // That no answer came is for the verdict to miss.
    if (candidates.length > 0)
      remark(`${from} gave no whole answer to ${nameOf(plan, call)} (${arrival.what}): ${error.message}`);
    return null;
  }
  const refused = plan.transports.get(transport)?.refuses(payload) === true;
  if (call !== null && candidates.length === 0 && !refused) return null;
  const matches = new Map<number, Values>();
  const misfits = new Map<number, string>();
  for (const number of candidates) {
    const wire = plan.wires.get(number);
    try {
      const found = wire?.recognise(payload, values) ?? null;
      if (found !== null) matches.set(number, found);
      else misfits.set(number, wire?.misfit?.(payload, values) ?? 'its wire does not recognise it');
    } catch (error) {
      // A `when` or `bind` that takes a message apart fails where the message has another shape: then it is another one.
      misfits.set(number, `its wire fails on it: ${String(error)}`);
    }
  }
  return { incoming, from, to, matches, misfits, payload, broken: null };
}

/** `"order" (POST /orders)` */
export function nameOf({ interaction, wires }: Plan, number: number): string {
  const label = interaction.occurrences.find(({ message }) => message === number)?.label ?? '';
  const wire = wires.get(number);
  return `"${label}"${wire === undefined ? '' : ` (${wire.text})`}`;
}
