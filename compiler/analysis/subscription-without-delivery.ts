import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { isSubscription } from './subscriptions.ts';
import { pathOf, transfersOf } from './transfers.ts';

/**
 * Subscribers to whom nothing ever comes, while what they subscribed to does deliver to others. A feed that delivers to
 * nobody in the diagram may do so elsewhere.
 */
export function reportSubscriptionWithoutDelivery(
  _: Diagram,
  { messages }: Interaction,
): readonly Diagnostic[] {
  const transfers = messages.flatMap(({ statement }) => transfersOf(statement));
  const subscriptions = transfers.filter(({ message }) => isSubscription(message));
  if (subscriptions.length === 0) return [];
  const served = new Set(transfers.map(({ from, to }) => pathOf(from, to)));
  const subscribed = new Set(subscriptions.map(({ from, to }) => pathOf(from, to)));
  const deliveries = Map.groupBy(transfers, ({ from }) => from);
  return subscriptions.flatMap(({ message, from: lifeline, to: feed }) => {
    if (served.has(pathOf(feed, lifeline))) return [];
    // What a feed sends to those that it subscribed to itself, or that call it, may be something else.
    const other = deliveries
      .get(feed)
      ?.find(({ to }) => !served.has(pathOf(to, feed)) && !subscribed.has(pathOf(feed, to)));
    if (other === undefined) return [];
    const related = [{ span: other.message.span, message: `it delivers to "${other.to}"` }];
    return [
      diagnose('subscription-without-delivery', { lifeline, feed, other: other.to }, message.span, related),
    ];
  });
}
