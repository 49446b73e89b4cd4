import type { Diagram, Message, Statement } from '../syntax/diagram.ts';

/**
 * The diagram with these messages turned round. It is done before the diagram gets its meaning, so that calls and replies are
 * found as they are meant.
 */
export function reverse(diagram: Diagram, messages: ReadonlySet<Message>): Diagram {
  if (messages.size === 0) return diagram;
  const turned = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement) => {
      if (statement.kind === 'message') return messages.has(statement) ? turnRound(statement) : statement;
      if (statement.kind !== 'fragment') return statement;
      const operands = statement.operands.map((operand) => ({
        ...operand,
        statements: turned(operand.statements),
      }));
      return { ...statement, operands };
    });
  return { ...diagram, statements: turned(diagram.statements) };
}

function turnRound(message: Message): Message {
  const arrow = { ...message.arrow, reversed: !message.arrow.reversed };
  return { ...message, from: message.to, to: message.from, arrow };
}
