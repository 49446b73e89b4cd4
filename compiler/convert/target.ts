import type { Arrow, Dialect, FragmentOperator, LifelineKind } from '../syntax/diagram.ts';

/** What can be written in a language, and how. */
export interface Target {
  readonly dialect: Dialect;
  /** What people call it. */
  readonly language: string;
  readonly kinds: readonly LifelineKind[];
  /** The arrow from left to right; null when there is none that means the same. */
  readonly arrow: (look: Look) => string | null;
  /** The arrow with a head on either side. */
  readonly bothWays: (look: Look) => string | null;
  /** Whether an arrow may be written from right to left. */
  readonly reverses: boolean;
  /** The sides of the diagram that a message may come from or go to, and `nowhere`. */
  readonly outside: readonly ('left' | 'right' | 'nowhere')[];
  readonly hasMulticast: boolean;
  /** How many of `+ - * !` an arrow may have, and which. */
  readonly marks: { readonly most: number; readonly of: readonly Step[] };
  /** The keywords of the fragments that it has. */
  readonly keywords: Readonly<Partial<Record<FragmentOperator, string>>>;
  /** The shapes of its notes, by what the others call them. */
  readonly shapes: Readonly<Record<string, string>>;
  readonly hasNoteBlocks: boolean;
  readonly hasRef: boolean;
  readonly hasDivider: boolean;
  readonly hasDelay: boolean;
  /** Whether labels may hold `**bold**` and the like. */
  readonly hasMarkup: boolean;
  readonly lineBreak: string;
  /** A line that switches the numbers of messages on, from a number and by a step, or off. */
  readonly autonumber: (start: readonly string[]) => string;
  readonly autonumberOff: string;
  /** The keyword of the line that activates with every message; null when there is none. */
  readonly autoactivate: string | null;
}

/** What a step of a lifeline's life that is written at an arrow does. */
export type Step = 'activate' | 'deactivate' | 'create' | 'destroy';

/** How an arrow looks, whatever language it is written in. */
export interface Look {
  readonly line: Arrow['line'];
  readonly head: 'filled' | 'open' | 'none' | 'cross' | HalfHead;
}

/** The upper or the lower half of a head, filled or open. */
export type HalfHead = 'upper' | 'lower' | 'upper open' | 'lower open';
