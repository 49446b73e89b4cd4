import type { Macro } from './program.ts';
import type { Value } from './value.ts';

/** The variables and macros that are known where the preprocessor is. */
export class Memory {
  readonly #globals = new Map<string, Value>();
  readonly #macros = new Map<string, Macro>();
  /** The variables of the macro that is running; null outside of all macros. */
  locals: Map<string, Value> | null = null;

  /** The value of a variable; `undefined` cannot be one, so it says that there is none. */
  value(name: string): Value | undefined {
    return this.locals?.has(name) === true ? this.locals.get(name) : this.#globals.get(name);
  }

  /** Without a scope a macro changes a global variable that there is, and else has a variable of its own. */
  assign(name: string, value: Value, scope: 'global' | 'local' | null): void {
    const global =
      scope === 'global' || (scope === null && this.#globals.has(name) && !this.locals?.has(name));
    (global ? this.#globals : (this.locals ?? this.#globals)).set(name, value);
  }

  macro(name: string): Macro | null {
    return this.#macros.get(name) ?? null;
  }

  define(macro: Macro): void {
    this.#macros.set(macro.name, macro);
  }

  /** Forgets whatever has the name. */
  undefine(name: string): void {
    this.#macros.delete(name);
    this.#globals.delete(name);
    this.locals?.delete(name);
  }

  isDefined(name: string): boolean {
    return this.value(name) !== undefined || this.#macros.has(name);
  }

  macroNames(): string[] {
    return [...this.#macros.keys()];
  }
}
