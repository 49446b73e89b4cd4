import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { isSubscription } from './subscriptions.ts';
import { type Transfer, transfersOf } from './transfers.ts';

/**
 * Subscriptions that nothing comes back for before the feed is sent something else: neither a confirmation nor what there is
 * already. What is published meanwhile may be missed, and nobody can tell.
 */
export function reportSubscriptionUnconfirmed(_: Diagram, { messages }: Interaction): readonly Diagnostic[] {
  const transfers = messages.flatMap(({ statement }) => transfersOf(statement));
  const open = new Map<string, Transfer[]>();
  const found: Diagnostic[] = [];
  for (const transfer of transfers) {
    const { message, from, to } = transfer;
    if (isSubscription(message)) {
      const others = open.get(to);
      if (others === undefined) open.set(to, [transfer]);
      else others.push(transfer);
      continue;
    }
    // Whatever comes back tells the subscriber that it was heard.
    const waiting = open.get(from)?.filter((subscription) => subscription.from !== to);
    if (waiting !== undefined) open.set(from, waiting);
    for (const subscription of open.get(to) ?? []) {
      const args = { lifeline: subscription.from, feed: to, label: normaliseLabel(message.label) };
      const related = [{ span: message.span, message: 'comes next there' }];
      found.push(diagnose('subscription-unconfirmed', args, subscription.message.span, related));
    }
    open.delete(to);
  }
  return found;
}
