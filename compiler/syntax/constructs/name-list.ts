import type { Lifelines } from '../lifelines.ts';
import { type ReadName, readFreeName, skipBlanks } from '../names.ts';

/**
 * `A, B (x), C` in WSD and SDO, up to a colon, the end of the line, or one of the `further` stops behind a
 * blank or a declared name.
 */
export function readNames(
  text: string,
  start: number,
  lifelines: Lifelines,
  further: string = '',
): { names: ReadName[]; end: number } | null {
  const names: ReadName[] = [];
  let offset = start;
  for (;;) {
    const name = readFreeName(text, offset, lifelines, (at) => {
      if (isStop(text, at)) return true;
      // `A#red`: a colour, if `A` is a name.
      if (!further.includes(text[at] as string)) return false;
      return /\s/.test(text[at - 1] ?? '') || lifelines.isKnown(text.slice(skipBlanks(text, offset), at));
    });
    if (name === null) return null;
    names.push(name);
    offset = skipBlanks(text, name.end);
    if (text[offset] !== ',') return { names, end: offset };
    offset++;
  }
}

function isStop(text: string, offset: number): boolean {
  const character = text[offset];
  return character === undefined || character === ',' || character === ':';
}
