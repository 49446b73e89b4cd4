import type { Message, Statement } from '../syntax/diagram.ts';
import { follow } from './follow.ts';

/** Which reply answers which call, as far as the drawing lets it be inferred; it never changes what a diagram means. */
export interface Replies {
  /** The call that each reply answers. */
  readonly answered: ReadonlyMap<Message, Message>;
  /** Messages drawn like replies that answer none, each with the calls that were open then, outermost first. */
  readonly unpaired: readonly { readonly reply: Message; readonly open: readonly Call[] }[];
}

/** A message from one lifeline to another: lost ones, gates, self-messages and multicasts take no part in pairing. */
export interface Call {
  readonly message: Message;
  readonly from: string;
  readonly to: string;
}

/**
 * A solid line with a filled head opens a call; a dashed one in the other direction answers the innermost open call
 * between the two. After alternatives a call is open when one of them has left it open.
 */
export function pairReplies(statements: readonly Statement[]): Replies {
  const answered = new Map<Message, Message>();
  const unpaired: { reply: Message; open: readonly Call[] }[] = [];
  follow<readonly Call[]>(statements, [], {
    parallel: 'in turn',
    join: (states) => inTextOrder(new Set(states.flat())),
    step: (open, statement) => {
      const call = callOf(statement);
      if (call === null) return open;
      const { arrow } = call.message;
      if (arrow.line === 'solid') return arrow.head === 'filled' ? [...open, call] : open;
      const answers = open.findLast(({ from, to }) => from === call.to && to === call.from);
      if (answers === undefined) {
        unpaired.push({ reply: call.message, open });
        return open;
      }
      answered.set(call.message, answers.message);
      return open.filter((other) => other !== answers);
    },
  });
  return { answered, unpaired };
}

function callOf(statement: Statement): Call | null {
  if (statement.kind !== 'message') return null;
  const { from, to, alsoTo, arrow } = statement;
  if (from.kind !== 'lifeline' || to.kind !== 'lifeline' || from.id === to.id || alsoTo.length > 0)
    return null;
  if (arrow.hidden || arrow.lost || arrow.bidirectional) return null;
  return { message: statement, from: from.id, to: to.id };
}

function inTextOrder(calls: Iterable<Call>): readonly Call[] {
  return [...calls].toSorted(
    ({ message: { span: a } }, { message: { span: b } }) => a.line - b.line || a.column - b.column,
  );
}
