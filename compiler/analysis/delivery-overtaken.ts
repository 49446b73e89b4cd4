import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Message } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { unenforcedPairs } from './enforced-order.ts';
import { valuedOf } from './label-text.ts';
import { pairReplies } from './replies.ts';
import { runsOf } from './runs.ts';
import { isSubscription } from './subscriptions.ts';
import { pathOf, type Transfer, transfersOf } from './transfers.ts';

/**
 * Deliveries of a lifeline that passes on one value of a thing after the other, where nothing keeps the next value from
 * reaching it before it has passed on this one: if it keeps only the latest, this one is never delivered.
 */
export function reportDeliveryOvertaken(
  diagram: Diagram,
  interaction: Interaction,
  { channel = 'fifo', replies = 'auto' }: AnalysisOptions,
): readonly Diagnostic[] {
  const { answered } = pairReplies(diagram, interaction.messages, replies);
  const passed = passedOn(interaction, answered);
  if (passed.size === 0) return [];
  const messageOf = (occurrence: Occurrence | undefined): Message | null =>
    interaction.messages[(occurrence?.message ?? 0) - 1]?.statement ?? null;
  const overtaken = new Set<PassedOn>();
  for (const run of runsOf(interaction.root).runs) {
    for (const [before, after] of unenforcedPairs(run, channel)) {
      const first = run[before]?.occurrence;
      const delivery = first?.kind === 'send' ? messageOf(first) : null;
      const passing = delivery === null ? undefined : passed.get(delivery);
      if (passing?.next.message === messageOf(run[after]?.occurrence)) overtaken.add(passing);
    }
  }
  return [...overtaken].map(({ delivery, next }) => {
    const args = {
      feed: delivery.from,
      lifeline: delivery.to,
      label: normaliseLabel(delivery.message.label),
      next: normaliseLabel(next.message.label),
    };
    const related = [{ span: next.message.span, message: 'may reach it before' }];
    return diagnose('delivery-overtaken', args, delivery.message.span, related);
  });
}

/** A delivery and the update behind the next one. */
interface PassedOn {
  readonly delivery: Transfer;
  readonly next: Transfer;
}

/**
 * The deliveries that nobody asked for and that pass on a value of which the same lifeline sends the next one, by message: `X -> feed : update`,
 * `feed --> Y : thing [1]`, `X -> feed : update`, `feed --> Y : thing [2]`.
 */
function passedOn(
  { messages }: Interaction,
  answered: ReadonlyMap<Message, Message>,
): ReadonlyMap<Message, PassedOn> {
  const passed = new Map<Message, PassedOn>();
  const received = new Map<string, Transfer>();
  const delivered = new Map<string, { readonly delivery: Transfer; readonly update: Transfer }>();
  for (const delivery of messages.flatMap(({ statement }) => transfersOf(statement))) {
    const { message, from, to } = delivery;
    const update = received.get(from);
    const call = answered.get(message);
    const isAsked = call !== undefined && !isSubscription(call);
    if (update !== undefined && update.from !== to && !isAsked) {
      const { thing, value } = valuedOf(message.label);
      const path = `${pathOf(from, to)} ${thing}`;
      const before = delivered.get(path);
      if (before !== undefined && before.update.from === update.from && isNew(value, before.delivery))
        passed.set(before.delivery.message, { delivery: before.delivery, next: update });
      delivered.set(path, { delivery, update });
    }
    received.set(to, delivery);
  }
  return passed;
}

function isNew(value: string | null, before: Transfer): boolean {
  return value !== null && value !== valuedOf(before.message.label).value;
}
