import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/span.ts';
import type { Activation, Diagram, Message, Statement } from './diagram.ts';

/**
 * Creations and destructions that Mermaid cannot draw: the message behind a creation must go to the new participant, and that
 * behind a destruction must be from or to the one that goes.
 */
export function reportMermaidLives(statements: Diagram['statements']): Diagnostic[] {
  const found: Diagnostic[] = [];
  const known = new Set<string>();
  let waiting: Activation[] = [];
  for (const statement of inTextOrder(statements)) {
    if (statement.kind === 'participant') {
      const { id, decoration, idSpan } = statement;
      if (known.has(id) && decoration.startsWith('create')) found.push(reportTwice(id, idSpan));
      known.add(id);
    }
    if (statement.kind === 'message') for (const id of endsOf(statement)) known.add(id);
    if (
      statement.kind === 'activation' &&
      (statement.action === 'create' || statement.action === 'destroy')
    ) {
      // Of two creations, or two destructions, in a row Mermaid looks only at the last.
      waiting = [...waiting.filter(({ action }) => action !== statement.action), statement];
    } else if (statement.kind === 'message' && waiting.length > 0) {
      for (const one of waiting) if (!isDrawnBy(one, statement)) found.push(reportLone(one));
      waiting = [];
    }
  }
  return found;
}

function* inTextOrder(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    if (statement.kind !== 'fragment') continue;
    for (const operand of statement.operands) yield* inTextOrder(operand.statements);
  }
}

function isDrawnBy({ action, id }: Activation, message: Message): boolean {
  const { to } = message;
  return action === 'create' ? to.kind === 'lifeline' && to.id === id : endsOf(message).includes(id);
}

function endsOf({ from, to }: Message): string[] {
  return [from, to].flatMap((end) => (end.kind === 'lifeline' ? [end.id] : []));
}

function reportLone({ action, id, span }: Activation): Diagnostic {
  const created = action === 'create';
  return diagnose(
    'rejected-by-mermaid',
    {
      reason: `the next message is not ${created ? `to "${id}", which is created` : `from or to "${id}", which is destroyed`} here`,
      advice: created
        ? `let the message that creates "${id}" follow`
        : `move this above the last message of "${id}"`,
    },
    span,
  );
}

function reportTwice(id: string, span: Span): Diagnostic {
  const advice = 'create another participant, and show it by the same name: `create participant other as …`';
  return diagnose('rejected-by-mermaid', { reason: `there was a "${id}" before`, advice }, span);
}
