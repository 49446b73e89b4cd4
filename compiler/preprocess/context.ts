import type { DiagnosticArguments } from '../diagnostics/catalogue.ts';
import type { PreprocessArguments } from '../diagnostics/preprocess-catalogue.ts';
import type { Line } from '../text/lines.ts';
import type { Budget } from './budget.ts';
import type { Memory } from './memory.ts';
import type { Macro } from './program.ts';
import type { Value } from './value.ts';

/** What evaluating needs of the preprocessor that is running. */
export interface Context {
  readonly memory: Memory;
  readonly budget: Budget;
  /** The file of the diagram. */
  readonly file: string;
  /** Reports something of the characters from `start` to `end` of a line. */
  readonly report: <Name extends keyof PreprocessArguments>(
    name: Name,
    args: DiagnosticArguments[Name],
    at: Site,
  ) => void;
  /** What a macro returns, or the lines that it makes, with line breaks between them. */
  readonly call: (macro: Macro, given: Given, at: Site) => Value;
  /** Goes in one level, or says where it is too deep and stays; `leave` follows only the former. */
  readonly enter: (at: Site) => boolean;
  readonly leave: () => void;
}

/** A part of a line: where something is called or evaluated. */
export interface Site {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
}

/** The arguments of a call. */
export interface Given {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}
