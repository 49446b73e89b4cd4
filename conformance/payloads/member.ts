/** A line in the body of a class that is a field, taken apart. */
export interface Member {
  readonly name: string;
  /** As written; empty when it has none. */
  readonly type: string;
  /** `?` behind the name, or `[0..1]`. */
  readonly optional: boolean;
  /** `[0..*]`; null when it is not written. */
  readonly count: Count | null;
}

/** How many there are; `max` may be infinite. */
export interface Count {
  readonly min: number;
  readonly max: number;
}

/** A field of a class, or null for methods, static members, separators and comments. */
export function readMember(line: string): Member | null {
  if (line.length > longest) return null;
  const isField = /\{field\}/i.test(line);
  let text = line.replace(/\{(?:field|abstract)\}/gi, '').trim();
  if (/\{(?:static|classifier|method)\}/i.test(text) || /^(?:--|==|\.\.|__|'|<<)/.test(text)) return null;
  text = text
    .replace(/^[-+#~]\s*/, '')
    .replace(/\s*=(?!>).*$/, '')
    .replace(/\s*(?:\{[^{}]*\}|<<[^<>]*>>|[;,])$/, '')
    .trim();
  if (text === '' || (text.includes('(') && !isField)) return null;
  const words = /^(?:(?:public|private|protected|internal|final|readonly|val|var)\s+)+/i.exec(text);
  if (/^(?:\w+\s+)*static\s/i.test(text)) return null;
  if (words !== null) text = text.slice(words[0].length);
  const colon = /^("[^"]*"|[^\s:]+(?:\s*\[[\d.*n]+\])?)\s*:(?!:)\s*(.*)$/.exec(text);
  if (colon !== null) return member(colon[1] ?? '', colon[2] ?? '');
  const [, type, name] = /^(.*\S)\s+([\p{L}_$][\p{L}\p{N}_$-]*\??)$/u.exec(text) ?? [];
  return type === undefined || name === undefined ? member(text, '') : member(name, type);
}

/** Longer lines are no fields. */
const longest = 500;

function member(written: string, typed: string): Member | null {
  const [, plain = written, ofName] = /^(.*?)\s*\[([\d.*n]+)\]$/.exec(written) ?? [];
  const [, type = typed, ofType] =
    /^(.*?)\s*\[((?:\d+\.\.)?[\d*n]*[.*n][\d*n]*|\d+\.\.\d+)\]$/.exec(typed) ?? [];
  const count = readCount(ofName ?? ofType ?? '');
  const isAbsent = plain.endsWith('?') || (count !== null && count.min === 0 && count.max === 1);
  const name = (plain.endsWith('?') ? plain.slice(0, -1) : plain).replace(/^"(.*)"$/, '$1').trim();
  if (name === '' || name === '__proto__') return null;
  return { name, type: type.trim(), optional: isAbsent, count };
}

/** `0..*`, `1`, `n`: how many; null when the text does not say. */
export function readCount(text: string): Count | null {
  const [, first = '', second] = /^\s*(\d{1,6}|[*nm])\s*(?:\.\.\s*(\d{1,6}|[*nm]))?\s*$/i.exec(text) ?? [];
  if (first === '') return null;
  const min = /\d/.test(first) ? Number(first) : 0;
  const last = second ?? first;
  const max = /\d/.test(last) ? Number(last) : Number.POSITIVE_INFINITY;
  return { min: Math.min(min, max), max: Math.max(min, max) };
}
