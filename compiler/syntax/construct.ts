import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Line } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { Dialect, FragmentOperator, Message, Statement } from './diagram.ts';
import type { Lifelines } from './lifelines.ts';

/**
 * One thing that can be written. A dialect is a list of constructs: the first that can read a line does, and must not
 * touch the reader before it is sure.
 */
export interface Construct {
  readonly name: string;
  /**
   * The words and marks with which a line that it reads can begin, in lower case: other lines are not tried. Absent when it
   * may begin with anything.
   */
  readonly begins?: readonly string[];
  readonly read: (line: Line, reader: Reader) => Reading | null;
}

/** What a line turned out to be: a statement, several, or an edge of a fragment. */
export type Reading = Statement | Statements | Edge;

export interface Statements {
  readonly kind: 'statements';
  readonly statements: readonly Statement[];
}

export type Edge =
  | {
      readonly kind: 'open';
      readonly operator: FragmentOperator;
      readonly keyword: string;
      readonly label: string;
      readonly decoration: string;
      readonly parallel: boolean;
    }
  | {
      readonly kind: 'else';
      readonly keyword: string;
      /** The fragments that it gives another operand. */
      readonly operators: readonly FragmentOperator[];
      /** The fragments in which it is drawn, and chooses nothing. */
      readonly tolerated: readonly FragmentOperator[];
      readonly label: string;
      readonly decoration: string;
    }
  | { readonly kind: 'end'; readonly closes: 'box' | 'fragment' | 'parallel' | 'any' };

/** What a construct may ask and tell while the text is read. */
export interface Reader {
  readonly dialect: Dialect;
  readonly lifelines: Lifelines;
  /** The message that a `return` answers: the one that led to the innermost activation, else the last. */
  readonly answered: () => { readonly message: Message; readonly activated: boolean } | null;
  /** The lifeline that was activated last and is still active. */
  readonly lastActive: () => string | null;
  /** Whether the lifeline was destroyed and no message was drawn since. */
  readonly isDoomed: (id: string) => boolean;
  /** Takes the following lines up to the first that ends the block; without one, all of them, with a diagnostic. */
  readonly takeBlock: (keyword: string, terminator: string, isEnd: (line: Line) => boolean) => Block;
  /** Whether the following lines reach one that ends the block before one that begins something else. */
  readonly hasBlock: (isEnd: (line: Line) => boolean, isOther: (line: Line) => boolean) => boolean;
  /** Whether anything of the diagram was read, be it Mermaid's `sequenceDiagram`: comments and lines about its look are nothing. */
  readonly hasBegun: () => boolean;
  /** Whether the innermost open fragment is a box. */
  readonly isInBox: () => boolean;
  /** Whether the innermost open fragment is a `parallel` of WSD or SDO. */
  readonly isInParallel: () => boolean;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The lines of a block without its first and last; `span` covers both. */
export interface Block {
  readonly lines: readonly Line[];
  readonly last: Line | null;
  readonly span: Span;
}
