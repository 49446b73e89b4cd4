import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, FragmentOperator, Message } from '../syntax/diagram.ts';
import { textOf } from './label-text.ts';
import { isWithin, messagesWithin } from './messages-within.ts';

/**
 * Messages that only their label says are repeated, `start polling …` or `ping every 10 s`: outside a `loop` they are
 * drawn once, without a period and without an end.
 */
export function reportRepetitionInLabel({ statements }: Diagram): readonly Diagnostic[] {
  return messagesWithin(statements).flatMap((one) => {
    const { message } = one;
    const words = isWithin(one, loops) ? undefined : repeated.exec(textOf(message.label))?.[0];
    if (words === undefined) return [];
    const args = { words, label: normaliseLabel(message.label), ofItself: sendsToItself(message) };
    return [diagnose('repetition-in-label', args, message.span)];
  });
}

const loops: ReadonlySet<FragmentOperator> = new Set(['loop']);

const repeated =
  /\bpolling\b|\b(?:long-)?polls?\b(?= (?:for|until|every|again|the|status)\b)|\b(?:periodically|repeatedly|continuously|continually|over and over)\b|\bevery (?:few |other |\d+(?:\.\d+)? ?)?(?:ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?|days?)\b|\b(?:retry|retries|retrying|repeat|repeats|repeating|resend|try|tries) until\b|\bkeeps? (?:retrying|trying|asking|checking|sending|polling|resending)\b/i;

/** What a lifeline polls in a message to itself is nowhere in the diagram. */
function sendsToItself({ from, to }: Message): boolean {
  return from.kind === 'lifeline' && to.kind === 'lifeline' && from.id === to.id;
}
