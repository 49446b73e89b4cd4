/** How deep the values of a recording may be nested. */
const depthMax = 200;

/** Where something stands in a text, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something that could not be read, and where. */
export interface Problem extends Place {
  readonly message: string;
}

export interface ReadJson {
  /** What was read; where the text breaks off, all that stands before. Undefined when that is nothing. */
  readonly value: unknown;
  /** Why the text was not read to its end; null when it was. */
  readonly problem: Problem | null;
  /** Where an object or a list of the value begins. */
  readonly placeOf: (value: object) => Place;
}

/**
 * Reads JSON (RFC 8259) and remembers where its objects are. Of a text that breaks off or goes wrong, what came before is kept.
 * Whole numbers that a double does not hold exactly are bigints: times in nanoseconds are.
 */
export function readJson(text: string, firstLine = 1): ReadJson {
  const reader = new JsonReader(text);
  const value = reader.read();
  const placeAt = placesIn(text, firstLine);
  const { failure, offsets } = reader;
  return {
    value,
    problem: failure === null ? null : { ...placeAt(failure.offset), message: failure.message },
    placeOf: (one) => placeAt(offsets.get(one) ?? 0),
  };
}

class JsonReader {
  failure: { readonly offset: number; readonly message: string } | null = null;
  readonly offsets: Map<object, number> = new Map();
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  read(): unknown {
    const value = this.#value(0);
    if (this.failure === null && this.#peek() !== '') this.#fail('the JSON has ended, and more text follows');
    return value;
  }

  #value(depth: number): unknown {
    const next = this.#peek();
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#list(depth);
    if (next === '"') return this.#string();
    scalar.lastIndex = this.#at;
    const [word] = scalar.exec(this.#text) ?? [];
    if (word === undefined)
      return this.#fail(next === '' ? 'the text breaks off' : 'there is no JSON value here');
    this.#at += word.length;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    const number = Number(word);
    return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(word)
      ? BigInt(word)
      : number;
  }

  #object(depth: number): unknown {
    const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    if (!this.#enter(members, depth)) return undefined;
    if (this.#takes('}')) return members;
    while (this.failure === null) {
      if (this.#peek() !== '"')
        return this.#failIn(members, 'the name of a member, in quotation marks, is missing');
      const key = this.#string();
      if (key === undefined) break;
      if (!this.#takes(':')) return this.#failIn(members, '`:` is missing');
      const value = this.#value(depth + 1);
      if (value !== undefined) members[key] = value;
      if (this.failure !== null || this.#takes('}')) break;
      if (!this.#takes(',')) return this.#failIn(members, '`,` or `}` is missing');
    }
    return members;
  }

  #list(depth: number): unknown {
    const elements: unknown[] = [];
    if (!this.#enter(elements, depth)) return undefined;
    if (this.#takes(']')) return elements;
    while (this.failure === null) {
      const value = this.#value(depth + 1);
      if (value !== undefined) elements.push(value);
      if (this.failure !== null || this.#takes(']')) break;
      if (!this.#takes(',')) return this.#failIn(elements, '`,` or `]` is missing');
    }
    return elements;
  }

  #enter(value: object, depth: number): boolean {
    this.offsets.set(value, this.#at);
    if (depth > depthMax) this.#fail(`it is nested more than ${depthMax} deep`);
    this.#at++;
    return this.failure === null;
  }

  #string(): string | undefined {
    const start = this.#at;
    for (let end = start + 1; end < this.#text.length; end++) {
      const letter = this.#text[end];
      if (letter === '\\') end++;
      else if (letter === '"') {
        this.#at = end + 1;
        try {
          return JSON.parse(this.#text.slice(start, end + 1)) as string;
        } catch {
          this.#at = start;
          return this.#fail('the text in quotation marks holds what JSON does not allow');
        }
      }
    }
    return this.#fail('the text in quotation marks does not end');
  }

  /** The next letter that is no white space; empty at the end. */
  #peek(): string {
    space.lastIndex = this.#at;
    this.#at += space.exec(this.#text)?.[0].length ?? 0;
    return this.#text[this.#at] ?? '';
  }

  #takes(letter: string): boolean {
    if (this.#peek() !== letter) return false;
    this.#at++;
    return true;
  }

  #failIn<Value>(value: Value, message: string): Value {
    this.#fail(this.#at >= this.#text.length ? 'the text breaks off' : message);
    return value;
  }

  #fail(message: string): undefined {
    this.failure ??= { offset: this.#at, message };
    return undefined;
  }
}

const space = /[ \t\r\n]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Lines are counted once, when the first place is asked for. */
function placesIn(text: string, firstLine: number): (offset: number) => Place {
  let starts: readonly number[] | null = null;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
  };
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements of a list; none of anything else. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A scalar as text; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : null;
}
