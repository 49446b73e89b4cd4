import type { Occurrence } from '../interaction/interaction.ts';

/** One run's occurrences in drawn order: every choice is made, every loop unrolled. */
export type Run = readonly Instance[];

/** An occurrence in a run; one inside a loop may have several instances. */
export interface Instance {
  readonly occurrence: Occurrence;
  /** The operands of `par` that it is in, outermost first. */
  readonly branches: readonly Branch[];
  /** Indices of the occurrences that an interpretation puts before it though they are in other operands. */
  readonly behind: ReadonlySet<number>;
}

export interface Branch {
  /** Tells the `par` fragments of a run from each other, and the iterations of one. */
  readonly parallel: number;
  readonly operand: number;
}

/** Are two instances in different operands of one `par`, and nothing puts the first before the second? */
export function areApart(first: Instance, second: Instance): boolean {
  return areBeside(first, second) && !second.behind.has(first.occurrence.index);
}

/** Are two instances in different operands of one `par`? */
export function areBeside({ branches: a }: Instance, { branches: b }: Instance): boolean {
  for (const [depth, branch] of a.entries()) {
    const other = b[depth];
    if (other === undefined || other.parallel !== branch.parallel) return false;
    if (other.operand !== branch.operand) return true;
  }
  return false;
}
