import type { Span } from '../text/span.ts';

/** A text by lines and columns, and the offsets of its spans. */
export class Source {
  readonly text: string;
  readonly file: string;
  readonly #starts: number[] = [0];

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) {
      this.#starts.push(index + lineBreak.length);
    }
    // A byte order mark stands before the first column.
    if (text.startsWith('\uFEFF')) this.#starts[0] = 1;
  }

  /** How lines end behind the offset, else how the first one of the text does. */
  lineBreakAt(offset: number): string {
    const behind = /\r\n|\n|\r/.exec(this.text.slice(offset)) ?? /\r\n|\n|\r/.exec(this.text);
    return behind?.[0] ?? '\n';
  }

  start({ line, column }: Span): number {
    return (this.#starts[line - 1] ?? this.text.length) + column - 1;
  }

  end({ endLine, endColumn }: Span): number {
    return (this.#starts[endLine - 1] ?? this.text.length) + endColumn - 1;
  }

  /** What stands before the offset in its line. */
  before(offset: number): string {
    return /[^\r\n\uFEFF]*$/.exec(this.text.slice(Math.max(0, offset - prefixMax), offset))?.[0] ?? '';
  }
}

/** No indentation is longer. */
const prefixMax = 1_000;
