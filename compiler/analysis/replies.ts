import type { DrawnMessage } from '../interaction/interaction.ts';
import type { Diagram, Message, Statement } from '../syntax/diagram.ts';
import { follow } from './follow.ts';
import { type ReplyReading, type SettledReading, saidBy, settleReading } from './reply-reading.ts';

/**
 * Which reply answers which call, as far as the drawing lets it be inferred. It is a guess that diagnostics, transports and
 * pictures share; it never changes what a diagram means.
 */
export interface Replies {
  readonly reading: SettledReading;
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
  /** Whether the receiver was activated for it, and whether that activation has ended since. */
  readonly activation: 'none' | 'open' | 'ended';
}

/** So many calls are kept open: whoever answers has been called more recently. */
const openMax = 100;

/**
 * A solid line opens a call; a dashed one in the other direction answers the innermost open call between the two. With an
 * open head the call is a signal, which only a reply with an open head answers, an asynchronous acknowledgement. Where
 * replies may be solid, a solid line back with a filled head answers a call as well, and opens none then. After
 * alternatives a call is open when one of them has left it open.
 */
export function pairReplies(
  { statements }: Pick<Diagram, 'statements'>,
  messages: readonly DrawnMessage[],
  reading: ReplyReading,
): Replies {
  const settled = settleReading(
    reading,
    messages.map(({ statement }) => statement),
  );
  const answered = new Map<Message, Message>();
  const unpaired: Unpaired[] = [];
  const callers = new Map<string, Set<string>>();
  follow<readonly Call[]>(statements, [], {
    parallel: 'in turn',
    join: (states) => inTextOrder(innermostStates(states)).slice(-openMax),
    step: (open, statement) => {
      if (statement.kind === 'activation') return withActivation(open, statement.action, statement.id);
      const call = callOf(statement);
      if (call === null) return open;
      const { message, from, to } = call;
      const answers = open.findLast(
        (other) => other.from === to && other.to === from && fits(message, other, settled),
      );
      const left = answers === undefined ? open : open.filter((other) => other !== answers);
      if (answers !== undefined) answered.set(message, answers.message);
      else if (message.arrow.line === 'dashed') {
        unpaired.push({ reply: message, open, called: callers.get(from)?.has(to) ?? false });
      } else callers.set(to, (callers.get(to) ?? new Set()).add(from));
      const ended = message.lifecycle.includes('deactivate')
        ? withActivation(left, 'deactivate', from)
        : left;
      return answers === undefined && opensCall(message) ? [...ended.slice(1 - openMax), call] : ended;
    },
  });
  return { reading: settled, answered, unpaired };
}

/** Does the sender wait for an answer? A signal is sent and forgotten. */
export function isCall({ message: { arrow } }: Pick<Call, 'message'>): boolean {
  return arrow.head === 'filled';
}

function opensCall({ arrow: { head, line } }: Message): boolean {
  return line === 'solid' && (head === 'filled' || head === 'open');
}

function fits({ arrow, label }: Message, call: Call, reading: SettledReading): boolean {
  if (arrow.line === 'dashed') return isCall(call) || arrow.head === 'open';
  if (!isCall(call) || arrow.head !== 'filled') return false;
  switch (reading) {
    case 'dashed':
      return false;
    case 'solid':
      return true;
    case 'hinted': {
      const said = saidBy(label);
      return said === null ? call.activation !== 'ended' : said === 'answer';
    }
  }
}

function callOf(statement: Statement): Call | null {
  if (statement.kind !== 'message') return null;
  const { from, to, alsoTo, arrow, lifecycle } = statement;
  if (from.kind !== 'lifeline' || to.kind !== 'lifeline' || from.id === to.id || alsoTo.length > 0)
    return null;
  if (arrow.hidden || arrow.lost || arrow.bidirectional) return null;
  const activation = lifecycle.includes('activate') ? 'open' : 'none';
  return { message: statement, from: from.id, to: to.id, activation };
}

/** The last call to the lifeline that had no activation has one now, or the last that had one has it no more. */
function withActivation(open: readonly Call[], action: string, id: string): readonly Call[] {
  if (action !== 'activate' && action !== 'deactivate') return open;
  const before = action === 'activate' ? 'none' : 'open';
  const at = open.findLastIndex(({ to, activation }) => to === id && activation === before);
  const call = open[at];
  if (call === undefined) return open;
  return open.with(at, { ...call, activation: action === 'activate' ? 'open' : 'ended' });
}

/** Each call once: that of the last alternative, whose activation may differ. */
function innermostStates(states: readonly (readonly Call[])[]): Iterable<Call> {
  return new Map(states.flat().map((call) => [call.message, call])).values();
}

function inTextOrder(calls: Iterable<Call>): readonly Call[] {
  return [...calls].toSorted(
    ({ message: { span: a } }, { message: { span: b } }) => a.line - b.line || a.column - b.column,
  );
}
