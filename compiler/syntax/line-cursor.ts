import { diagnose } from '../diagnostics/diagnostic.ts';
import { longestLine } from '../text/decode.ts';
import { joinContinued, type Line, makeLine, restOfLine, spanOf } from '../text/lines.ts';
import { coverSpans } from '../text/span.ts';
import type { Block, Reader } from './construct.ts';
import { trimmedEnd } from './names.ts';
import { commentAtEnd } from './plantuml-comments.ts';

/** Stands for the line where there is none: before the first one and behind the last one. */
export const noLine: Line = makeLine('', '', 1);

/** Goes through the lines of a section once, from the first to the last. */
export class LineCursor {
  /** The line that was taken last. */
  current: Line = noLine;
  readonly #lines: readonly Line[];
  readonly #owner: Pick<Reader, 'dialect' | 'report'>;
  /** In PlantUML lines may go on in the next one. */
  readonly #continues: boolean;
  #next = 0;
  /** A comment with which a line ended that was put together. */
  #comment: Line | null = null;

  constructor(lines: readonly Line[], owner: Pick<Reader, 'dialect' | 'report'>) {
    this.#lines = lines;
    this.#owner = owner;
    this.#continues = owner.dialect === 'plantuml';
  }

  /** The next line that holds anything; null behind the last one. */
  take(): Line | null {
    const comment = this.#comment;
    if (comment !== null) {
      this.#comment = null;
      this.current = comment;
      return comment;
    }
    const lines = this.#lines;
    while (this.#next < lines.length) {
      const line = lines[this.#next++] as Line;
      this.current = this.#continues && isContinued(line.text) ? this.#takeContinued(line) : line;
      if (this.current.text !== '') return this.current;
    }
    this.current = noLine;
    return null;
  }

  /** The line of the text directly before the one that was taken last. */
  before(): Line | null {
    return this.#lines[this.#next - 2] ?? null;
  }

  /** Takes the following lines up to the first that ends the block; without one, all of them. */
  takeBlock(isEnd: (line: Line) => boolean): Block {
    const lines = this.#lines;
    const start = this.#next;
    const end = this.#find(isEnd);
    const last = lines[end] ?? null;
    this.#next = Math.min(end + 1, lines.length);
    const span = coverSpans(spanOf(this.current), spanOf(last ?? lastWritten(lines) ?? this.current));
    return { lines: lines.slice(start, end), last, span };
  }

  /** Whether the following lines reach one that ends a block before one that begins something else. */
  hasBlock(isEnd: (line: Line) => boolean, isOther: (line: Line) => boolean): boolean {
    const line = this.#lines[this.#find((next) => isEnd(next) || isOther(next))];
    return line !== undefined && isEnd(line);
  }

  #find(isWanted: (line: Line) => boolean): number {
    const lines = this.#lines;
    let index = this.#next;
    while (index < lines.length && !isWanted(lines[index] as Line)) index++;
    return index;
  }

  /** A line that ends in one backslash, and the next ones up to one that does not. */
  #takeContinued(first: Line): Line {
    const rows: [Line, ...Line[]] = [first];
    let length = first.text.length;
    for (let last = first; endsInBackslash(last.text); ) {
      const next = this.#lines[this.#next];
      if (next === undefined) break;
      length += next.text.length;
      if (length > longestLine) {
        this.current = first;
        this.#owner.report(diagnose('line-too-long', { length, limit: longestLine }, spanOf(first)));
        break;
      }
      this.#next++;
      rows.push(next);
      last = next;
    }
    const joined = withoutBackslashes(joinContinued(rows));
    const at = joined.text.startsWith("'") ? -1 : commentAtEnd(joined.text);
    if (at <= 0) return joined;
    this.#comment = restOfLine(joined, at);
    return withoutBackslashes(restOfLine(joined, 0, at));
  }
}

/** The last line that holds anything. */
export function lastWritten(lines: readonly Line[]): Line | null {
  return lines.findLast((line) => line.text !== '') ?? null;
}

function isContinued(text: string): boolean {
  // `A -\` alone is a message to the edge.
  return text.length > 1 && endsInBackslash(text) && !/^[^:]{1,200}-\\$/.test(text);
}

function endsInBackslash(text: string): boolean {
  const last = text.length - 1;
  return text.charCodeAt(last) === backslash && text.charCodeAt(last - 1) !== backslash;
}

/** A line behind which nothing stands any more, without what says that it goes on. */
function withoutBackslashes(line: Line): Line {
  const { text } = line;
  let end = text.length;
  while (text[end - 1] === '\\' && text[end - 2] !== '\\') end = trimmedEnd(text, 0, end - 1);
  return restOfLine(line, 0, end);
}

const backslash = 92;
