import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { pairReplies } from './replies.ts';
import { backwardReplies } from './reply-backwards.ts';

/**
 * Messages drawn like a reply that answer no call; those drawn backwards are reported as that. Where every line is dashed
 * that is only how its author draws.
 */
export function reportReplyWithoutCall(
  diagram: Diagram,
  { messages }: Interaction,
  options: AnalysisOptions,
): readonly Diagnostic[] {
  if (messages.every(({ statement }) => statement.arrow.line === 'dashed')) return [];
  const replies = pairReplies(diagram, messages, options.replies ?? 'auto');
  const backwards = new Set(backwardReplies(replies).map(({ reply }) => reply));
  return replies.unpaired.flatMap(({ reply }) => {
    const { from, to, label, span } = reply;
    if (backwards.has(reply) || from.kind !== 'lifeline' || to.kind !== 'lifeline') return [];
    return [diagnose('reply-without-call', { from: from.id, to: to.id, label: normaliseLabel(label) }, span)];
  });
}
