import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { pairReplies } from './replies.ts';
import { backwardReplies } from './reply-backwards.ts';

/** Messages drawn like a reply that answer no call; those drawn backwards are reported as that. */
export function reportReplyWithoutCall(diagram: Diagram): readonly Diagnostic[] {
  const replies = pairReplies(diagram.statements);
  const backwards = new Set(backwardReplies(replies).map(({ reply }) => reply));
  return replies.unpaired.flatMap(({ reply }) => {
    const { from, to, label, span } = reply;
    if (backwards.has(reply) || from.kind !== 'lifeline' || to.kind !== 'lifeline') return [];
    return [diagnose('reply-without-call', { from: from.id, to: to.id, label: normaliseLabel(label) }, span)];
  });
}
