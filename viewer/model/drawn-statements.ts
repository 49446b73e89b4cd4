import type { Diagram, Statement } from '../../compiler/syntax/diagram.ts';

/** All statements in text order, those inside fragments too. */
export function drawnStatements(diagram: Diagram): readonly Statement[] {
  return diagram.statements.flatMap(withInner);
}

function withInner(statement: Statement): readonly Statement[] {
  if (statement.kind !== 'fragment') return [statement];
  return [statement, ...statement.operands.flatMap(({ statements }) => statements.flatMap(withInner))];
}
