import type { Message, Statement } from '../syntax/diagram.ts';
import { follow } from './follow.ts';

/** Which reply answers which call, as far as the drawing lets it be inferred; it never changes what a diagram means. */
export interface Replies {
  /** The call that each reply answers. */
  readonly answered: ReadonlyMap<Message, Message>;
  /** Messages drawn like replies that answer none. */
  readonly unpaired: readonly Unpaired[];
}

/** A message drawn like a reply that answers no call. */
export interface Unpaired {
  readonly reply: Message;
  /** The calls that were open then, outermost first. */
  readonly open: readonly Call[];
  /** Has the receiver called the sender further up? Then this may be one more reply to that. */
  readonly called: boolean;
}

/** A message from one lifeline to another: lost ones, gates, self-messages and multicasts take no part in pairing. */
export interface Call {
  readonly message: Message;
  readonly from: string;
  readonly to: string;
}

/** So many calls are kept open: whoever answers has been called more recently. */
const openMax = 100;

/**
 * A solid line opens a call; a dashed one in the other direction answers the innermost open call between the two. With an
 * open head the call is a signal, which only a reply with an open head answers, an asynchronous acknowledgement. After
 * alternatives a call is open when one of them has left it open.
 */
export function pairReplies(statements: readonly Statement[]): Replies {
  const answered = new Map<Message, Message>();
  const unpaired: Unpaired[] = [];
  const callers = new Map<string, Set<string>>();
  follow<readonly Call[]>(statements, [], {
    parallel: 'in turn',
    join: (states) => inTextOrder(new Set(states.flat())).slice(-openMax),
    step: (open, statement) => {
      const call = callOf(statement);
      if (call === null) return open;
      const { message, from, to } = call;
      if (message.arrow.line === 'solid') {
        callers.set(to, (callers.get(to) ?? new Set()).add(from));
        return opensCall(message) ? [...open.slice(1 - openMax), call] : open;
      }
      const answers = open.findLast(
        (other) => other.from === to && other.to === from && fits(message, other),
      );
      if (answers === undefined) {
        unpaired.push({ reply: message, open, called: callers.get(from)?.has(to) ?? false });
        return open;
      }
      answered.set(call.message, answers.message);
      return open.filter((other) => other !== answers);
    },
  });
  return { answered, unpaired };
}

/** Does the sender wait for an answer? A signal is sent and forgotten. */
export function isCall({ message: { arrow } }: Call): boolean {
  return arrow.head === 'filled';
}

function opensCall({ arrow: { head } }: Message): boolean {
  return head === 'filled' || head === 'open';
}

function fits({ arrow }: Message, call: Call): boolean {
  return isCall(call) || arrow.head === 'open';
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
