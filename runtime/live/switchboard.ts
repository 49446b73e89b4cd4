import { Violation } from '../../compiler/diagnostics/violation.ts';
import {
  type Arrival,
  type Connection,
  type Endpoint,
  type Exchange,
  type Transport,
  TransportError,
} from '../transports/transport.ts';
import type { Addresses } from './binding.ts';
import { BindingError } from './binding-error.ts';
import type { Plan } from './plan.ts';

/** Something that a real lifeline sent: its first byte is here. */
export interface Incoming {
  readonly from: string;
  readonly to: string;
  readonly transport: string;
  /** Numbers of the messages that it may be, by where it came in; what it is shows when it is whole. */
  readonly candidates: readonly number[];
  /** The message that it answers; null when it opens an exchange. */
  readonly call: number | null;
  readonly arrival: Arrival;
}

export interface SwitchboardOptions {
  readonly bytesMax: number;
  /** Something was turned away that cannot be a participant's message: a clause for people. */
  readonly onRefusal: (what: string) => void;
}

/**
 * Every wire of one run. A simulated lifeline has an endpoint of its own for each real one that calls it, so that the
 * address alone tells who sent a message; and a connection to each real one that it calls.
 */
export class Switchboard {
  readonly #plan: Plan;
  readonly #options: SwitchboardOptions;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #connections = new Map<string, Connection<unknown>>();
  /** Calls of real lifelines that wait for their answers, by message number, the oldest first. */
  readonly #waiting = new Map<number, Exchange[]>();
  readonly #incoming: Incoming[] = [];
  #wake: () => void = () => {};

  constructor(plan: Plan, options: SwitchboardOptions) {
    this.#plan = plan;
    this.#options = options;
  }

  /** Opens every endpoint that the plan needs. */
  async open(): Promise<void> {
    const served = new Map<string, { from: string; to: string; transport: string; candidates: number[] }>();
    for (const { kind, message, lifelines, peer } of this.#plan.interaction.occurrences) {
      const [from = ''] = lifelines;
      const wire = message === null ? undefined : this.#plan.wires.get(message);
      if (kind !== 'send' || message === null || peer === null || wire === undefined) continue;
      if (!this.#plan.real.has(from) || wire.answers !== null) continue;
      const key = placeKey(from, peer, wire.transport);
      const place = served.get(key) ?? { from, to: peer, transport: wire.transport, candidates: [] };
      place.candidates.push(message);
      served.set(key, place);
    }
    for (const [key, place] of served) {
      const { bytesMax, onRefusal } = this.#options;
      const endpoint = await this.#transport(place.transport).listen({
        bytesMax,
        onArrival: (arrival) => this.#arrive({ ...place, call: null, arrival }),
        onRefusal: (what) => onRefusal(`${what}, at ${place.to}`),
      });
      this.#endpoints.set(key, endpoint);
    }
  }

  /** Where `to` serves `from`; fails when the plan has no message that goes there. */
  address(from: string, to: string, transport: string): string {
    const endpoint = this.#endpoints.get(placeKey(from, to, transport));
    if (endpoint === undefined)
      throw new BindingError(`"${from}" sends nothing to "${to}" over ${transport}`);
    return endpoint.address;
  }

  /** Tells where a real lifeline is reached. */
  connect(lifeline: string, addresses: Addresses): void {
    const { bytesMax } = this.#options;
    for (const [transport, address] of Object.entries(addresses)) {
      const connection = this.#transport(transport).connect(address, { bytesMax });
      this.#connections.set(`${lifeline}\n${transport}`, connection);
    }
  }

  /** The next that came in, in the order of first bytes. */
  take(): Incoming | null {
    return this.#incoming.shift() ?? null;
  }

  /** Waits until something has come in, `signal` aborts, or the time is over; says whether something has come in. */
  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.#incoming.length === 0 && !signal.aborted && ms > 0) {
      await new Promise<void>((resolve) => {
        // When this process was held up, what came meanwhile is read after the timers: it counts as in time.
        const timer = setTimeout(() => setImmediate(finish), ms);
        signal.addEventListener('abort', finish);
        this.#wake = finish;
        function finish(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', finish);
          resolve();
        }
      });
      this.#wake = () => {};
    }
    return this.#incoming.length > 0;
  }

  /** Ends a wait early: something else has changed. */
  wake(): void {
    this.#wake();
  }

  /** A real lifeline's message was recognised as that one; its exchange stays open until it is answered. */
  accept({ arrival, call }: Incoming, number: number): void {
    if (arrival.exchange === null || call !== null) return;
    const waiting = this.#waiting.get(number) ?? [];
    waiting.push(arrival.exchange);
    this.#waiting.set(number, waiting);
  }

  /** The simulated receiver has taken the message: when the diagram draws no answer to it, the wire gets a bare one. */
  async taken(number: number): Promise<void> {
    if (this.#plan.answers.has(number)) return;
    await bare(this.#waiting.get(number)?.shift() ?? null);
  }

  /** What a real lifeline sent is no message of the diagram, and it may: the wire gets a bare answer. */
  async acknowledge({ arrival }: Incoming): Promise<void> {
    await bare(arrival.exchange);
  }

  /** Hands a message to a real lifeline; fails with a `TransportError` when that cannot be. */
  async deliver(number: number, from: string, to: string, message: unknown): Promise<void> {
    const wire = this.#plan.wires.get(number);
    if (wire === undefined) throw new Violation(`message ${number} has no wire`);
    const call = this.#plan.calls.get(number);
    if (call !== undefined) {
      const exchange = this.#waiting.get(call)?.shift();
      if (exchange === undefined) throw new TransportError(`"${to}" waits for no answer to message ${call}`);
      return exchange.answer(message);
    }
    const { transport } = wire;
    const connection = this.#connections.get(`${to}\n${transport}`);
    if (connection === undefined) throw new TransportError(`"${to}" has no address for ${transport}`);
    const candidates = this.#plan.answers.get(number) ?? [];
    return connection.send(message, (arrival) =>
      this.#arrive({ from: to, to: from, transport, candidates, call: number, arrival }),
    );
  }

  async close(): Promise<void> {
    const open = [...this.#connections.values(), ...this.#endpoints.values()];
    await Promise.all(open.map((one) => one.close()));
  }

  #transport(name: string): Transport {
    const transport = this.#plan.transports.get(name);
    if (transport === undefined) throw new BindingError(`there is no transport "${name}"`);
    return transport;
  }

  #arrive(incoming: Incoming): void {
    this.#incoming.push(incoming);
    this.#wake();
  }
}

async function bare(exchange: Exchange | null): Promise<void> {
  try {
    await exchange?.acknowledge();
  } catch (error) {
    // The diagram draws no reply: nothing is lost when nobody waits for one.
    if (!(error instanceof TransportError)) throw error;
  }
}

function placeKey(from: string, to: string, transport: string): string {
  return [from, to, transport].join('\n');
}
