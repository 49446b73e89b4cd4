/** A table by words that authors write: it has no other keys, as a plain object has `constructor` and its kin. */
export function wordTable<Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return { __proto__: null, ...entries } as unknown as Readonly<Record<string, Value>>;
}
