import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { fold, partsOf } from '../interaction/fold.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import type { Diagram, Fragment, Operand, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';

/** Operands that no run enters, as they stand in a loop that never repeats. */
export function reportUnreachableOperands(diagram: Diagram, interaction: Interaction): readonly Diagnostic[] {
  return unreachableOperands(diagram, interaction).map(({ fragment, operand }) =>
    diagnose(
      'unreachable-operand',
      { keyword: fragment.keyword, label: operand.label },
      operand === fragment.operands[0] ? fragment.headSpan : operand.span,
    ),
  );
}

/**
 * The outermost operands of which no run of the diagram has an occurrence; those that must not happen (`neg`) are no such.
 *
 * It is the same under every channel model: whatever stands in the term is in some run, and that run can be played in drawn order,
 * each message received directly after it was sent, which every network allows.
 */
export function unreachableOperands(
  { statements }: Pick<Diagram, 'statements'>,
  { root, occurrences, forbidden }: Interaction,
): readonly UnreachableOperand[] {
  const inTerm = new Set<Occurrence>(forbidden);
  fold<null>(root, new Map(), partsOf, (term) => {
    if (term.kind === 'once') inTerm.add(term.occurrence);
    return null;
  });
  const reached = new Set([...inTerm].map(({ span }) => placeOf(span)));
  const drawn = new Set(occurrences.map(({ span }) => placeOf(span)));
  return statements.flatMap(within);

  function within(statement: Statement): readonly UnreachableOperand[] {
    if (statement.kind !== 'fragment') return [];
    return statement.operands.flatMap((operand) => {
      const places = placesIn(operand.statements);
      if (!places.some((place) => drawn.has(place))) return [];
      return places.some((place) => reached.has(place))
        ? operand.statements.flatMap(within)
        : [{ fragment: statement, operand }];
    });
  }
}

export interface UnreachableOperand {
  readonly fragment: Fragment;
  readonly operand: Operand;
}

function placesIn(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) =>
    statement.kind === 'fragment'
      ? statement.operands.flatMap((operand) => placesIn(operand.statements))
      : [placeOf(statement.span)],
  );
}

function placeOf({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}
