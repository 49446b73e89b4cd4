import type { Line } from '../text/lines.ts';
import type { Context, Site } from './context.ts';
import {
  type IncludedFile,
  type IncludeReader,
  includedLines,
  includePath,
  linesOf,
  linesOfSub,
  refusal,
} from './include.ts';
import { quotable } from './words.ts';

/** What an include brings: lines to go through, and what they are called, to tell when they include themselves. */
export interface Included {
  readonly key: string;
  readonly lines: readonly Line[];
  /** The whole text that they are taken from. */
  readonly source: readonly Line[];
}

/** Where an include stands. */
interface Around {
  /** The text of the file around. */
  readonly source: readonly Line[];
  /** What is being included already. */
  readonly including: readonly string[];
}

/** Finds what the includes of one diagram name. */
export class Includes {
  /** The files that were read, by path. */
  readonly read: Map<string, IncludedFile> = new Map();
  readonly #reader: IncludeReader | null;
  readonly #seen = new Set<string>();
  readonly #found = new Map<string, Included | null>();

  constructor(reader: IncludeReader | null) {
    this.#reader = reader;
  }

  /** What the line brings; null, and a diagnostic, when that is nothing. */
  find(keyword: string, at: Site, { source, including }: Around, context: Context): Included | null {
    const written = context.expandText(at.line.text.slice(at.start), at).trim();
    const named = includePath(written);
    if (keyword === 'includesub' && named.part === null) {
      const key = subKey(at.line.file, named.path);
      if (including.includes(key)) return reportRecursion(named.path, at, context);
      const own = this.#remember(key, source, () => linesOfSub(source, named.path));
      if (own !== null) return own;
    }
    const refused = refusal(named);
    const given = refused === null ? (this.#reader?.(named.path, at.line.file) ?? null) : null;
    if (given === null || 'refused' in given) {
      const without = this.#reader === null ? 'no file can be read here' : 'there is no such file';
      const reason = refused ?? given?.refused ?? without;
      context.report('include-not-read', { path: quotable(written), reason }, at);
      return null;
    }
    const { file } = given;
    const { part } = named;
    const isSub = keyword === 'includesub' && part !== null;
    const key = part === null ? file : isSub ? subKey(file, part) : `${file}!${part}`;
    if (including.includes(key)) return reportRecursion(written, at, context);
    if (this.#seen.has(key) && keyword !== 'include_many' && keyword !== 'includesub') {
      context.report('include-repeated', { path: quotable(written) }, at);
      return null;
    }
    if (!this.read.has(file) && !context.take('files', at)) return null;
    this.#seen.add(key);
    this.read.set(file, given);
    const whole = this.#remember(`${file}!`, [], () => linesOf(given));
    const found =
      whole === null
        ? null
        : this.#remember(key, whole.lines, () =>
            isSub ? linesOfSub(whole.lines, part) : includedLines(whole.lines, part),
          );
    if (found === null) {
      const reason = whole === null ? 'a line of it is too long' : 'the file has no such part';
      context.report('include-not-read', { path: quotable(written), reason }, at);
    }
    return found;
  }

  /** A file that is included often is taken apart once. */
  #remember(key: string, source: readonly Line[], take: () => readonly Line[] | null): Included | null {
    let found = this.#found.get(key);
    if (found === undefined) {
      const lines = take();
      found = lines === null ? null : { key, lines, source };
      this.#found.set(key, found);
    }
    return found;
  }
}

/** A `!startsub` and a diagram may have the same name. */
function subKey(file: string, name: string): string {
  return `${file}!sub ${name}`;
}

function reportRecursion(path: string, at: Site, context: Context): null {
  context.report('recursive-include', { path: quotable(path) }, at);
  return null;
}
