import type { DiagnosticArguments } from '../diagnostics/catalogue.ts';
import type { PreprocessArguments } from '../diagnostics/preprocess-catalogue.ts';
import type { Line } from '../text/lines.ts';
import type { Limited } from './budget.ts';
import type { Memory } from './memory.ts';
import type { Macro } from './program.ts';
import type { Value } from './value.ts';

/** What evaluating needs of the preprocessor that is running. */
export interface Context {
  readonly memory: Memory;
  /** The file of the diagram. */
  readonly file: string;
  /** Reports something of the characters from `start` to `end` of a line. */
  readonly report: <Name extends keyof PreprocessArguments>(
    name: Name,
    args: DiagnosticArguments[Name],
    at: Site,
  ) => void;
  /** The value of an expression; null, and a diagnostic, when it is none. */
  readonly evaluate: (at: Site) => Value | null;
  /** A text that stands for a part of a line, with values for the variables and macros in it. */
  readonly expandText: (text: string, at: Site) => string;
  /** Calls a macro whose arguments are text; `at` is its name. Null when the parentheses behind it are not closed. */
  readonly callByText: (macro: Macro, at: Site) => { readonly value: Value; readonly end: number } | null;
  /** Calls a function that is built in. Null, and a diagnostic, when there is none or it must stay text. */
  readonly callBuiltin: (name: string, given: Given, at: Site) => Value | null;
  /** What a macro returns, or the lines that it makes, with line breaks between them. */
  readonly call: (macro: Macro, given: Given, at: Site) => Value;
  /** Takes from a budget; false, and a diagnostic, when there is not so much left. */
  readonly take: (what: Limited, at: Site, amount?: number) => boolean;
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
