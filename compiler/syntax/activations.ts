import type { Message, Statement } from './diagram.ts';

/** Which lifelines are active while a diagram is read, and which message led to it: what `return` and a lone `deactivate` mean. */
export class Activations {
  readonly #calls: Message[] = [];
  readonly #active: string[] = [];
  #lastMessage: Message | null = null;
  #automatic = false;

  /** Takes the next statement into account. */
  follow(statement: Statement): void {
    if (statement.kind === 'message') this.#followMessage(statement);
    else if (statement.kind === 'activation') {
      if (statement.action === 'activate') this.#activate(statement.id);
      else if (statement.action === 'deactivate') this.#deactivate(statement.id);
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
    return this.#active.at(-1) ?? null;
  }

  #followMessage(message: Message): void {
    this.#lastMessage = message;
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
    this.#active.push(id);
    if (this.#lastMessage !== null) this.#calls.push(this.#lastMessage);
  }

  #deactivate(id: string): void {
    this.#calls.pop();
    const at = this.#active.lastIndexOf(id);
    if (at >= 0) this.#active.splice(at, 1);
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
