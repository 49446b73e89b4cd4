import { primitives } from './primitives.ts';
import type { FieldType } from './types.ts';

/** A type as it is written behind a field: `List<Order>`, `Item[]`, `String?`. */
export interface WrittenType {
  readonly type: FieldType;
  /** A value may be missing. */
  readonly optional: boolean;
  /** The name of a type that is neither known nor drawn. */
  readonly unknown: string | null;
}

/** Reads a type; `isDrawn` says whether a class diagram has a type of that name. What is not known is free. */
export function readFieldType(text: string, isDrawn: (name: string) => boolean): WrittenType {
  // Mermaid writes `List~Order~`.
  return read(text.trim().replace(/~([^~<>]+)~/g, '<$1>'), 0);

  function read(written: string, depth: number): WrittenType {
    if (depth > depthMax) return free(written);
    if (written.endsWith('?')) return { ...read(written.slice(0, -1).trim(), depth + 1), optional: true };
    const nullable = /^(.*?)\s*\|\s*(?:null|undefined)$/i.exec(written)?.[1];
    if (nullable !== undefined) return { ...read(nullable, depth + 1), optional: true };
    const [, single, digits] = /^(.*\S)\s*\[(\d{0,6})\]$/.exec(written) ?? [];
    if (single !== undefined) {
      const [min, max] = digits === '' ? [0, Number.POSITIVE_INFINITY] : [Number(digits), Number(digits)];
      return within(read(single, depth + 1), (of) => ({ kind: 'list', of, min, max }));
    }
    const [, name = '', inside] = /^([\p{L}\p{N}_$.:]+)\s*(?:<(.*)>)?$/u.exec(written) ?? [];
    if (isDrawn(name)) return known({ kind: 'named', name });
    // A type of another package is known by its last name.
    const short = name.split(/[.:]+/).at(-1) ?? name;
    const container = containers.get(short.toLowerCase());
    if (inside !== undefined && container !== undefined) {
      const last = read(lastArgument(inside), depth + 1);
      switch (container) {
        case 'list':
          return within(last, (of) => ({ kind: 'list', of, min: 0, max: Number.POSITIVE_INFINITY }));
        case 'map':
          return within(last, (of) => ({ kind: 'map', of }));
        case 'optional':
          return { ...last, optional: true };
      }
    }
    if (isDrawn(short) && inside === undefined) return known({ kind: 'named', name: short });
    const primitive = short.toLowerCase();
    return primitives.has(primitive) && inside === undefined
      ? known({ kind: 'primitive', primitive })
      : free(written);
  }
}

/** Nobody nests types deeper. */
const depthMax = 20;

const containers: ReadonlyMap<string, 'list' | 'map' | 'optional'> = new Map([
  ...[
    'list',
    'set',
    'array',
    'collection',
    'iterable',
    'sequence',
    'seq',
    'vector',
    'arraylist',
    'ilist',
  ].map((name) => [name, 'list'] as const),
  ...['ienumerable', 'icollection', 'ireadonlylist', 'readonlyarray', 'hashset', 'stream'].map(
    (name) => [name, 'list'] as const,
  ),
  ...['map', 'dictionary', 'dict', 'record', 'hashmap', 'idictionary', 'treemap'].map(
    (name) => [name, 'map'] as const,
  ),
  ...['optional', 'option', 'maybe', 'nullable'].map((name) => [name, 'optional'] as const),
]);

function known(type: FieldType): WrittenType {
  return { type, optional: false, unknown: null };
}

function free(written: string): WrittenType {
  return { type: { kind: 'free' }, optional: false, unknown: written === '' ? null : written };
}

/** What may be missing inside a list or a map makes the whole no less there; its parts are free then. */
function within(inner: WrittenType, make: (of: FieldType) => FieldType): WrittenType {
  return {
    type: make(inner.optional ? { kind: 'free' } : inner.type),
    optional: false,
    unknown: inner.unknown,
  };
}

/** `String, List<A, B>` has the last argument `List<A, B>`. */
function lastArgument(text: string): string {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '<') depth++;
    else if (text[at] === '>') depth--;
    else if (text[at] === ',' && depth === 0) start = at + 1;
  }
  return text.slice(start).trim();
}
