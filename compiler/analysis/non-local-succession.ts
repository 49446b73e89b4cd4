import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Message } from '../syntax/diagram.ts';
import { follow } from './follow.ts';

/**
 * Messages whose sender took no part in the message before: it cannot know that its turn has come. Before the first
 * message behind an `alt` may be the last one of each operand; messages of different operands never follow each other.
 */
export function reportNonLocalSuccession(diagram: Diagram): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  follow<readonly Message[]>(diagram.statements, [], {
    parallel: 'apart',
    join: (states) => [...new Set(states.flat())],
    step: (previous, statement) => {
      if (statement.kind !== 'message' || statement.arrow.hidden) return previous;
      const { from, to } = statement;
      const unseen =
        from.kind === 'lifeline' ? previous.findLast((message) => !takesPart(from.id, message)) : undefined;
      if (from.kind === 'lifeline' && unseen !== undefined) {
        const args = {
          sender: from.id,
          isAction: to.kind === 'lifeline' && to.id === from.id,
          previous: normaliseLabel(unseen.label),
          label: normaliseLabel(statement.label),
        };
        found.push(
          diagnose('non-local-succession', args, statement.span, [
            { span: unseen.span, message: 'drawn before it' },
          ]),
        );
      }
      return [statement];
    },
  });
  return found;
}

function takesPart(lifeline: string, { from, to, alsoTo }: Message): boolean {
  return [from, to, ...alsoTo].some((end) => end.kind === 'lifeline' && end.id === lifeline);
}
