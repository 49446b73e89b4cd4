import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Activation, Message, Statement } from './diagram.ts';

/** What PlantUML refuses of creations and activations, and what is read here all the same. */
export function reportLifecycle(statements: readonly Statement[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  let created: Activation | null = null;
  let behindDelay = false;
  visit(statements);
  return found;

  function visit(within: readonly Statement[]): void {
    for (const statement of within) {
      switch (statement.kind) {
        case 'message':
          if (statement.arrow.hidden) break;
          if (created !== null && !arrivesAt(statement, created.id)) {
            found.push(diagnose('creation-without-message', { id: created.id }, created.span));
          }
          created = null;
          behindDelay = false;
          break;
        case 'activation':
          if (statement.action === 'create') created = statement;
          else if (behindDelay) {
            const { action, id, span } = statement;
            found.push(diagnose('activation-after-delay', { action, id }, span));
          }
          break;
        case 'delay':
          behindDelay = true;
          break;
        case 'fragment':
          behindDelay = false;
          for (const operand of statement.operands) visit(operand.statements);
          behindDelay = false;
          break;
        case 'participant':
        case 'ref':
        case 'note':
        case 'title':
        case 'divider':
        case 'timing':
        case 'directive':
        case 'comment':
        case 'prose':
        case 'links':
        case 'class':
        case 'style':
        case 'unknown':
          break;
      }
    }
  }
}

/** Whether a diagram with the statement may have what PlantUML refuses; most have none and need not be gone through. */
export function mayBeRefused(statement: Statement): boolean {
  return statement.kind === 'delay' || (statement.kind === 'activation' && statement.action === 'create');
}

function arrivesAt({ from, to, alsoTo, arrow }: Message, id: string): boolean {
  const ends = arrow.bidirectional ? [from, to, ...alsoTo] : [to, ...alsoTo];
  return ends.some((end) => end.kind === 'lifeline' && end.id === id);
}
