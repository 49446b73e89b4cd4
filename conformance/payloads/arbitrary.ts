import fc, { type Arbitrary } from 'fast-check';
import type { Payload } from '../../compiler/directives/payload.ts';
import { primitives } from './primitives.ts';
import { isTooLarge, reachable } from './schema.ts';
import { allFields, type FieldType, namesIn, type PayloadType, type PayloadTypes } from './types.ts';

/**
 * Values that a message may bring, for the schema of its payload accepts each of them; an example gives itself. Null when its type
 * is not drawn, speaks of more than can be checked, or has no value of less than 10,000 parts.
 */
export function payloadArbitrary(payload: Payload, types: PayloadTypes): Arbitrary<unknown> | null {
  switch (payload.kind) {
    case 'example':
      return fc.constant(payload.value);
    case 'type': {
      const type = types.get(payload.name);
      if (type === undefined || isTooLarge(types, payload.name)) return null;
      if (sizesOf(types, payload.name) > partsMax) return null;
      const one = new Arbitraries(types).ofType(type, 0);
      return payload.list ? fc.array(one, { maxLength: listMax }) : one;
    }
  }
}

const partsMax = 10_000;

/** Lists and maps are no longer, unless they must be. */
const listMax = 3;

/** From here on what need not be there is not: values end. */
const depthMax = 3;

/** How large the smallest value of a type is. Types that need each other without end were made optional before. */
function sizesOf(types: PayloadTypes, name: string): number {
  const sizes = new Map<string, number>();
  const waiting = [...reachable(types, [name])];
  // Parts first: a type is done when all that it needs is. Each round does at least one.
  for (let before = -1; before < sizes.size && sizes.size < waiting.length; ) {
    before = sizes.size;
    for (const type of waiting) {
      const size = sizes.has(type.name) ? null : sizeOf(type);
      if (size !== null) sizes.set(type.name, size);
    }
  }
  return sizes.get(name) ?? Number.POSITIVE_INFINITY;

  function sizeOf(type: PayloadType): number | null {
    if (type.kind === 'enum') return 1;
    let size = 1;
    for (const { type: written, optional } of allFields(types, type)) {
      const count = optional || written.kind === 'map' ? 0 : leastOf(written);
      if (count === 0) continue;
      for (const part of namesIn(written)) {
        const known = sizes.get(part);
        if (known === undefined && types.has(part)) return null;
        size += count * (known ?? 1);
      }
      if (namesIn(written).length === 0) size += count;
    }
    return Math.min(size, Number.MAX_SAFE_INTEGER);
  }
}

function leastOf(type: FieldType): number {
  return type.kind === 'list' ? type.min * leastOf(type.of) : 1;
}

class Arbitraries {
  readonly #types: PayloadTypes;
  readonly #known = new Map<string, Arbitrary<unknown>>();

  constructor(types: PayloadTypes) {
    this.#types = types;
  }

  ofType(type: PayloadType, depth: number): Arbitrary<unknown> {
    const key = `${Math.min(depth, depthMax)} ${type.name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = type.kind === 'enum' ? ofEnum(type.values) : this.#ofFields(type, depth);
    this.#known.set(key, made);
    return made;
  }

  #ofFields(type: PayloadType & { readonly kind: 'object' }, depth: number): Arbitrary<unknown> {
    const fields = allFields(this.#types, type).filter(({ optional }) => !optional || depth < depthMax);
    const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
    const model = fields.map(({ name, type: written, optional }) => {
      const value = this.#of(written, depth + 1);
      return [name, optional ? fc.option(value, { nil: null }) : value] as const;
    });
    return fc.record(Object.fromEntries(model), { requiredKeys: required, noNullPrototype: true });
  }

  #of(type: FieldType, depth: number): Arbitrary<unknown> {
    switch (type.kind) {
      case 'primitive':
        return ofPrimitive(type.primitive);
      case 'named': {
        const named = this.#types.get(type.name);
        return named === undefined ? free() : this.ofType(named, depth);
      }
      case 'list': {
        const { of, min, max } = type;
        const wanted = depth < depthMax ? Math.max(min, listMax) : min;
        return fc.array(wanted === 0 ? free() : this.#of(of, depth), {
          minLength: min,
          maxLength: Math.min(max, wanted),
        });
      }
      case 'map': {
        if (depth >= depthMax) return fc.constant({});
        const key = fc.string({ minLength: 1, maxLength: 5 }).filter((text) => text !== '__proto__');
        return fc.dictionary(key, this.#of(type.of, depth), { maxKeys: listMax, noNullPrototype: true });
      }
      case 'free':
        return free();
    }
  }
}

function ofEnum(values: readonly string[]): Arbitrary<unknown> {
  return values.length === 0 ? free() : fc.constantFrom(...values);
}

function ofPrimitive(primitive: string): Arbitrary<unknown> {
  const { type, format, minimum } = primitives.get(primitive) ?? {};
  if (typeof format === 'string') return formatted.get(format)?.() ?? fc.string();
  switch (type) {
    case 'string':
      return fc.string();
    case 'integer':
      return minimum === 0 ? fc.nat() : fc.integer();
    case 'number':
      // JSON has neither NaN nor infinity, and −0 comes back as 0.
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return free();
  }
}

/** Anything small: what is free is rarely looked at. */
function free(): Arbitrary<unknown> {
  return fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
}

const instant = (): Arbitrary<string> =>
  fc
    .date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString());

const formatted: ReadonlyMap<string, () => Arbitrary<string>> = new Map([
  ['date', () => instant().map((text) => text.slice(0, 10))],
  ['date-time', instant],
  ['iso-date-time', () => instant().map((text) => text.slice(0, 19))],
  ['iso-time', () => instant().map((text) => text.slice(11, 19))],
  ['duration', () => fc.nat(100_000).map((seconds) => `PT${seconds}S`)],
  ['uuid', () => fc.uuid()],
  // `webUrl` takes more than a second to make.
  ['uri', () => fc.uuid().map((id) => `https://example.com/${id}`)],
  ['email', () => fc.emailAddress()],
]);
