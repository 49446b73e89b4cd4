import type { DrawnMessage, Interaction } from '../interaction/interaction.ts';
import type { Diagram, Message } from '../syntax/diagram.ts';
import { isCall, pairReplies } from './replies.ts';
import type { ReplyReading, SettledReading } from './reply-reading.ts';

/**
 * What a drawn message is to those who take part: `call` one that a reply answers, `reply` one that answers, `local` one to
 * itself, `in` and `out` one at a gate, `lost` never received, `found` from nowhere, `both` one each way, `create` the first
 * that a lifeline receives, and `send` any other.
 */
export type MessageKind =
  | 'call'
  | 'reply'
  | 'send'
  | 'local'
  | 'in'
  | 'out'
  | 'lost'
  | 'found'
  | 'both'
  | 'create';

/** Calls and replies by message number, the same for everybody who shows or uses them. */
export interface MessageKinds {
  readonly reading: SettledReading;
  /** Call and reply, in the order of the replies. A call may have several, one in each alternative. */
  readonly pairs: readonly (readonly [call: number, reply: number])[];
  /** That of message 1 first. */
  readonly kinds: readonly MessageKind[];
}

/** Infers what answers what in a compiled diagram; the interaction is what it is either way. */
export function messageKinds(
  diagram: Diagram,
  { messages }: Pick<Interaction, 'messages'>,
  reading: ReplyReading = 'auto',
): MessageKinds {
  const { reading: settled, answered } = pairReplies(diagram, messages, reading);
  const numbers = new Map(messages.map(({ statement, number }) => [statement, number]));
  const calls = new Set(answered.values());
  const pairs = messages.flatMap(({ statement, number }): readonly (readonly [number, number])[] => {
    const call = numbers.get(answered.get(statement) ?? statement);
    return call === undefined || call === number ? [] : [[call, number]];
  });
  const kindOf = ({ statement }: DrawnMessage): MessageKind =>
    kindByEnds(statement) ??
    (answered.has(statement)
      ? 'reply'
      : calls.has(statement) && isCall({ message: statement })
        ? 'call'
        : 'send');
  return { reading: settled, pairs, kinds: messages.map(kindOf) };
}

/** What the drawing alone says; null for a message from one lifeline to another. */
function kindByEnds({ from, to, arrow, lifecycle }: Message): MessageKind | null {
  if (arrow.lost || to.kind === 'nowhere') return 'lost';
  if (from.kind === 'nowhere') return 'found';
  if (from.kind === 'gate') return 'in';
  if (to.kind === 'gate') return 'out';
  if (from.id === to.id) return 'local';
  if (arrow.bidirectional) return 'both';
  return lifecycle.includes('create') ? 'create' : null;
}
