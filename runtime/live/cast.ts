import type { Addresses, Start } from './binding.ts';
import { type ParticipantFailure, type RunningParticipant, startParticipant } from './participant.ts';
import type { Plan } from './plan.ts';

export interface CastOptions {
  readonly folder: string;
  readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Where a simulated lifeline serves a real one. */
  readonly address: (from: string, to: string, transport: string) => string;
  /** Called when a participant can be reached; what it throws ends the run. */
  readonly onReady: (lifeline: string, addresses: Addresses) => void;
  /** Called after every change. */
  readonly onChange: () => void;
}

/** The real participants of one run: who is there, who is not yet, and who is not any more. */
export class Cast {
  readonly #options: CastOptions;
  readonly #participants: RunningParticipant[] = [];
  readonly #ready = new Set<string>();
  readonly #failures: ParticipantFailure[] = [];
  readonly #errors: unknown[] = [];

  constructor(options: CastOptions) {
    this.#options = options;
  }

  /** All that are gone, those too that ended by themselves with success. */
  get gone(): readonly ParticipantFailure[] {
    return this.#failures;
  }

  /** Mistakes of the binding that showed when a participant was ready. */
  get errors(): readonly unknown[] {
    return this.#errors;
  }

  get isEmpty(): boolean {
    return this.#participants.length === 0;
  }

  /** Somebody is neither ready nor gone; every start has a budget, so this does not last. */
  get isStarting(): boolean {
    const gone = new Set(this.#failures.map(({ lifeline }) => lifeline));
    return this.#participants.some(({ lifeline }) => !this.#ready.has(lifeline) && !gone.has(lifeline));
  }

  /** How often anything has changed. */
  get changes(): number {
    return this.#ready.size + this.#failures.length + this.#errors.length;
  }

  isReady(lifeline: string): boolean {
    return this.#ready.has(lifeline);
  }

  async start({ real }: Plan): Promise<void> {
    const { folder, faults, address, onReady, onChange } = this.#options;
    for (const [lifeline, participant] of real) {
      const start: Omit<Start, 'port'> = {
        address: (to, transport = 'http') => address(lifeline, to, transport),
        fault: faults[lifeline] ?? {},
      };
      const running = await startParticipant(lifeline, participant, folder, start);
      this.#participants.push(running);
      void running.ready
        .then((addresses) => {
          onReady(lifeline, addresses);
          this.#ready.add(lifeline);
        })
        .catch((error) => this.#errors.push(error))
        .finally(onChange);
      void running.failed.then((failure) => {
        this.#failures.push(failure);
        onChange();
      });
    }
  }

  /** The last that each has written, without those that have written nothing. */
  outputs(): Readonly<Record<string, string>> {
    const written = this.#participants.map(({ lifeline, output }) => [lifeline, output()] as const);
    return Object.fromEntries(written.filter(([, output]) => output !== ''));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#participants.map(({ stop }) => stop()));
  }
}
