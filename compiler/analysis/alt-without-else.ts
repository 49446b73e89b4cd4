import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Statement } from '../syntax/diagram.ts';

/** An `alt` with one operand: it leaves no choice, which is seldom what its guard suggests. */
export function reportAltWithoutElse(diagram: Diagram): readonly Diagnostic[] {
  return diagram.statements.flatMap(within);
}

function within(statement: Statement): readonly Diagnostic[] {
  if (statement.kind !== 'fragment') return [];
  const { operator, operands, keyword, headSpan } = statement;
  const inner = operands.flatMap((operand) => operand.statements.flatMap(within));
  // Mermaid's `critical` is an `alt`, whose options are the failures: without any it just happens.
  if (operator !== 'alt' || operands.length !== 1 || keyword.toLowerCase() !== 'alt') return inner;
  return [diagnose('alt-without-else', { label: operands[0]?.label ?? '' }, headSpan), ...inner];
}
