/** A name of a variable or a macro. Most begin with `$`, what is built in with `%`; anything that is a word may be one. */
export const namePattern = '[$%]?[\\p{L}_][\\p{L}\\p{N}_]*';

const name = new RegExp(namePattern, 'uy');

/** The name that begins at the offset; null when none does. */
export function nameAt(text: string, offset: number): string | null {
  name.lastIndex = offset;
  return name.exec(text)?.[0] ?? null;
}

/** The first offset from `offset` on that holds no blank. */
export function skipBlanks(text: string, offset: number): number {
  let next = offset;
  while (next < text.length && /\s/.test(text[next] as string)) next++;
  return next;
}

/** As much of a text as a diagnostic quotes. */
export function quotable(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
