import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Statement } from '../syntax/diagram.ts';

/** Lifelines that are declared and take part in no message and no ref. A note does not make use of one. */
export function reportUnusedLifeline(diagram: Diagram): readonly Diagnostic[] {
  const used = new Set(diagram.statements.flatMap(lifelinesIn));
  return diagram.lifelines
    .filter(({ id, declared }) => declared && !used.has(id))
    .map(({ id, span }) => diagnose('unused-lifeline', { id }, span));
}

function lifelinesIn(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'message':
      return [statement.from, statement.to, ...statement.alsoTo].flatMap((end) =>
        end.kind === 'lifeline' ? [end.id] : [],
      );
    case 'ref':
      return statement.lifelines;
    case 'fragment':
      return statement.operands.flatMap((operand) => operand.statements.flatMap(lifelinesIn));
    case 'participant':
    case 'note':
    case 'activation':
    case 'title':
    case 'divider':
    case 'delay':
    case 'timing':
    case 'directive':
    case 'comment':
    case 'prose':
    case 'class':
    case 'links':
    case 'style':
    case 'unknown':
      return [];
  }
}
