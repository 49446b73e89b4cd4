import type { MessageName } from '../../compiler/interaction/message-name.ts';
import {
  type Arrival,
  bytesMaxByDefault,
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
    const open = new Set<() => void>();
    listeners.set(address, { ...options, open });
    return Promise.resolve({
      address,
      close: () => {
        listeners.delete(address);
        for (const cut of open) cut();
        return Promise.resolve();
      },
    });
  },
  connect: (address) => {
    const caller = { isGone: false };
    return {
      send: (message, onAnswer) => {
        const listener = listeners.get(address);
        if (listener === undefined || caller.isGone) {
          return Promise.reject(new TransportError(`nobody listens at ${address}`));
        }
        setImmediate(() => deliver(message, onAnswer, listener, caller));
        return Promise.resolve();
      },
      close: () => {
        caller.isGone = true;
        return Promise.resolve();
      },
    };
  },
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
const listeners = new Map<string, Listener>();
let nextAddress = 1;

interface Listener extends ListenOptions<InMemoryMessage> {
  /** Cuts the exchanges that wait for their answers. */
  readonly open: Set<() => void>;
}

interface Caller {
  isGone: boolean;
}

type OnAnswer = (arrival: Arrival<InMemoryMessage>) => void;

function deliver(message: InMemoryMessage, onAnswer: OnAnswer, listener: Listener, caller: Caller): void {
  const bytesMax = listener.bytesMax ?? bytesMaxByDefault;
  const whole =
    JSON.stringify(message).length > bytesMax
      ? broken(`the message is longer than ${bytesMax} bytes`)
      : Promise.resolve(structuredClone(message));
  listener.onArrival({ what: message.name, whole, exchange: exchangeFor(onAnswer, listener, caller) });
}

function exchangeFor(onAnswer: OnAnswer, { open }: Listener, caller: Caller): Exchange<InMemoryMessage> {
  const cut = (): void => {
    open.delete(cut);
    const reason = 'the connection was closed before an answer came';
    if (!caller.isGone) onAnswer({ what: 'no answer', whole: broken(reason), exchange: null });
  };
  open.add(cut);
  const answer = (message: InMemoryMessage): Promise<void> => {
    if (!open.delete(cut) || caller.isGone) return broken('nobody waits for this answer any more');
    const whole = Promise.resolve(structuredClone(message));
    setImmediate(() => onAnswer({ what: message.name, whole, exchange: null }));
    return Promise.resolve();
  };
  return {
    answer,
    acknowledge: () => answer({ name: 'acknowledged', body: null }),
    refuse: (reason) => answer({ name: refused, body: reason }),
  };
}

/** A failure that nobody need look at. */
function broken(reason: string): Promise<never> {
  const failure = Promise.reject(new TransportError(reason));
  failure.catch(() => {});
  return failure;
}

function wire({ name, body, when, bind }: InMemoryWireOptions, answers: MessageName | null): Wire {
  const misfit = (received: unknown, values: Values): string | null => {
    const message = received as InMemoryMessage;
    if (message.name !== name) return `its name is ${message.name}`;
    return when?.(message.body, values) === false ? 'the `when` of its wire refuses it' : null;
  };
  return {
    transport: 'in-memory',
    answers,
    text: name,
    misfit,
    recognise: (received, values) =>
      misfit(received, values) === null ? (bind?.((received as InMemoryMessage).body, values) ?? {}) : null,
    make: (making) => {
      const message: InMemoryMessage = { name, body: body?.(making) ?? null };
      return { message, values: bind?.(message.body, making.values) ?? {} };
    },
  };
}
