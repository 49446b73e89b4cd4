/**
 * One wire protocol, spoken from both ends, so that a simulated lifeline can serve a real one, call it, or stand between
 * two. A transport knows bytes and connections and nothing of diagrams; what its messages mean is said by wires (wire.ts).
 * A further protocol is one file with this interface and one entry in transports.ts.
 *
 * `Message` is what travels, as plain data: it is matched by bindings and written into traces.
 */
export interface Transport<Message = unknown> {
  /** By this name bindings and addresses refer to it. */
  readonly name: string;
  /** Opens the server side on this machine alone, at a free address; every message that comes in is told at once. */
  readonly listen: (options: ListenOptions<Message>) => Promise<Endpoint>;
  /** Opens the client side. Nothing need be connected yet: an address where nobody listens makes `send` fail. */
  readonly connect: (address: string, options?: ConnectOptions) => Connection<Message>;
  /** The message says that what it answers was not taken: an HTTP status from 400 on. */
  readonly refuses: (message: Message) => boolean;
  /** The message as it may be written down, without passwords and tokens; as it is when absent. */
  readonly redact?: (message: Message) => Message;
}

export interface ListenOptions<Message> {
  /** Called when the first byte of a message is here, in the order of these first bytes. */
  readonly onArrival: (arrival: Arrival<Message>) => void;
  /** Called with a clause for people when something was turned away that cannot be the participant's message. */
  readonly onRefusal?: (what: string) => void;
  /** A message with more bytes is refused, and its arrival broken; 1 MiB when absent. */
  readonly bytesMax?: number;
}

export interface ConnectOptions {
  /** An answer with more bytes is broken; 1 MiB when absent. */
  readonly bytesMax?: number;
}

/** The server side: one address until it is closed. */
export interface Endpoint {
  /** As a client is told it, such as `http://127.0.0.1:40123`. */
  readonly address: string;
  /** Cuts what is still open, frees the address; may be called twice. */
  readonly close: () => Promise<void>;
}

/** The client side towards one address. */
export interface Connection<Message> {
  /**
   * Sends one message; resolves when its last byte is handed to the socket, fails with a `TransportError` when that
   * cannot be. `onAnswer` is called when the first byte of the answer is here, or with a broken arrival when none can come.
   */
  readonly send: (message: Message, onAnswer: (arrival: Arrival<Message>) => void) => Promise<void>;
  /** Cuts what is still open; may be called twice. */
  readonly close: () => Promise<void>;
}

/** A message whose first byte is here. */
export interface Arrival<Message = unknown> {
  /** What is known by the first byte, for people: `POST /orders`. */
  readonly what: string;
  /** The whole message; fails with a `TransportError` when the rest never came. */
  readonly whole: Promise<Message>;
  /** Answers it; null for a message that has no answer of its own, such as an answer. */
  readonly exchange: Exchange<Message> | null;
}

/** A message that waits for its answer. */
export interface Exchange<Message = unknown> {
  /** Resolves when the last byte is handed to the socket, fails with a `TransportError` when nobody waits any more. */
  readonly answer: (message: Message) => Promise<void>;
  /** An answer that says no more than that the message has come; for messages to which the diagram draws no reply. */
  readonly acknowledge: () => Promise<void>;
  /** An answer that says that nobody expected the message. */
  readonly refuse: (reason: string) => Promise<void>;
}

/** The other side's doing, or the network's: a refused connection, a reset, a message that is not whole. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
}

/** The message size that every transport allows unless it is told another. */
export const bytesMaxByDefault: number = 1024 * 1024;
