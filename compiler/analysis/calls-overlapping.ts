import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Message } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { isCall, pairReplies } from './replies.ts';

/**
 * Replies to a caller that has made another call since, which is answered later: `call a, call b, reply a, reply b`. Who waits
 * for its calls can have only the innermost one answered, so these overlap, and their replies may come in any order.
 */
export function reportCallsOverlapping(
  diagram: Diagram,
  { messages }: Interaction,
  { replies = 'auto' }: AnalysisOptions,
): readonly Diagnostic[] {
  const { answered } = pairReplies(diagram, messages, replies);
  const numbers = new Map(messages.map(({ statement, number }) => [statement, number]));
  const numberOf = (message: Message): number => numbers.get(message) ?? 0;
  // Of several replies to one call, in alternatives, the last.
  const replyTo = new Map([...answered].map(([reply, call]) => [call, reply]));
  const pairs = [...replyTo]
    .filter(([call]) => isCall({ message: call }))
    .map(([call, reply]) => ({ reply, call, sent: numberOf(call), back: numberOf(reply) }));
  const byCaller = Map.groupBy(pairs, ({ call }) => callerOf(call));
  return [...byCaller.values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.sent - b.sent);
    return inOrder.flatMap((first, at) => {
      const next = inOrder[at + 1];
      if (next === undefined || next.call.parallel) return [];
      if (next.sent > first.back || next.back < first.back) return [];
      const args = {
        caller: callerOf(first.call),
        first: normaliseLabel(first.call.label),
        second: normaliseLabel(next.call.label),
      };
      return [
        diagnose('calls-overlapping', args, first.reply.span, [
          { span: first.call.span, message: 'the call that it answers' },
          { span: next.call.span, message: 'called since, and answered later' },
        ]),
      ];
    });
  });
}

function callerOf({ from }: Message): string {
  return from.kind === 'lifeline' ? from.id : '';
}
