import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Fragment, Lifeline, Ref, Statement } from '../syntax/diagram.ts';
import { takeHead } from './head.ts';

/** A diagram with the diagrams that it refers to put in, and the refs for which that was done. */
export interface Inlined {
  readonly diagram: Diagram;
  readonly refs: readonly Ref[];
}

/**
 * Puts the diagrams that refs name in their places, since only one diagram is written. A break ends only the diagram that it
 * stands in, and each diagram has its own order, so each stands in a fragment of its own.
 */
export function inlineRefs(diagram: Diagram, named: ReadonlyMap<string, Diagram>): Inlined {
  const refs: Ref[] = [];
  const isOrdered = diagram.statements.some(speaksOfOrder);
  const lifelines = new Map(diagram.lifelines.map((lifeline) => [lifeline.id, lifeline]));
  const statements = inline(diagram.statements, [diagram]);
  return { diagram: { ...diagram, statements, lifelines: [...lifelines.values()] }, refs };

  function inline(statements: readonly Statement[], path: readonly Diagram[]): readonly Statement[] {
    return statements.flatMap((statement): readonly Statement[] => {
      if (statement.kind === 'fragment') {
        const operands = statement.operands.map((operand) => ({
          ...operand,
          statements: inline(operand.statements, path),
        }));
        return [{ ...statement, operands }];
      }
      const inner = statement.kind === 'ref' ? named.get(normaliseLabel(statement.label)) : undefined;
      if (statement.kind !== 'ref' || inner === undefined || path.includes(inner)) return [statement];
      refs.push(statement);
      enter(inner.lifelines);
      const { ofDiagram, statements: drawn } = takeHead(inner.statements);
      const order = ofDiagram.filter(({ name }) => name === 'order');
      // In a strict order around it, a diagram without one has a weak one.
      const weak: Statement = {
        kind: 'directive',
        name: 'order',
        value: 'weak',
        span: statement.span,
        valueSpan: null,
      };
      const said = order.length > 0 ? order : isOrdered ? [weak] : [];
      return [...said, fragmentOf(statement, inline(drawn, [...path, inner]))];
    });
  }

  function enter(more: readonly Lifeline[]): void {
    for (const lifeline of more) if (!lifelines.has(lifeline.id)) lifelines.set(lifeline.id, lifeline);
  }
}

/** An `alt` with one operand is what it holds, and lets no break out. */
function fragmentOf({ label, span }: Ref, statements: readonly Statement[]): Fragment {
  const drawn = statements.filter(
    ({ kind }) => kind !== 'title' && kind !== 'style' && kind !== 'participant',
  );
  return {
    kind: 'fragment',
    operator: statements.some(isBreak) ? 'alt' : 'group',
    keyword: 'group',
    operands: [{ label, decoration: '', statements: drawn, span }],
    parallel: false,
    decoration: '',
    span,
    headSpan: span,
  };
}

function speaksOfOrder(statement: Statement): boolean {
  if (statement.kind === 'directive') return statement.name === 'order';
  if (statement.kind !== 'fragment') return false;
  return (
    statement.operator === 'strict' ||
    statement.operands.some((operand) => operand.statements.some(speaksOfOrder))
  );
}

/** Whether it ends what it stands in, at whatever depth it is looked through. */
export function isBreak(statement: Statement): boolean {
  if (statement.kind !== 'fragment') return false;
  if (statement.operator === 'break') return true;
  return statement.operands.some((operand) => operand.statements.some(isBreak));
}
