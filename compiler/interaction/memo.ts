import type { Terms } from './term.ts';

/** A table of what was worked out about terms; it goes when their maker goes. */
export function createMemo<Key, Value>(): (terms: Terms, key: Key, work: () => Value) => Value {
  const tables = new WeakMap<Terms, Map<Key, Value>>();
  return (terms, key, work) => {
    const table = tables.get(terms) ?? new Map<Key, Value>();
    tables.set(terms, table);
    const known = table.get(key);
    if (known !== undefined) return known;
    const value = work();
    table.set(key, value);
    return value;
  };
}
