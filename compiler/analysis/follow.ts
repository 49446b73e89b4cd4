import { together } from '../interaction/together.ts';
import type { Statement } from '../syntax/diagram.ts';

/** How a state is carried along a diagram, statement by statement, in text order. */
export interface Follower<State> {
  readonly step: (state: State, statement: Statement) => State;
  /** The state after alternatives, each of which began with the state before them; there is at least one. */
  readonly join: (states: readonly State[]) => State;
  /** Do the operands of `par`, and what `&` joins, begin one with what the other has left, or each with the state before all? */
  readonly parallel: 'in turn' | 'apart';
}

/**
 * Follows the statements in the way that a run would go: every operand of an `alt` from the state before the `alt`, the
 * statements after a `break` as if it had not been taken. A loop is followed once; what stands in `neg` never happens.
 */
export function follow<State>(
  statements: readonly Statement[],
  start: State,
  follower: Follower<State>,
): State {
  if (follower.parallel === 'in turn') {
    return statements.reduce((state, statement) => followStatement(statement, state, follower), start);
  }
  return together(statements).groups.reduce((state, group) => {
    const ends = group.map((statement) => followStatement(statement, state, follower));
    return ends.length === 1 ? (ends[0] as State) : follower.join(ends);
  }, start);
}

function followStatement<State>(statement: Statement, before: State, follower: Follower<State>): State {
  if (statement.kind !== 'fragment') return follower.step(before, statement);
  const { operands, operator } = statement;
  const inTurn = (): State =>
    operands.reduce((state, operand) => follow(operand.statements, state, follower), before);
  const apart = (): readonly State[] =>
    operands.map((operand) => follow(operand.statements, before, follower));
  switch (operator) {
    case 'alt':
      return operands.length === 0 ? before : follower.join(apart());
    case 'opt':
      return follower.join([before, ...apart()]);
    case 'par':
      return follower.parallel === 'in turn' || operands.length === 0 ? inTurn() : follower.join(apart());
    case 'break':
      apart();
      return before;
    case 'neg':
      return before;
    case 'group':
    case 'rect':
    case 'box':
    case 'assert':
    case 'seq':
    case 'region':
    case 'expandable':
      return operands.length > 1 ? follower.join(apart()) : inTurn();
    case 'loop':
    case 'critical':
    case 'strict':
    case 'ignore':
    case 'consider':
      return inTurn();
  }
}
