import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Statement } from '../syntax/diagram.ts';

/** The labels of all refs of a diagram, as they are compared. */
export function refLabels(diagram: Diagram): ReadonlySet<string> {
  const labelsIn = (statements: readonly Statement[]): readonly string[] =>
    statements.flatMap((statement) => {
      if (statement.kind === 'ref') return [normaliseLabel(statement.label)];
      if (statement.kind !== 'fragment') return [];
      return statement.operands.flatMap((operand) => labelsIn(operand.statements));
    });
  return new Set(labelsIn(diagram.statements));
}

/** The diagram under the label of the ref that it is to stand for: lowering looks refs up by it. */
export function standingFor(label: string, diagram: Diagram): Diagram {
  return { ...diagram, name: normaliseLabel(label) };
}
