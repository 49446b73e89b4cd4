import type { Line } from '../text/lines.ts';

/** The lines of a diagram with what the preprocessor makes of them: a line, or a block of lines. */
export type Node =
  /** A line of the diagram; `verbatim` ones are comments, which macros do not touch. */
  | { readonly kind: 'text'; readonly line: Line; readonly verbatim: boolean }
  /** `!keyword rest` on one line; `rest` is the offset behind the keyword. */
  | { readonly kind: 'directive'; readonly keyword: string; readonly rest: number; readonly line: Line }
  /** `!$name = expression`; `value` is the offset of the expression. */
  | {
      readonly kind: 'assignment';
      readonly name: string;
      readonly scope: 'global' | 'local' | null;
      /** Only where the variable has no value: `?=`. */
      readonly onlyIfUnset: boolean;
      readonly value: number;
      readonly line: Line;
    }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly line: Line }
  | { readonly kind: 'while' | 'foreach'; readonly head: number; readonly line: Line; readonly body: Body }
  | { readonly kind: 'definition'; readonly macro: Macro; readonly line: Line }
  | { readonly kind: 'sub'; readonly name: string; readonly body: Body };

export type Body = readonly Node[];

/** One way through an `!if`. `test` is null in an `!else`, else the offset of the condition. */
export interface Branch {
  readonly line: Line;
  readonly test: number | null;
  readonly asks: 'value' | 'defined' | 'undefined';
  readonly body: Body;
}

/** What a name followed by parentheses, or a defined word, stands for. */
export interface Macro {
  readonly kind: 'procedure' | 'function' | 'define' | 'definelong';
  readonly name: string;
  /** Null for `!define X text`, which is used without parentheses. */
  readonly parameters: readonly Parameter[] | null;
  /** Its arguments are text, not expressions. */
  readonly unquoted: boolean;
  /** The line that defines it, and the offset behind its parameters, where a macro of one line goes on. */
  readonly line: Line;
  readonly rest: number;
  readonly body: Body;
}

export interface Parameter {
  readonly name: string;
  /** The offsets of its default in the line that defines the macro; null when there is none. */
  readonly fallback: { readonly start: number; readonly end: number } | null;
}
