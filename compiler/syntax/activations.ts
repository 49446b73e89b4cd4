import type { Message, Statement } from './diagram.ts';

/** Which lifelines are active while a diagram is read, and which message led to it: what `return` and a lone `deactivate` mean. */
export class Activations {
  readonly #calls: Message[] = [];
  /** The activations that are not ended, and some that are: those before the last are taken away when they become the last. */
  readonly #active: { readonly id: string; ended: boolean }[] = [];
  readonly #activeOf = new Map<string, { ended: boolean }[]>();
  /** Those that were destroyed since the last message. */
  readonly #doomed = new Set<string>();
  #lastMessage: Message | null = null;
  #automatic = false;

  /** Takes the next statement into account. */
  follow(statement: Statement): void {
    if (statement.kind === 'message') this.#followMessage(statement);
    else if (statement.kind === 'activation') {
      if (statement.action === 'activate') this.#activate(statement.id);
      else if (statement.action === 'deactivate') this.#deactivate(statement.id);
      else if (statement.action === 'destroy') this.#doomed.add(statement.id);
    } else this.#automatic = switchedAutomatic(statement) ?? this.#automatic;
  }

  /** The message that led to the innermost activation, else the last one. */
  answered(): { readonly message: Message; readonly activated: boolean } | null {
    const call = this.#calls.at(-1);
    if (call !== undefined) return { message: call, activated: true };
    return this.#lastMessage === null ? null : { message: this.#lastMessage, activated: false };
  }

  /** The lifeline that was activated last and is still active. */
  last(): string | null {
    return this.#active.at(-1)?.id ?? null;
  }

  /** Whether the lifeline was destroyed and no message was drawn since: in Mermaid the next one is its last. */
  isDoomed(id: string): boolean {
    return this.#doomed.has(id);
  }

  #followMessage(message: Message): void {
    this.#lastMessage = message;
    if (this.#doomed.size > 0) this.#doomed.clear();
    const { from, to, lifecycle } = message;
    for (const step of lifecycle) {
      if (step === 'activate' && to.kind === 'lifeline') this.#activate(to.id);
      if (step === 'deactivate' && from.kind === 'lifeline') this.#deactivate(from.id);
    }
    const change = this.#automatic ? automaticChange(message) : null;
    if (change?.action === 'activate') this.#activate(change.id);
    else if (change?.action === 'deactivate') this.#deactivate(change.id);
  }

  #activate(id: string): void {
    const activation = { id, ended: false };
    this.#active.push(activation);
    const own = this.#activeOf.get(id);
    if (own === undefined) this.#activeOf.set(id, [activation]);
    else own.push(activation);
    if (this.#lastMessage !== null) this.#calls.push(this.#lastMessage);
  }

  #deactivate(id: string): void {
    this.#calls.pop();
    const activation = this.#activeOf.get(id)?.pop();
    if (activation !== undefined) activation.ended = true;
    while (this.#active.at(-1)?.ended === true) this.#active.pop();
  }
}

/** What `autoactivate on`, or SDO's `autoactivation`, switches messages to; null for other statements. */
export function switchedAutomatic(statement: Statement): boolean | null {
  const found =
    statement.kind === 'style' ? /^autoactivat(?:e|ion)\s+(on|off)\b/i.exec(statement.text) : null;
  return found === null ? null : found[1]?.toLowerCase() === 'on';
}

/** What a message that says nothing of its own does then: a solid arrow activates, a dashed one deactivates. */
export function automaticChange({ from, to, arrow, lifecycle }: Message): {
  readonly action: 'activate' | 'deactivate';
  readonly id: string;
} | null {
  if (lifecycle.length > 0 || from.kind !== 'lifeline' || to.kind !== 'lifeline') return null;
  return arrow.line === 'solid' ? { action: 'activate', id: to.id } : { action: 'deactivate', id: from.id };
}
