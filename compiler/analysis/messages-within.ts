import type { Fragment, FragmentOperator, Message, Statement } from '../syntax/diagram.ts';

/** A message and the fragments that it stands in, outermost first. */
export interface EnclosedMessage {
  readonly message: Message;
  readonly around: readonly Fragment[];
}

/** The messages that are drawn, in text order, each with what is drawn around it; layout arrows are none. */
export function messagesWithin(
  statements: readonly Statement[],
  around: readonly Fragment[] = [],
): readonly EnclosedMessage[] {
  return statements.flatMap((statement): readonly EnclosedMessage[] => {
    if (statement.kind === 'message') return statement.arrow.hidden ? [] : [{ message: statement, around }];
    if (statement.kind !== 'fragment') return [];
    const inside = [...around, statement];
    return statement.operands.flatMap((operand) => messagesWithin(operand.statements, inside));
  });
}

/** Is one of the fragments around the message of such an operator? */
export function isWithin({ around }: EnclosedMessage, operators: ReadonlySet<FragmentOperator>): boolean {
  return around.some(({ operator }) => operators.has(operator));
}
