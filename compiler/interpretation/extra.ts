import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Span } from '../text/span.ts';

/** A message by the ids of its ends; both are the same for an action. */
export interface ExtraEnds {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** A message that no arrow stands for, beside everything that is drawn, any number of times. It has no place of its own. */
export function extra(interaction: Interaction, message: ExtraEnds, span: Span): Interaction {
  const { terms, occurrences, root } = interaction;
  const { from, to } = message;
  const index = occurrences.length;
  const common = {
    label: normaliseLabel(message.label),
    message: null,
    holds: null,
    lost: false,
    span,
  };
  const added: readonly Occurrence[] =
    from === to
      ? [{ ...common, index, kind: 'action', lifelines: [from], peer: null, transmission: null }]
      : [
          { ...common, index, kind: 'send', lifelines: [from], peer: to, transmission: index },
          { ...common, index: index + 1, kind: 'receive', lifelines: [to], peer: from, transmission: index },
        ];
  const once = terms.strict(...added.map((occurrence) => terms.once(occurrence)));
  const anyNumber = terms.loop(terms.sequence(once, terms.again), 0, Number.POSITIVE_INFINITY);
  return {
    ...interaction,
    occurrences: [...occurrences, ...added],
    root: terms.parallel(root, anyNumber),
  };
}
