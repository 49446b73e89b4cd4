import { normaliseLabel } from '../interaction/label.ts';

/** What the label says, without the number, tag or kind of channel that it begins with: `Fork (4): If so, …`, `1.2 ask`, `{TCP} cfd`. */
export function textOf(label: string): string {
  return normaliseLabel(label).slice(0, labelMax).replace(leading, '');
}

/** What a label says, it says at its beginning. */
const labelMax = 300;

const leading =
  /^(?:(?:(?:fork|thread|strand|branch|lane|step)\s*)?(?:[([{<]\s*[\w.#-]{1,12}\s*[)\]}>]|#?\d+(?:\.\d+)*[.):]*(?=\s))\s*[:.–-]?\s*){1,3}/i;

/** The value that a label gives of a thing, and the thing: `cfd [Open]` is `cfd`, `Set state ('Done')` is `Set state`, `price: 7` is `price`. */
export interface Valued {
  readonly thing: string;
  /** As written, with its brackets or quotation marks; null when there is none. */
  readonly value: string | null;
}

/** Splits a label into what it speaks of and the value that it ends in: in brackets, quoted, behind `:` or `=`, or a number. */
export function valuedOf(label: string): Valued {
  const text = normaliseLabel(label);
  if (text.length > labelMax) return { thing: text, value: null };
  const found = values.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const [, thing, value] = found ?? [];
  return thing === undefined || value === undefined
    ? { thing: text, value: null }
    : { thing: thing.trim(), value };
}

const values: readonly RegExp[] = [
  /^([^[({<"'`]*[^\s[({<"'`:=])\s*(\[[^[\]]+\]|\([^()]+\)|<[^<>]+>|(["'`])[^"'`]+\3)$/,
  /^([^:=/]*[^\s:=/])\s?[:=]\s*([^\s:=/][^:=/]*)$/,
  /^(.*\p{L})\s+#?(\d[\d.,]*)$/u,
];
