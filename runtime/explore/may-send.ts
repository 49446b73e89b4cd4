import type { Machine } from './machine.ts';

/** What a lifeline may still send from a state of its script on. */
export class MaySend {
  /** By lifeline and state, the message types. */
  readonly #messages: readonly (readonly ReadonlySet<number>[])[];
  /** The same by receiver. */
  readonly #receivers: readonly (readonly ReadonlySet<number>[])[];

  constructor({ moves, messages }: Machine) {
    this.#messages = moves.map((states) => {
      const sent = states.map(
        (ofState) => new Set(ofState.flatMap(({ kind, subject }) => (kind === 'send' ? [subject] : []))),
      );
      // What follows a state mostly has a higher number, so going backwards nearly always settles it at once.
      for (let changed = true; changed; ) {
        changed = false;
        for (let state = states.length - 1; state >= 0; state--) {
          const here = sent[state] as Set<number>;
          const before = here.size;
          for (const { next } of states[state] ?? []) for (const one of sent[next] ?? []) here.add(one);
          changed ||= here.size > before;
        }
      }
      return sent;
    });
    this.#receivers = this.#messages.map((states) =>
      states.map((sent) => new Set([...sent].map((message) => messages[message]?.to ?? -1))),
    );
  }

  /** Whether it may still send a message of this type. */
  message(lifeline: number, state: number, message: number): boolean {
    return this.#messages[lifeline]?.[state]?.has(message) ?? false;
  }

  /** Whether it may still send something to this receiver. */
  to(lifeline: number, state: number, receiver: number): boolean {
    return this.#receivers[lifeline]?.[state]?.has(receiver) ?? false;
  }
}
