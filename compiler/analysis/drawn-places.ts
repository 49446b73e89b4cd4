import { together } from '../interaction/together.ts';
import type { Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';

/** What is drawn one below the other in one operand: statements that happen at the same time stand in one group. */
export type Groups = readonly (readonly [Statement, ...Statement[]])[];

/** One of the groups of an operand. */
export interface Place {
  readonly groups: Groups;
  readonly index: number;
}

/** Where the statement at a span stands: in which group of which operand, outermost first; null when it is not in these statements. */
export function placesIn(statements: readonly Statement[]): (span: Span) => readonly Place[] | null {
  const paths = new Map<string, readonly Place[]>();
  visit(statements, []);
  return (span) => paths.get(keyOf(span)) ?? null;

  function visit(within: readonly Statement[], around: readonly Place[]): void {
    const { groups } = together(within);
    for (const [index, group] of groups.entries()) {
      const path = [...around, { groups, index }];
      for (const statement of group) {
        if (statement.kind === 'message' || statement.kind === 'ref') paths.set(keyOf(statement.span), path);
        if (statement.kind !== 'fragment') continue;
        for (const operand of statement.operands) visit(operand.statements, path);
      }
    }
  }
}

/** The innermost operand that holds both in different groups: the places there; null when one group holds both all the way. */
export function partingOf(
  one: readonly Place[],
  other: readonly Place[],
): readonly [one: Place, other: Place] | null {
  for (const [depth, here] of one.entries()) {
    const there = other[depth];
    if (there === undefined || there.groups !== here.groups) return null;
    if (there.index !== here.index) return [here, there];
  }
  return null;
}

/** Whether anything of the group happens in a run. */
export function happens([{ kind }]: Groups[number]): boolean {
  return kind === 'message' || kind === 'fragment' || kind === 'ref';
}

function keyOf({ file, line, column }: Span): string {
  return [file, line, column].join();
}
