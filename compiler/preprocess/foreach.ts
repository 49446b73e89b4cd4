import type { Line } from '../text/lines.ts';
import type { Context } from './context.ts';
import type { Value } from './value.ts';
import { namePattern } from './words.ts';

/** The variable of a `!foreach $name in list` and what it takes on, or why there is neither; `head` is the offset of the name. */
export function readForeach(
  line: Line,
  head: number,
  context: Context,
): { readonly name: string; readonly items: readonly Value[] } | string {
  const { text } = line;
  const found = pattern.exec(text.slice(head, head + 1_000));
  if (found === null) return 'it is written `!foreach $item in [1, 2, 3]`';
  const [all, name = ''] = found;
  const close = all.startsWith('(') && text.endsWith(')') ? 1 : 0;
  const list = context.evaluate({ line, start: head + all.length, end: text.length - close });
  const items = itemsOf(list);
  return items === null ? 'there is no list behind `in`' : { name, items };
}

const pattern = new RegExp(`^\\(?\\s*(${namePattern})\\s+in\\s+`, 'iu');

/** The items of a list, the keys of an object; null for what has none. */
function itemsOf(value: Value): readonly Value[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return value as readonly Value[];
  return [...(value as { readonly entries: ReadonlyMap<string, Value> }).entries.keys()];
}
