import type { Message, Statement } from '../../../compiler/syntax/diagram.ts';

/** The drawn messages of the statements and of the fragments among them; layout arrows are none. */
export function messagesIn(statements: readonly Statement[]): Message[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'message') return statement.arrow.hidden ? [] : [statement];
    if (statement.kind !== 'fragment') return [];
    return statement.operands.flatMap((operand) => messagesIn(operand.statements));
  });
}
