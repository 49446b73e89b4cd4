import { longestLine } from '../text/decode.ts';

/** What a variable holds: a number, a text, or JSON. Objects are maps, so that no key means anything to the host. */
export type Value =
  | number
  | string
  | boolean
  | null
  | readonly Value[]
  | { readonly entries: ReadonlyMap<string, Value> };

/** As it stands in the text that uses it. What is longer than a line may be is cut. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : new Writer().write(value);
}

/** A number other than 0, a text that is not empty, `true`, any list or object. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'object') return value !== null;
  return typeof value === 'boolean' ? value : value !== 0 && value !== '';
}

/** Numbers by value, all else by text; `true` is also 1. */
export function areEqual(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' && typeof b === 'number') return Number(a) === b;
  if (typeof b === 'boolean' && typeof a === 'number') return Number(b) === a;
  return textOf(a) === textOf(b);
}

/** The number that a value is, or that its text says; null when it is none. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : null;
}

/** The conditions of the preprocessor are 1 and 0. */
export function truth(condition: boolean): Value {
  return condition ? 1 : 0;
}

/** Writes JSON up to the length of a line, however often a list may hold another. */
class Writer {
  #left = longestLine;

  write(value: Value, depth = 0): string {
    if (this.#left <= 0 || depth > 50) return this.#put('…');
    this.#left -= 2;
    if (value === null || typeof value === 'number' || typeof value === 'boolean')
      return this.#put(`${value}`);
    if (typeof value === 'string') return this.#put(depth === 0 ? value : JSON.stringify(value));
    if ('entries' in value && !Array.isArray(value)) {
      const { entries } = value as { readonly entries: ReadonlyMap<string, Value> };
      const parts = this.#each([...entries], ([key, inner]) => {
        return `${this.#put(JSON.stringify(key))}:${this.write(inner, depth + 1)}`;
      });
      return `{${parts.join(',')}}`;
    }
    return `[${this.#each(value as readonly Value[], (inner) => this.write(inner, depth + 1)).join(',')}]`;
  }

  #put(text: string): string {
    this.#left -= text.length + 2;
    return text;
  }

  #each<Item>(items: readonly Item[], write: (item: Item) => string): string[] {
    const parts: string[] = [];
    for (const item of items) {
      if (this.#left <= 0) break;
      parts.push(write(item));
    }
    return parts;
  }
}
