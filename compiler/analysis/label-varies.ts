import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Message } from '../syntax/diagram.ts';
import { valuedOf } from './label-text.ts';

/**
 * Labels of one diagram that differ only in capitals, blanks and punctuation, `Push order` and `push order`, and a thing that
 * is sent with its state here and without it there, `order [Untaken]` and `order`. Each spelling is told once, where it comes first.
 */
export function reportLabelVaries(_: Diagram, { messages }: Interaction): readonly Diagnostic[] {
  const labels = new Set<string>();
  const spelt = new Map<string, Message>();
  const things = new Map<string, Message>();
  const found: Diagnostic[] = [];
  for (const { statement } of messages) {
    const label = normaliseLabel(statement.label);
    if (labels.has(label) || !/\p{L}{2}/u.test(label)) continue;
    labels.add(label);
    const { thing, value } = valuedOf(label);
    const hasState = value?.startsWith('[') === true;
    const like = spelt.get(lettersOf(label)) ?? things.get(`${!hasState} ${thing}`);
    if (!spelt.has(lettersOf(label))) spelt.set(lettersOf(label), statement);
    if (!things.has(`${hasState} ${thing}`)) things.set(`${hasState} ${thing}`, statement);
    if (like === undefined) continue;
    const args = { label, other: normaliseLabel(like.label) };
    const related = [{ span: like.span, message: 'written otherwise here' }];
    found.push(diagnose('label-varies', args, statement.span, related));
  }
  return found;
}

/** Without what two people would write differently. */
function lettersOf(label: string): string {
  return label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
