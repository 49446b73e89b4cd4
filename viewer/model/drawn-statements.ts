import type { Diagram, Message, Statement } from '../../compiler/syntax/diagram.ts';

/** All statements in text order, those inside fragments too. */
export function drawnStatements(diagram: Diagram): readonly Statement[] {
  return diagram.statements.flatMap(withInner);
}

/** All arrows in text order that are messages. */
export function drawnMessages(diagram: Diagram): readonly Message[] {
  return drawnStatements(diagram).filter(
    (statement): statement is Message => statement.kind === 'message' && !statement.arrow.hidden,
  );
}

function withInner(statement: Statement): readonly Statement[] {
  if (statement.kind !== 'fragment') return [statement];
  return [statement, ...statement.operands.flatMap(({ statements }) => statements.flatMap(withInner))];
}
