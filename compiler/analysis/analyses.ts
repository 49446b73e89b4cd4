import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { reportActivationBalance } from './activation-balance.ts';
import { reportActivationIrregular } from './activation-irregular.ts';
import { reportAliasVaries } from './alias-varies.ts';
import { reportAltWithoutElse } from './alt-without-else.ts';
import type { Analysis, AnalysisOptions } from './analysis.ts';
import { reportCallsOverlapping } from './calls-overlapping.ts';
import { reportConditionInLabel } from './condition-in-label.ts';
import { reportContradictoryTimes } from './contradictory-times.ts';
import { reportDeliveryOvertaken } from './delivery-overtaken.ts';
import { reportDeliveryWithoutSubscription } from './delivery-without-subscription.ts';
import { reportLabelVaries } from './label-varies.ts';
import { reportNonLocalChoice } from './non-local-choice.ts';
import { reportNonLocalSuccession } from './non-local-succession.ts';
import { reportOccurrenceAfterDestroy } from './occurrence-after-destroy.ts';
import { reportQuestionLeftOpen } from './question-left-open.ts';
import { reportRaces } from './race.ts';
import { reportRepetitionInLabel } from './repetition-in-label.ts';
import { reportReplyBackwards } from './reply-backwards.ts';
import { reportReplyWithoutCall } from './reply-without-call.ts';
import { reportRequestUnanswered } from './request-unanswered.ts';
import { reportSubscriptionUnconfirmed } from './subscription-unconfirmed.ts';
import { reportSubscriptionWithoutDelivery } from './subscription-without-delivery.ts';
import { reportThreadsInLabels } from './threads-in-labels.ts';
import { reportTimeoutsDrawnAsSteps } from './timeout-drawn-as-step.ts';
import { reportUnreachableOperands } from './unreachable-operand.ts';
import { reportUnusedLifeline } from './unused-lifeline.ts';
import { reportUpdatesUnordered } from './updates-unordered.ts';

/** Judges the meaning of a diagram: everything that its author probably did not mean, in text order. */
export function analyse(
  diagram: Diagram,
  interaction: Interaction,
  options: AnalysisOptions = {},
): readonly Diagnostic[] {
  const messages = interaction.messages.length;
  if (messages > messagesMax) {
    return [diagnose('not-analysed', { messages, limit: messagesMax }, diagram.span)];
  }
  return sortDiagnostics(analyses.flatMap((analysis) => analysis(diagram, interaction, options)));
}

/** Longer diagrams are not analysed, eighty times as long as those that people draw. */
const messagesMax = 10_000;

const analyses: readonly Analysis[] = [
  reportUnusedLifeline,
  reportAltWithoutElse,
  reportRaces,
  reportNonLocalSuccession,
  reportNonLocalChoice,
  reportReplyBackwards,
  reportReplyWithoutCall,
  reportActivationBalance,
  reportOccurrenceAfterDestroy,
  reportDeliveryWithoutSubscription,
  reportUnreachableOperands,
  reportContradictoryTimes,
  reportTimeoutsDrawnAsSteps,
  reportActivationIrregular,
  reportAliasVaries,
  reportCallsOverlapping,
  reportConditionInLabel,
  reportDeliveryOvertaken,
  reportLabelVaries,
  reportQuestionLeftOpen,
  reportRepetitionInLabel,
  reportRequestUnanswered,
  reportSubscriptionUnconfirmed,
  reportSubscriptionWithoutDelivery,
  reportThreadsInLabels,
  reportUpdatesUnordered,
];
