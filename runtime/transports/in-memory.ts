import type { MessageName } from '../../compiler/interaction/message-name.ts';
import {
  type Arrival,
  type Exchange,
  type ListenOptions,
  type Transport,
  TransportError,
} from './transport.ts';
import type { Making, Values, Wire } from './wire.ts';

/**
 * Messages as values inside this process, for participants that are modules: what a test of the harness needs, and the
 * yardstick for the others. A message arrives in a later turn of the event loop, never inside `send`.
 */
export const inMemory: Transport<InMemoryMessage> = {
  name: 'in-memory',
  listen: (options) => {
    const address = `memory:${nextAddress++}`;
    listeners.set(address, options);
    return Promise.resolve({
      address,
      close: () => {
        listeners.delete(address);
        return Promise.resolve();
      },
    });
  },
  connect: (address) => ({
    send: (message, onAnswer) => {
      const listener = listeners.get(address);
      if (listener === undefined) return Promise.reject(new TransportError(`nobody listens at ${address}`));
      setImmediate(() => deliver(message, onAnswer, listener));
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  }),
  refuses: ({ name }) => name === refused,
};

const refused = 'refused';

export interface InMemoryMessage {
  /** What kind of message it is, as a method and a path are in HTTP. */
  readonly name: string;
  /** JSON. */
  readonly body: unknown;
}

export interface InMemoryWireOptions {
  readonly name: string;
  /** When absent the body is null. */
  readonly body?: (making: Making) => unknown;
  readonly when?: (body: unknown, values: Values) => boolean;
  readonly bind?: (body: unknown, values: Values) => Values;
}

/** A message that opens an exchange. */
export function inMemoryRequest(options: InMemoryWireOptions): Wire {
  return wire(options, null);
}

/** The answer to `call`. */
export function inMemoryAnswer(call: MessageName, options: InMemoryWireOptions): Wire {
  return wire(options, call);
}

// Addresses are of the whole process, as ports are of the whole machine.
const listeners = new Map<string, ListenOptions<InMemoryMessage>>();
let nextAddress = 1;

function deliver(
  message: InMemoryMessage,
  onAnswer: (arrival: Arrival<InMemoryMessage>) => void,
  { onArrival, bytesMax }: ListenOptions<InMemoryMessage>,
): void {
  const tooLong = bytesMax !== undefined && JSON.stringify(message).length > bytesMax;
  const whole = tooLong
    ? Promise.reject(new TransportError(`the message is longer than ${bytesMax} bytes`))
    : Promise.resolve(structuredClone(message));
  whole.catch(() => {});
  onArrival({ what: message.name, whole, exchange: exchangeFor(onAnswer) });
}

function exchangeFor(onAnswer: (arrival: Arrival<InMemoryMessage>) => void): Exchange<InMemoryMessage> {
  let answered = false;
  const answer = (message: InMemoryMessage): Promise<void> => {
    if (answered) return Promise.reject(new TransportError('nobody waits for this answer any more'));
    answered = true;
    setImmediate(() =>
      onAnswer({ what: message.name, whole: Promise.resolve(structuredClone(message)), exchange: null }),
    );
    return Promise.resolve();
  };
  return {
    answer,
    acknowledge: () => answer({ name: 'acknowledged', body: null }),
    refuse: (reason) => answer({ name: refused, body: reason }),
  };
}

function wire({ name, body, when, bind }: InMemoryWireOptions, answers: MessageName | null): Wire {
  return {
    transport: 'in-memory',
    answers,
    text: name,
    recognise: (received, values) => {
      const message = received as InMemoryMessage;
      if (message.name !== name || when?.(message.body, values) === false) return null;
      return bind?.(message.body, values) ?? {};
    },
    make: (making) => {
      const message: InMemoryMessage = { name, body: body?.(making) ?? null };
      return { message, values: bind?.(message.body, making.values) ?? {} };
    },
  };
}
