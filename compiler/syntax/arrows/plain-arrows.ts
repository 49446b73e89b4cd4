import type { Arrow } from '../diagram.ts';

/** An arrow found in a line, with the offset behind it. */
export interface ScannedArrow {
  readonly arrow: Arrow;
  readonly end: number;
}

/** An arrow of dashes and heads alone. */
export interface PlainArrow {
  readonly arrow: Arrow;
  readonly length: number;
}

/** The arrows that nearly all messages have, each read once: messages share them. */
export class PlainArrows {
  /** By their characters as the digits of a number. */
  readonly #arrows = Array.from<PlainArrow | null>({ length: 4 ** longest }).fill(null);
  readonly #goesOn: ReadonlySet<number>;

  /** `scan` reads an arrow of any kind; one that is followed by a character of `goesOn` has more to it, and is not plain. */
  constructor(scan: (text: string, start: number) => ScannedArrow | null, goesOn: string) {
    this.#goesOn = codesOf(goesOn);
    for (const written of plainArrows) {
      const scanned = scan(written, 0);
      if (scanned?.end !== written.length) continue;
      this.#arrows[numberOf(written)] = { arrow: scanned.arrow, length: written.length };
    }
  }

  /** The arrow at the offset; null when there is none, or one with more to it. */
  at(text: string, start: number): PlainArrow | null {
    let number = 0;
    let offset = start;
    for (;;) {
      const code = offset < text.length ? text.charCodeAt(offset) : 0;
      const digit = digitOf(code);
      if (digit === 0) return this.#goesOn.has(code) ? null : (this.#arrows[number] ?? null);
      if (offset === start + longest) return null;
      number = number * 4 + digit;
      offset++;
    }
  }
}

const longest = 6;

const plainArrows: readonly string[] = '-> --> ->> -->> <- <-- <<- <<-- <-> <--> <<->> <<-->>'.split(' ');

function numberOf(written: string): number {
  let number = 0;
  for (let offset = 0; offset < written.length; offset++) {
    number = number * 4 + digitOf(written.charCodeAt(offset));
  }
  return number;
}

/** 0 for what no plain arrow holds. */
function digitOf(code: number): number {
  switch (code) {
    case 45:
      return 1;
    case 60:
      return 2;
    case 62:
      return 3;
    default:
      return 0;
  }
}

/** The codes of the characters. */
export function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
