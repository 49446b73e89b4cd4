import type { TraceEvent, TraceFooter, TraceHeader, TraceLine, TraceRemark } from '../trace.ts';

/** A place in the trace that is kept for an event of which it is not known yet whether it belongs there. */
export interface Slot {
  /** The event happened here. */
  readonly fill: (event: TraceEvent) => void;
  /** It is recorded elsewhere. */
  readonly free: () => void;
}

/** Writes the trace of one live run, line by line, as far as all lines before are settled. */
export class Recorder {
  readonly lines: TraceLine[] = [];
  readonly #onLine: (line: TraceLine) => void;
  readonly #now: () => number;
  #waiting: { line: TraceLine | null; settled: boolean }[] = [];
  #events = 0;

  constructor(header: TraceHeader, now: () => number, onLine: (line: TraceLine) => void) {
    this.#now = now;
    this.#onLine = onLine;
    this.#append(header);
  }

  get events(): number {
    return this.#events;
  }

  event(event: TraceEvent): void {
    this.#events += 1;
    this.#append({ ...event, time: this.#now() });
  }

  remark(remark: TraceRemark): void {
    this.#append({ ...remark, time: this.#now() });
  }

  /** Keeps the next place free. */
  hold(): Slot {
    const place: { line: TraceLine | null; settled: boolean } = { line: null, settled: false };
    const time = this.#now();
    this.#waiting.push(place);
    const settle = (line: TraceLine | null) => {
      place.line = line;
      place.settled = true;
      this.#flush();
    };
    return {
      fill: (event) => {
        this.#events += 1;
        settle({ ...event, time });
      },
      free: () => settle(null),
    };
  }

  /** The last line; slots that are still open stay empty. */
  end(ended: TraceFooter['ended']): void {
    for (const place of this.#waiting) place.settled = true;
    this.#append({ kind: 'footer', events: this.#events, ended });
  }

  #append(line: TraceLine): void {
    this.#waiting.push({ line, settled: true });
    this.#flush();
  }

  #flush(): void {
    const open = this.#waiting.findIndex(({ settled }) => !settled);
    const ready = open === -1 ? this.#waiting : this.#waiting.slice(0, open);
    this.#waiting = open === -1 ? [] : this.#waiting.slice(open);
    for (const { line } of ready) {
      if (line === null) continue;
      this.lines.push(line);
      this.#onLine(line);
    }
  }
}
