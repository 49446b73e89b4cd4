import type { TraceLine } from '../runtime/trace.ts';

/** A run as it goes to people who look at it: the trace, the diagram it belongs to, and what was judged of it. */
export interface ShownRun {
  /** Base name of the trace file, or of the diagram when the run was simulated for the occasion. */
  readonly name: string;
  readonly diagram: ShownDiagram | null;
  readonly lines: readonly ShownLine[];
  /** One sentence for each line of the trace that is none. */
  readonly problems: readonly string[];
  /** More lines may come: the trace has no footer yet and its file is watched. */
  readonly growing: boolean;
  /** Null when nothing was judged: there is no diagram, or it does not compile. */
  readonly verdict: ShownVerdict | null;
}

export interface ShownDiagram {
  readonly file: string;
  readonly text: string;
  /** Which of the file's diagrams the run is of, from 0. */
  readonly index: number;
}

/** A line of a trace with its number in the file, from 1. */
export interface ShownLine {
  readonly number: number;
  readonly value: TraceLine;
}

/** The verdict on a run, in the words and with the places that `conform --json` gives. */
export interface ShownVerdict {
  readonly verdict: 'pass' | 'inconclusive' | 'fail';
  readonly extent: 'complete' | 'prefix' | 'slice';
  /** The first event that fits nothing; null when there is none. */
  readonly at: { readonly traceLine: number } | null;
  /** What the diagram allows at that moment. */
  readonly expected: readonly ShownOccurrence[];
  /** What the diagram still asks for at the end. */
  readonly missing: readonly ShownOccurrence[];
  readonly explanation: string;
}

export interface ShownOccurrence {
  readonly kind: string;
  readonly lifeline: string;
  readonly peer?: string;
  readonly label: string;
  readonly file: string;
  readonly line: number;
}

/** What the page is told while it watches a trace grow. */
export type ShownNews =
  | { readonly kind: 'lines'; readonly lines: readonly ShownLine[]; readonly problems: readonly string[] }
  | { readonly kind: 'verdict'; readonly verdict: ShownVerdict }
  /** The file was begun anew: everything has to be read again. */
  | { readonly kind: 'reset' };
