import { open } from 'node:fs/promises';
import { readTrace } from '../../conformance/read-trace.ts';
import type { ShownLine } from '../../conformance/shown-run.ts';

/** What a look at a trace file found, compared with the look before. */
export type Growth = 'same' | 'more' | 'anew';

/** A trace file that may still be written: reads only what has come since the last look. */
export class TraceFile {
  readonly path: string;
  #lines: ShownLine[] = [];
  #problems: string[] = [];
  #offset = 0;
  #lineNumber = 1;
  /** Bytes of a line that is not whole yet. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.path = path;
  }

  get lines(): readonly ShownLine[] {
    return this.#lines;
  }

  /** One sentence for each line that is none of a trace. */
  get problems(): readonly string[] {
    const cut = this.#rest.length === 0 ? [] : [`line ${this.#lineNumber}: the line has no end yet`];
    return [...this.#problems, ...cut];
  }

  /** A trace that has no footer may go on. */
  get growing(): boolean {
    return this.#lines.at(-1)?.value.kind !== 'footer';
  }

  /** Reads on to the end of the file; from its beginning when it has become shorter. Rejects when it cannot be read. */
  async look(): Promise<Growth> {
    const file = await open(this.path, 'r');
    try {
      const { size } = await file.stat();
      const anew = size < this.#offset;
      if (anew) this.#forget();
      if (size === this.#offset) return anew ? 'anew' : 'same';
      const bytes = Buffer.alloc(size - this.#offset);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, this.#offset);
      this.#offset += bytesRead;
      this.#take(Buffer.concat([this.#rest, bytes.subarray(0, bytesRead)]));
      return anew ? 'anew' : 'more';
    } finally {
      await file.close();
    }
  }

  #forget(): void {
    this.#lines = [];
    this.#problems = [];
    this.#offset = 0;
    this.#lineNumber = 1;
    this.#rest = Buffer.alloc(0);
  }

  #take(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      this.#takeLine(bytes.toString('utf8', start, end));
      this.#lineNumber++;
      start = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(start));
    // No JSON object is the beginning of another one: what parses is whole, though its line has no end.
    if (isWhole(this.#rest)) {
      this.#takeLine(this.#rest.toString('utf8'));
      this.#rest = Buffer.alloc(0);
    }
  }

  #takeLine(text: string): void {
    const { trace, problems } = readTrace(text);
    const values = [trace.header, ...trace.events.map(({ event }) => event), trace.footer];
    for (const value of values) {
      if (value !== null) this.#lines.push({ number: this.#lineNumber, value });
    }
    for (const { message } of problems) this.#problems.push(`line ${this.#lineNumber}: ${message}`);
  }
}

function isWhole(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
