import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { pathOf, transfersOf } from './transfers.ts';

/**
 * Feeds that deliver to a lifeline which never sent them anything, in diagrams that draw subscriptions. A feed is a
 * lifeline that others send to by a solid arrow and that passes something on by a dashed one, the way that pushes are drawn.
 */
export function reportDeliveryWithoutSubscription(
  _: Diagram,
  { messages }: Interaction,
): readonly Diagnostic[] {
  const transfers = messages.flatMap(({ statement }) => transfersOf(statement));
  if (!transfers.some(({ message }) => /subscri(?:be|ption)/i.test(message.label))) return [];
  const asked = new Set(transfers.map(({ from, to }) => pathOf(from, to)));
  const fed = (feed: string, lifeline: string): boolean =>
    transfers.some(
      ({ message, from, to }) => message.arrow.line === 'solid' && to === feed && from !== lifeline,
    );

  const deliveries = Map.groupBy(
    transfers.filter(
      ({ message, from, to }) =>
        message.arrow.line === 'dashed' && !asked.has(pathOf(to, from)) && fed(from, to),
    ),
    ({ from, to }) => pathOf(from, to),
  );
  return [...deliveries.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { from: feed, to: lifeline, message } = first;
    const args = { feed, lifeline, deliveries: 1 + others.length };
    const related = others.map((other) => ({ span: other.message.span, message: 'delivered again' }));
    return [diagnose('delivery-without-subscription', args, message.span, related)];
  });
}
