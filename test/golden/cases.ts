import { readFile } from 'node:fs/promises';
import type { TraceEvent } from '../../runtime/trace.ts';

/** A tiny diagram with the verdicts of traces against it, worked out apart from this project. */
export interface GoldenCase {
  readonly name: string;
  readonly diagram: string;
  readonly traces: readonly GoldenTrace[];
  /** What the scripts do together, where that was counted; `executions` in decimal digits. */
  readonly explore?: {
    readonly channel: 'bag';
    readonly configurations: number;
    readonly transitions: number;
    readonly executions: string;
  };
}

/** `args` are flags of `seqwright conform`. */
export interface GoldenTrace {
  readonly args: readonly string[];
  readonly events: readonly TraceEvent[];
  readonly verdict: 'pass' | 'inconclusive' | 'fail';
  readonly extent?: 'complete' | 'prefix';
}

/** The 26 diagrams and 850 traces of cases.json. */
export async function readGoldenCases(): Promise<readonly GoldenCase[]> {
  return JSON.parse(await readFile(new URL('./cases.json', import.meta.url), 'utf8')) as GoldenCase[];
}

/** A trace in one line, to name it in a message: `!A>B:x ?B<A:x`. */
export function sayTrace(events: readonly TraceEvent[]): string {
  return events.map(sayEvent).join(' ');
}

function sayEvent(event: TraceEvent): string {
  switch (event.kind) {
    case 'send':
      return `!${event.lifeline}>${event.peer ?? ''}:${event.label}`;
    case 'receive':
      return `?${event.lifeline}<${event.peer ?? ''}:${event.label}`;
    case 'action':
      return `.${event.lifeline}:${event.label}`;
    case 'message':
      return `${event.from}->${event.to}:${event.label}`;
    case 'ref':
      return `ref ${event.lifelines.join(',')}:${event.label}`;
  }
}
