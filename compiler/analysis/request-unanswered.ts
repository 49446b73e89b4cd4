import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { textOf } from './label-text.ts';
import { isCall, pairReplies } from './replies.ts';
import { pathOf, type Transfer, transfersOf } from './transfers.ts';

/**
 * HTTP requests that no response is drawn for, in diagrams that draw replies. Whatever its receiver sends back before the
 * next request of the same path counts as one.
 */
export function reportRequestUnanswered(
  diagram: Diagram,
  { messages }: Interaction,
  { replies = 'auto' }: AnalysisOptions,
): readonly Diagnostic[] {
  const { answered } = pairReplies(diagram, messages, replies);
  if (answered.size === 0) return [];
  const calls = new Set(answered.values());
  const waiting = new Map<string, Transfer>();
  const found: Transfer[] = [];
  for (const transfer of messages.flatMap(({ statement }) => transfersOf(statement))) {
    const path = pathOf(transfer.from, transfer.to);
    waiting.delete(pathOf(transfer.to, transfer.from));
    if (!isRequest(transfer)) continue;
    const before = waiting.get(path);
    if (before !== undefined) found.push(before);
    if (calls.has(transfer.message)) waiting.delete(path);
    else waiting.set(path, transfer);
  }
  return [...found, ...waiting.values()].map(({ message, from, to }) =>
    diagnose('request-unanswered', { from, to, label: normaliseLabel(message.label) }, message.span),
  );
}

/** A method in capitals: `get the order` is none, nor is the `DELETE FROM` of SQL. */
function isRequest({ message }: Transfer): boolean {
  if (message.arrow.line !== 'solid' || !isCall({ message })) return false;
  return /^(?:HTTPS?\s+)?(?:GET|POST|PUT|PATCH|DELETE)\s+(?!FROM\b)\S/.test(textOf(message.label));
}
