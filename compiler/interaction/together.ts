import type { Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';

/** The statements of an operand, those that happen at the same time in one group. */
export interface Together {
  /** In text order of their first statements. */
  readonly groups: readonly (readonly [Statement, ...Statement[]])[];
  /** The marks of those that stand behind nothing that they could happen together with. */
  readonly alone: readonly Span[];
}

/**
 * Puts each statement marked with `&` to the one before it. What happens nowhere, such as a note, may stand between them;
 * a divider or a delay says that time passes. A break is never in a group: it ends what holds it, and would then only end
 * its own part.
 */
export function together(statements: readonly Statement[]): Together {
  const groups: [Statement, ...Statement[]][] = [];
  const alone: Span[] = [];
  let open: Statement[] | null = null;
  let behindNote = false;
  for (const statement of statements) {
    if (statement.kind === 'divider' || statement.kind === 'delay' || statement.kind === 'unknown')
      open = null;
    if (!happens(statement)) {
      behindNote ||= statement.kind === 'note';
      groups.push([statement]);
      continue;
    }
    const isBreak = statement.kind === 'fragment' && statement.operator === 'break';
    if (isMarked(statement)) {
      if (open !== null && !isBreak) {
        open.push(statement);
        continue;
      }
      // Beside a note it is drawn at its height, and that is all.
      if (!behindNote) alone.push(markOf(statement));
    }
    behindNote = false;
    const group: [Statement, ...Statement[]] = [statement];
    groups.push(group);
    open = isBreak ? null : group;
  }
  return { groups, alone };
}

function happens({ kind }: Statement): boolean {
  return kind === 'message' || kind === 'fragment' || kind === 'ref';
}

function isMarked(statement: Statement): boolean {
  const { kind } = statement;
  return (kind === 'message' || kind === 'fragment' || kind === 'ref') && statement.parallel;
}

/** It is the first character of its statement. */
function markOf({ span }: Statement): Span {
  return { ...span, endLine: span.line, endColumn: span.column + 1 };
}
