import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { partsOf } from '../interaction/fold.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Term } from '../interaction/term.ts';
import type { Diagram, Fragment } from '../syntax/diagram.ts';
import { durationPattern } from '../text/duration.ts';
import { type Place, placesIn } from './drawn-places.ts';

/**
 * Steps that read like what happens when something does not come in time, drawn in line with what comes: a run has both.
 * Quiet where the step stands in an operand that need not be taken, and where nothing else happens to its lifeline.
 */
export function reportTimeoutsDrawnAsSteps(
  { statements }: Diagram,
  { messages, occurrences, root }: Interaction,
): readonly Diagnostic[] {
  const choices = choicesIn(root);
  const pathOf = placesIn(statements);
  return messages.flatMap(({ number, statement }) => {
    const label = normaliseLabel(statement.label);
    if (statement.from.kind !== 'lifeline' || !readsLikeTimeout(label)) return [];
    const path = pathOf(statement.span);
    if (path === null || path.some(isLeftOpen) || choices.has(number)) return [];
    const lifeline = statement.from.id;
    const next = comesAllTheSame(occurrences, number, lifeline);
    if (next === null) return [];
    const related = [{ span: next.span, message: 'happens in the same run' }];
    return [
      diagnose('timeout-drawn-as-step', { lifeline, label, next: next.label }, statement.span, related),
    ];
  });
}

/** The numbers of the messages that some run leaves out for another operand, however that came into the meaning. */
function choicesIn(root: Term): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<Term>();
  const waiting: (readonly [term: Term, inChoice: boolean])[] = [[root, false]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [term, inChoice] = next;
    if (seen.has(term)) continue;
    seen.add(term);
    if (inChoice && term.kind === 'once' && term.occurrence.message !== null)
      found.add(term.occurrence.message);
    for (const part of partsOf(term)) waiting.push([part, inChoice || term.kind === 'choice']);
  }
  return found;
}

/** Words for what happens when time is up. Something that only sets, starts or names a time is none. */
export function readsLikeTimeout(label: string): boolean {
  return label.length <= labelMax && timeouts.some((pattern) => pattern.test(label));
}

/** Nobody writes more about it. */
const labelMax = 300;

const timeouts: readonly RegExp[] = [
  /\b(?:not|no|never|nothing|without)\b.*\b(?:in time|on time)\b/i,
  new RegExp(
    `\\b(?:not|no|never|nothing|without)\\b.*\\b(?:within|after|for|in)\\s+(?:the last\\s+)?${durationPattern}`,
    'iu',
  ),
  /\b(?:on|upon|after|if|when|in case of)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}time-?outs?\b/i,
  /\btime[sd] out\b/i,
  /\b(?:timer|deadline|time limit|waiting time|countdown)\s+(?:has\s+|is\s+|was\s+)?(?:expire[sd]?|elapse[sd]?|passe[sd]|reached|exceeded|over|up|fire[sd]|runs out)\b/i,
  /^(?:\W*\w{1,3}\W+)?time-?out\b(?!\s*[=:(]?\s*\d)(?!s?\s+(?:of|is|policy|value|config|setting|parameter|handler))/i,
  new RegExp(
    `\\bafter\\s+${durationPattern}.*\\b(?:cancels?|aborts?|gives? up|fails?|drops?|expires?|rejects?)\\b`,
    'iu',
  ),
];

/** What comes to the lifeline behind the step, else what it does there, else what has come before. */
function comesAllTheSame(
  occurrences: readonly Occurrence[],
  message: number,
  lifeline: string,
): Occurrence | null {
  const own = occurrences.filter((one) => one.lifelines.includes(lifeline) && one.label !== '');
  const behind = own.filter((one) => (one.message ?? 0) > message && !readsLikeTimeout(one.label));
  const before = own.filter((one) => (one.message ?? message) < message && one.kind === 'receive');
  return behind.find(({ kind }) => kind === 'receive') ?? behind[0] ?? before.at(-1) ?? null;
}

/** In an operand that some run leaves out. */
function isLeftOpen({ groups, index }: Place): boolean {
  return groups[index]?.some((statement) => statement.kind === 'fragment' && isChoice(statement)) === true;
}

function isChoice({ operator, operands }: Fragment): boolean {
  switch (operator) {
    case 'alt':
    case 'opt':
    case 'break':
    case 'neg':
      return true;
    case 'group':
    case 'seq':
    case 'assert':
    case 'region':
    case 'expandable':
    case 'rect':
    case 'box':
      return operands.length > 1;
    case 'loop':
    case 'par':
    case 'critical':
    case 'strict':
    case 'ignore':
    case 'consider':
      return false;
  }
}
