import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, End, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import { follow } from './follow.ts';

/** Messages to or from a lifeline that was destroyed above them and not created again. */
export function reportOccurrenceAfterDestroy(diagram: Diagram): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  follow<Fates>(diagram.statements, none, {
    parallel: 'in turn',
    join: destroyedInAll,
    step: (fates, statement) => {
      for (const { id, span } of endsOf(statement)) {
        const at = fates.destroyed.get(id);
        if (at === undefined) continue;
        found.push(
          diagnose('occurrence-after-destroy', { id }, span, [{ span: at, message: 'destroyed here' }]),
        );
      }
      return after(fates, statement, diagram.dialect === 'mermaid');
    },
  });
  return found;
}

/** Where each lifeline was destroyed; those that are `doomed` go with the next message, which Mermaid draws below. */
interface Fates {
  readonly destroyed: ReadonlyMap<string, Span>;
  readonly doomed: ReadonlyMap<string, Span>;
}

const none: Fates = { destroyed: new Map(), doomed: new Map() };

function after({ destroyed, doomed }: Fates, statement: Statement, isMermaid: boolean): Fates {
  const { span } = statement;
  if (statement.kind === 'activation') {
    const { action, id } = statement;
    if (action === 'create') return { destroyed: without(destroyed, id), doomed };
    if (action !== 'destroy') return { destroyed, doomed };
    return isMermaid
      ? { destroyed, doomed: new Map(doomed).set(id, span) }
      : { destroyed: new Map(destroyed).set(id, span), doomed };
  }
  if (statement.kind !== 'message' || statement.arrow.hidden) return { destroyed, doomed };
  const { to, lifecycle } = statement;
  // Most messages change nothing, and what was destroyed may be much.
  let gone = doomed.size === 0 ? destroyed : new Map([...destroyed, ...doomed]);
  if (to.kind === 'lifeline' && lifecycle.includes('destroy')) gone = new Map(gone).set(to.id, span);
  if (to.kind === 'lifeline' && lifecycle.includes('create')) gone = without(gone, to.id);
  return { destroyed: gone, doomed: none.doomed };
}

function endsOf(statement: Statement): readonly { readonly id: string; readonly span: Span }[] {
  if (statement.kind !== 'message' || statement.arrow.hidden) return [];
  const { from, to, alsoTo, lifecycle } = statement;
  const isSelf = from.kind === 'lifeline' && to.kind === 'lifeline' && from.id === to.id;
  const receivers: readonly End[] = lifecycle.includes('create') || isSelf ? alsoTo : [to, ...alsoTo];
  return [from, ...receivers].filter((end) => end.kind === 'lifeline');
}

/** What only one of several alternatives has destroyed may still be there. */
function destroyedInAll(states: readonly Fates[]): Fates {
  const [first = none, ...others] = states;
  const common = [...first.destroyed].filter(([id]) => others.every(({ destroyed }) => destroyed.has(id)));
  return { destroyed: new Map(common), doomed: new Map() };
}

function without(spans: ReadonlyMap<string, Span>, id: string): ReadonlyMap<string, Span> {
  if (!spans.has(id)) return spans;
  const left = new Map(spans);
  left.delete(id);
  return left;
}
