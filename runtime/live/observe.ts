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
  readonly payload: unknown;
  /** What the binding's functions stumbled over, as sentences. */
  readonly remarks: readonly string[];
}

/**
 * Waits for the whole message and recognises it. Null when the wire shows something to which the diagram draws nothing:
 * the bare answer to a message without a reply, or an answer that never came.
 */
export async function observe(
  incoming: Incoming,
  plan: Plan,
  values: Values,
  wholeMs: number,
): Promise<Observation | null> {
  const { from, to, arrival, candidates, call, transport } = incoming;
  let payload: unknown;
  try {
    payload = await within(wholeMs, arrival.whole, 'the rest of the message did not come');
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    // That no answer came is for the verdict to miss; a call that broke off is something that was sent.
    if (call !== null) return null;
    return { incoming, from, to, matches: new Map(), payload: { broken: error.message }, remarks: [] };
  }
  const refused = plan.transports.get(transport)?.refuses(payload) === true;
  if (call !== null && candidates.length === 0 && !refused) return null;
  const remarks: string[] = [];
  const matches = new Map<number, Values>();
  for (const number of candidates) {
    const wire = plan.wires.get(number);
    try {
      const found = wire?.recognise(payload, values) ?? null;
      if (found !== null) matches.set(number, found);
    } catch (error) {
      // A `when` or `bind` that takes a message apart fails where the message has another shape: then it is another one.
      remarks.push(`${arrival.what} is not taken for message ${number} (${wire?.text}): ${String(error)}`);
    }
  }
  return { incoming, from, to, matches, payload, remarks };
}
