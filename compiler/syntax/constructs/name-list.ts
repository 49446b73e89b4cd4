import type { Lifelines } from '../lifelines.ts';
import { type ReadName, readFreeName, skipBlanks } from '../names.ts';

/** `A, B (x), C` in WSD and SDO, up to a colon, one of the `further` stops behind a blank, or the end of the line. */
export function readNames(
  text: string,
  start: number,
  lifelines: Lifelines,
  further: string = '',
): { names: ReadName[]; end: number } | null {
  const names: ReadName[] = [];
  let offset = start;
  for (;;) {
    const name = readFreeName(text, offset, lifelines, (at) => isStop(text, at, further));
    if (name === null) return null;
    names.push(name);
    offset = skipBlanks(text, name.end);
    if (text[offset] !== ',') return { names, end: offset };
    offset++;
  }
}

function isStop(text: string, offset: number, further: string): boolean {
  const character = text[offset];
  if (character === undefined || character === ',' || character === ':') return true;
  return further.includes(character) && /\s/.test(text[offset - 1] ?? '');
}
