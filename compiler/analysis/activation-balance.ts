import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Activation, Diagram, End, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import { follow } from './follow.ts';

/** Deactivations of a lifeline that is not active, and activations that never end. */
export function reportActivationBalance(diagram: Diagram): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const end = follow<Active>(diagram.statements, new Map(), {
    parallel: 'in turn',
    join: deepest,
    step: (active, statement) =>
      changesOf(statement).reduce((before, change) => {
        const left = apply(before, change, statement.span);
        if (left !== null) return left;
        found.push(diagnose('activation-unbalanced', { id: change.id }, statement.span));
        return before;
      }, active),
  });
  const open = [...end].flatMap(([id, spans]) =>
    spans.map((span) => diagnose('activation-left-open', { id }, span)),
  );
  return [...found, ...open];
}

/** Where the activations of each lifeline began, outermost first. */
type Active = ReadonlyMap<string, readonly Span[]>;

interface Change {
  readonly action: Activation['action'];
  readonly id: string;
}

/** In written order: `A -> B ++ --` activates B and deactivates A. */
function changesOf(statement: Statement): readonly Change[] {
  if (statement.kind === 'activation') return [{ action: statement.action, id: statement.id }];
  if (statement.kind !== 'message') return [];
  return statement.lifecycle.flatMap((action) => {
    const end: End = action === 'deactivate' ? statement.from : statement.to;
    return end.kind === 'lifeline' ? [{ action, id: end.id }] : [];
  });
}

/** Null when the lifeline is to be deactivated and is not active. */
function apply(active: Active, { action, id }: Change, span: Span): Active | null {
  const spans = active.get(id) ?? [];
  switch (action) {
    case 'activate':
      return new Map(active).set(id, [...spans, span]);
    case 'deactivate':
      return spans.length === 0 ? null : new Map(active).set(id, spans.slice(0, -1));
    case 'create':
      return active;
    case 'destroy':
      return spans.length === 0 ? active : new Map(active).set(id, []);
  }
}

/** After alternatives a lifeline is as active as the one leaves it that has ended the fewest. */
function deepest(states: readonly Active[]): Active {
  const joined = new Map<string, readonly Span[]>();
  for (const [id, spans] of states.flatMap((state) => [...state])) {
    if (spans.length >= (joined.get(id)?.length ?? 0)) joined.set(id, spans);
  }
  return joined;
}
