import { together } from '../interaction/together.ts';
import type { Statement } from '../syntax/diagram.ts';

/** Makes a `par` of what PlantUML marks with `&` as happening at the same time. */
export function spreadTogether(statements: readonly Statement[]): readonly Statement[] {
  const isMarked = (statement: Statement): boolean => 'parallel' in statement && statement.parallel;
  if (!statements.some((statement) => isMarked(statement) || statement.kind === 'fragment'))
    return statements;
  return together(statements).groups.flatMap((group): readonly Statement[] => {
    const inner = group.map(spreadInside);
    const [first] = inner;
    if (first === undefined || inner.length === 1) return inner;
    const { span } = first;
    const operands = inner.map((statement) => ({ label: '', decoration: '', statements: [statement], span }));
    return [
      {
        kind: 'fragment',
        operator: 'par',
        keyword: 'par',
        operands,
        parallel: false,
        decoration: '',
        span,
        headSpan: span,
      },
    ];
  });
}

function spreadInside(statement: Statement): Statement {
  if (statement.kind !== 'fragment') return statement;
  const operands = statement.operands.map((operand) => ({
    ...operand,
    statements: spreadTogether(operand.statements),
  }));
  return { ...statement, operands };
}
