import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { automaticChange, switchedAutomatic } from '../syntax/activations.ts';
import type { Activation, Diagram, End, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import { follow } from './follow.ts';

/** Deactivations of a lifeline that is not active, and activations that never end. */
export function reportActivationBalance(diagram: Diagram): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const ended = new Set<Activated>();
  let automatic = false;
  const end = follow<Active>(diagram.statements, new Map(), {
    parallel: 'in turn',
    join: deepest,
    step: (active, statement) => {
      automatic = switchedAutomatic(statement) ?? automatic;
      return changesOf(statement, automatic).reduce((before, change) => {
        const last = before.get(change.id)?.at(-1);
        if (last !== undefined && change.action === 'deactivate') ended.add(last);
        const left = apply(before, change, statement.span);
        if (left !== null) return left;
        if (change.isWritten)
          found.push(diagnose('activation-unbalanced', { id: change.id }, statement.span));
        return before;
      }, active);
    },
  });
  const open = [...end].flatMap(([id, activations]) =>
    activations
      .filter(({ isWritten }) => isWritten)
      .map((one) => diagnose('activation-left-open', { id, endedElsewhere: ended.has(one) }, one.span)),
  );
  return [...found, ...open];
}

/** Where an activation began, and whether it says so or `autoactivate` does. */
interface Activated {
  readonly span: Span;
  readonly isWritten: boolean;
}

/** The activations of each lifeline, outermost first. */
type Active = ReadonlyMap<string, readonly Activated[]>;

interface Change {
  readonly action: Activation['action'];
  readonly id: string;
  readonly isWritten: boolean;
}

/** In written order: `A -> B ++ --` activates B and deactivates A. */
function changesOf(statement: Statement, automatic: boolean): readonly Change[] {
  if (statement.kind === 'activation') {
    return [{ action: statement.action, id: statement.id, isWritten: true }];
  }
  if (statement.kind !== 'message') return [];
  const silent = automatic ? automaticChange(statement) : null;
  if (silent !== null) return [{ ...silent, isWritten: false }];
  return statement.lifecycle.flatMap((action) => {
    const end: End = action === 'deactivate' ? statement.from : statement.to;
    return end.kind === 'lifeline' ? [{ action, id: end.id, isWritten: true }] : [];
  });
}

/** Null when the lifeline is to be deactivated and is not active. */
function apply(active: Active, { action, id, isWritten }: Change, span: Span): Active | null {
  const activations = active.get(id) ?? [];
  switch (action) {
    case 'activate':
      return new Map(active).set(id, [...activations, { span, isWritten }]);
    case 'deactivate':
      return activations.length === 0 ? null : new Map(active).set(id, activations.slice(0, -1));
    case 'create':
      return active;
    case 'destroy':
      return activations.length === 0 ? active : new Map(active).set(id, []);
  }
}

/** After alternatives a lifeline is as active as the one leaves it that has ended the fewest. */
function deepest(states: readonly Active[]): Active {
  const joined = new Map<string, readonly Activated[]>();
  for (const [id, activations] of states.flatMap((state) => [...state])) {
    if (activations.length >= (joined.get(id)?.length ?? 0)) joined.set(id, activations);
  }
  return joined;
}
