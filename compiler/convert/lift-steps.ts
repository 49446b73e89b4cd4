import type { Activation, Message, Statement } from '../syntax/diagram.ts';
import { isLifeline } from './lifecycle.ts';

/**
 * Puts `create X` and `destroy X` on lines of their own to the message that does it: the next one to X creates it, and the one
 * before destroys it. Mermaid has its `destroy` before the last message, where others have it behind. What no such message
 * stands beside stays where it is.
 */
export function liftSteps(statements: readonly Statement[], destroysBefore: boolean): readonly Statement[] {
  return join(
    statements.map((statement) => inOperands(statement, destroysBefore)),
    destroysBefore,
  );
}

function inOperands(statement: Statement, destroysBefore: boolean): Statement {
  if (statement.kind !== 'fragment') return statement;
  const operands = statement.operands.map((operand) => ({
    ...operand,
    statements: liftSteps(operand.statements, destroysBefore),
  }));
  return { ...statement, operands };
}

function join(statements: readonly Statement[], destroysBefore: boolean): readonly Statement[] {
  const steps = new Map<number, Message['lifecycle'][number][]>();
  const behind = new Map<number, Activation[]>();
  const moved = new Set<number>();
  for (const [at, step] of statements.entries()) {
    if (step.kind !== 'activation' || (step.action !== 'create' && step.action !== 'destroy')) continue;
    const isAhead = step.action === 'create' || destroysBefore;
    const found = nearestMessage(statements, at, isAhead ? 1 : -1);
    const message = found === null ? undefined : statements[found];
    if (found === null || message?.kind !== 'message') continue;
    if (takesStep(message, step)) push(steps, found, step.action);
    else if (step.action === 'destroy' && destroysBefore && isLifeline(message.from, step.id))
      push(behind, found, step);
    else continue;
    moved.add(at);
  }
  return statements.flatMap((statement, at): readonly Statement[] => {
    if (moved.has(at)) return [];
    if (statement.kind !== 'message') return [statement];
    const lifecycle = [...statement.lifecycle, ...(steps.get(at) ?? [])];
    return [{ ...statement, lifecycle }, ...(behind.get(at) ?? [])];
  });
}

function push<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The next message in that direction, with nothing between that happens. */
function nearestMessage(statements: readonly Statement[], from: number, way: 1 | -1): number | null {
  for (let at = from + way; at >= 0 && at < statements.length; at += way) {
    const kind = statements[at]?.kind;
    if (kind === 'message') return at;
    if (kind !== 'note' && kind !== 'activation' && kind !== 'comment' && kind !== 'participant') return null;
  }
  return null;
}

function takesStep({ to, alsoTo, lifecycle, arrow }: Message, { action, id }: Activation): boolean {
  const isReceiver = isLifeline(to, id) && alsoTo.length === 0 && !arrow.hidden;
  return isReceiver && !lifecycle.some((step) => step === action);
}
