import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, FragmentOperator } from '../syntax/diagram.ts';
import { textOf } from './label-text.ts';
import { isWithin, messagesWithin } from './messages-within.ts';
import { readsLikeTimeout } from './timeout-drawn-as-step.ts';

/**
 * Messages that only their label says are conditional, `If metering is on, send …` or `store (optional)`, or are to wait,
 * `After both updates, write …`: as they are drawn they always happen, and nothing makes them wait. Within a fragment that
 * gives a choice the words may be its guard once more. What happens when time is up is a matter of its own.
 */
export function reportConditionInLabel({ statements }: Diagram): readonly Diagnostic[] {
  return messagesWithin(statements).flatMap((one) => {
    const { label, span } = one.message;
    const found = conditionOf(textOf(label));
    if (readsLikeTimeout(normaliseLabel(label))) return [];
    if (found === null || (found.kind === 'condition' && isWithin(one, choices))) return [];
    return [diagnose('condition-in-label', { ...found, label: normaliseLabel(label) }, span)];
  });
}

const choices: ReadonlySet<FragmentOperator> = new Set(['opt', 'alt', 'break', 'loop']);

interface Condition {
  readonly kind: 'condition' | 'order';
  /** The words that say so. */
  readonly words: string;
}

function conditionOf(text: string): Condition | null {
  for (const [kind, pattern] of patterns) {
    const words = pattern.exec(text)?.[1]?.trim();
    if (words !== undefined) return { kind, words };
  }
  return null;
}

/** `check if it exists` asks and is sent either way, so that behind other words only a few are taken for a condition. */
const patterns: readonly (readonly ['condition' | 'order', RegExp])[] = [
  ['order', /^((?:only )?(?:after|once|as soon as)\s[^,:]{3,}),/i],
  ['condition', /^((?:only )?(?:if|unless|in case|provided(?: that)?)\s[^,:;]+)/i],
  ['condition', /^(optional(?:ly)?)\b(?!\s*[.<(])/i],
  ['condition', /[([]\s*((?:only )?(?:if|unless|in case)\s[^()[\]]+|optional(?:ly)?)\s*[)\]]\)?$/i],
  [
    'condition',
    /\s((?:if|when|where) (?:needed|necessary|required|enabled|applicable|possible|present|available|any))$/i,
  ],
];
