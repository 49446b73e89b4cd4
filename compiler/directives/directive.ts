import type { Diagram, Directive, Fragment, Operand, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';

/**
 * One directive that there is: what it may stand above, how its value is read, and what it does. The table of all of them
 * reads the directives of a diagram, and is the documentation.
 */
export interface DirectiveEntry<Value> {
  /** What its value may look like, the most usual first. */
  readonly forms: readonly [string, ...string[]];
  /** What it may stand above, as it goes on after "put it above". */
  readonly above: string;
  readonly fits: (target: Target) => boolean;
  readonly read: (value: string, context: DirectiveContext) => ReadValue<Value>;
  /** Makes one value of two above the same statement; null where only one may stand there. */
  readonly join: ((first: Value, second: Value) => Value) | null;
  /** What it does, a paragraph of Markdown. */
  readonly about: string;
  /** Lines of PlantUML that show it. */
  readonly example: readonly string[];
}

/** What directives speak of: the diagram as a whole, the next statement, or the operand that the next `else` opens. */
export type Target =
  | { readonly kind: 'diagram' }
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'operand'; readonly operand: Operand; readonly fragment: Fragment };

/** What the value of a directive may speak of. */
export interface DirectiveContext {
  readonly diagram: Pick<Diagram, 'lifelines'>;
  readonly target: Target;
  /** The place of the directive. */
  readonly span: Span;
  /** The place of its value; null where that stands in no file as it is. */
  readonly valueSpan: Span | null;
}

/** The value, or why there is none: lower case, no full stop, and of which part of the value that is said, if not of all. */
export type ReadValue<Value> =
  | { readonly value: Value }
  | {
      readonly reason: string;
      readonly suggestion: string | null;
      readonly start?: number;
      readonly end?: number;
    };

/** A value that was read, and the directive that says it. */
export interface Said<Value> {
  readonly value: Value;
  readonly directive: Directive;
}

/** The reading of a value that cannot be read. */
export function unreadable(reason: string, suggestion: string | null = null): ReadValue<never> {
  return { reason, suggestion };
}

/** The message that the directive stands above; null when it stands above something else. */
export function messageOf(target: Target): (Statement & { readonly kind: 'message' }) | null {
  return target.kind === 'statement' && target.statement.kind === 'message' ? target.statement : null;
}

/** The fragment that the directive stands above; null when it stands above something else. */
export function fragmentOf(target: Target): Fragment | null {
  return target.kind === 'statement' && target.statement.kind === 'fragment' ? target.statement : null;
}
