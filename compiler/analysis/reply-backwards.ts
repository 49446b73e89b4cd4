import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Message } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { type Call, isCall, pairReplies, type Replies } from './replies.ts';

/** Replies drawn from the caller to the callee, the way that the call itself ran. */
export function reportReplyBackwards(
  diagram: Diagram,
  { messages }: Interaction,
  { replies = 'auto' }: AnalysisOptions,
): readonly Diagnostic[] {
  return backwardReplies(pairReplies(diagram, messages, replies)).map(({ reply, call }) =>
    diagnose(
      'reply-backwards',
      {
        from: call.from,
        to: call.to,
        label: normaliseLabel(reply.label),
        call: normaliseLabel(call.message.label),
        swapped: swapped(reply, call),
      },
      reply.span,
      [{ span: call.message.span, message: 'the call, which nothing answers' }],
    ),
  );
}

/**
 * An unpaired reply from X to Y, where Y has never called X, and the open call from X to Y that no reply from Y ever
 * answers.
 */
export function backwardReplies({
  answered,
  unpaired,
}: Replies): readonly { readonly reply: Message; readonly call: Call }[] {
  const answeredCalls = new Set(answered.values());
  return unpaired.flatMap(({ reply, open, called }) => {
    if (called) return [];
    const call = open.findLast(
      (other) =>
        isCall(other) &&
        !answeredCalls.has(other.message) &&
        isLifeline(reply.from, other.from) &&
        isLifeline(reply.to, other.to),
    );
    return call === undefined ? [] : [{ reply, call }];
  });
}

function isLifeline(end: Message['from'], id: string): boolean {
  return end.kind === 'lifeline' && end.id === id;
}

/** The arrow as it was probably meant, written in the way of its author. */
function swapped({ arrow, label }: Message, { from, to }: Call): string {
  const [left, right] = arrow.reversed ? [from, to] : [to, from];
  return `${left} ${arrow.text} ${right}${label === '' ? '' : `: ${label}`}`;
}
