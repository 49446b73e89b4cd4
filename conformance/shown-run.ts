import type { GivenInclude } from '../compiler/preprocess/include.ts';
import type { TraceLine } from '../runtime/trace.ts';
import type { JudgementJson } from './to-json.ts';

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
  /** As `conform --json` gives it; null when nothing was judged: there is no diagram, or it does not compile. */
  readonly verdict: JudgementJson | null;
}

export interface ShownDiagram {
  readonly file: string;
  readonly text: string;
  /** The files that it includes, for readers that have no files. */
  readonly includes: readonly GivenInclude[];
  /** Which of the file's diagrams the run is of, from 0. */
  readonly index: number;
}

/** A line of a trace with its number in the file, from 1. */
export interface ShownLine {
  readonly number: number;
  readonly value: TraceLine;
}

/** What the page is told while it watches a trace grow. */
export type ShownNews =
  | { readonly kind: 'lines'; readonly lines: readonly ShownLine[]; readonly problems: readonly string[] }
  | { readonly kind: 'verdict'; readonly verdict: JudgementJson }
  /** The file was begun anew: everything has to be read again. */
  | { readonly kind: 'reset' };
