import type { MessageName } from '../../compiler/interaction/message-name.ts';
import type { Interpretation } from '../../compiler/interpretation/interpretation.ts';
import type { Random } from '../random.ts';
import type { Transport } from '../transports/transport.ts';
import type { Values, Wire } from '../transports/wire.ts';
import type { Budgets } from './budgets.ts';

/** Ties a diagram to real participants: the default export of the `<name>.binding.ts` beside it. */
export interface Binding {
  /** How lifelines are made real, by id or display name; all others are always simulated. */
  readonly lifelines: Readonly<Record<string, Participant>>;
  /** How messages look on the wire: all that run between a real lifeline and a simulated one. */
  readonly messages: readonly BoundMessage[];
  /** Wire protocols beside those that come with the runtime. */
  readonly transports?: readonly Transport[];
  /** Values that are there from the beginning, such as names and passwords; drawn from the seed where they vary. */
  readonly values?: (random: Random) => Values;
  /** What the diagram's prose means; `--literal` leaves it out. */
  readonly interpret?: Interpretation;
  /** What every run is to keep beside the diagram's own `@invariant`: `"paid" before "ship"`; `--literal` leaves it out. */
  readonly invariants?: readonly string[];
  /** When a run is over, and how long to wait for what. */
  readonly completion?: Completion;
  /** Participants that are wrong in one known way, by id: each must be caught. */
  readonly mutants?: Readonly<Record<string, Mutant>>;
}

/** Gives a binding its type; a binding is data and functions, and this changes nothing of it. */
export function defineBinding(binding: Binding): Binding {
  return binding;
}

/** How one drawn message looks on the wire. */
export interface BoundMessage {
  readonly message: MessageName;
  readonly on: Wire;
}

/** How a lifeline is made real. */
export type Participant = ProcessParticipant | ModuleParticipant;

/** A program of its own, in any language. It is stopped with all its children when the run is over. */
export interface ProcessParticipant {
  readonly kind: 'process';
  readonly command: string;
  readonly args?: readonly string[];
  /** Seen from the binding's folder, which it is when absent. */
  readonly folder?: string;
  /** Added to the environment of the harness. */
  readonly environment?: (start: Start) => Readonly<Record<string, string>>;
  /** Where it is reached, by transport; `{ http: 'http://127.0.0.1:<port>' }` when absent. */
  readonly addresses?: (start: Start) => Addresses;
  /** It gets no message before this answers; when absent it counts as ready as soon as it runs. */
  readonly ready?: Readiness;
  readonly shutdown?: Shutdown;
}

/** Code in this process. */
export interface ModuleParticipant {
  readonly kind: 'module';
  /** Resolves when it can be reached. */
  readonly start: (start: Start) => Promise<RunningModule>;
}

export interface RunningModule {
  readonly addresses: Addresses;
  readonly stop: () => Promise<void>;
}

/** What a participant is told when it is started. */
export interface Start {
  /** Free on 127.0.0.1 a moment ago, for the participant's own server. */
  readonly port: number;
  /** Where a simulated lifeline serves this participant; over HTTP unless another transport is named. */
  readonly address: (lifeline: string, transport?: string) => string;
  /** What a mutant adds to the environment. */
  readonly fault: Readonly<Record<string, string>>;
}

/** Addresses of one lifeline, by transport. */
export type Addresses = Readonly<Record<string, string>>;

/** A GET over HTTP that answers with that status as soon as the participant takes messages. */
export interface Readiness {
  readonly path: string;
  /** 200 when absent. */
  readonly status?: number;
  /** 10,000 when absent. */
  readonly budgetMs?: number;
}

export interface Shutdown {
  /** `SIGTERM` when absent. */
  readonly signal?: 'SIGTERM' | 'SIGINT' | 'SIGHUP';
  /** After this it is killed; 2,000 when absent. */
  readonly graceMs?: number;
}

export interface Completion extends Partial<Budgets> {
  /** The run is over when this message has been received, whatever else could still happen. */
  readonly terminal?: MessageName;
}

export interface Mutant {
  readonly lifeline: string;
  /** What it does wrong: lower case, no full stop. */
  readonly about: string;
  readonly environment: Readonly<Record<string, string>>;
}
