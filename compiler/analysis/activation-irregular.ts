import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { switchedAutomatic } from '../syntax/activations.ts';
import type { Diagram, Message, Statement } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { follow } from './follow.ts';
import { pairReplies } from './replies.ts';

/**
 * Lifelines that are drawn active for some of the calls that they answer and not for others. Told once a lifeline. One that
 * is never active is drawn so on purpose, and who waits for a reply is seldom drawn active.
 */
export function reportActivationIrregular(
  diagram: Diagram,
  { messages }: Interaction,
  { replies = 'auto' }: AnalysisOptions,
): readonly Diagnostic[] {
  const activated = activatedBy(diagram.statements);
  if (activated === null || activated.by.size === 0) return [];
  const { answered } = pairReplies(diagram, messages, replies);
  const calls = new Set(answered.values());
  const work = activated.idle.filter(({ message }) => calls.has(message));
  return [...Map.groupBy(work, ({ id }) => id)].flatMap(([id, idle]) => {
    const [first, ...others] = idle;
    const active = activated.by.get(id);
    if (first === undefined || active === undefined) return [];
    return [
      diagnose('activation-irregular', { id, idle: idle.length }, first.message.span, [
        { span: active.span, message: 'activated here' },
        ...others.map(({ message }) => ({ span: message.span, message: 'not active here either' })),
      ]),
    ];
  });
}

interface Activated {
  /** The first message that activates the lifeline. */
  readonly by: ReadonlyMap<string, Message>;
  /** Messages that reach a lifeline that is not active and is not activated by them. */
  readonly idle: readonly { readonly id: string; readonly message: Message }[];
}

/** Null when activations are drawn without being written. */
function activatedBy(statements: readonly Statement[]): Activated | null {
  const by = new Map<string, Message>();
  const idle = new Map<Message, string>();
  let last: Message | null = null;
  let isAutomatic = false;
  follow<Depths>(statements, new Map(), {
    parallel: 'in turn',
    join: deepest,
    step: (depths, statement) => {
      isAutomatic ||= switchedAutomatic(statement) === true;
      if (statement.kind === 'activation') {
        const { action, id } = statement;
        if (action === 'activate' && last !== null && isReceiver(last, id)) {
          if (!by.has(id)) by.set(id, last);
          if (idle.get(last) === id) idle.delete(last);
        }
        return action === 'create' ? depths : changed(depths, action, id);
      }
      if (statement.kind !== 'message' || statement.arrow.hidden) return depths;
      last = statement;
      const { from, to, lifecycle } = statement;
      if (to.kind === 'lifeline' && lifecycle.includes('activate')) {
        if (!by.has(to.id)) by.set(to.id, statement);
      } else if (to.kind === 'lifeline' && (depths.get(to.id) ?? 0) === 0) idle.set(statement, to.id);
      return lifecycle.reduce((before, action) => {
        const end = action === 'deactivate' ? from : to;
        return end.kind === 'lifeline' && action !== 'create' ? changed(before, action, end.id) : before;
      }, depths);
    },
  });
  return isAutomatic ? null : { by, idle: [...idle].map(([message, id]) => ({ id, message })) };
}

/** How many activations of each lifeline are open. */
type Depths = ReadonlyMap<string, number>;

function changed(depths: Depths, action: 'activate' | 'deactivate' | 'destroy', id: string): Depths {
  const depth = depths.get(id) ?? 0;
  switch (action) {
    case 'activate':
      return new Map(depths).set(id, depth + 1);
    case 'deactivate':
      return new Map(depths).set(id, Math.max(0, depth - 1));
    case 'destroy':
      return new Map(depths).set(id, 0);
  }
}

function deepest(states: readonly Depths[]): Depths {
  const joined = new Map<string, number>();
  for (const [id, depth] of states.flatMap((state) => [...state])) {
    joined.set(id, Math.max(depth, joined.get(id) ?? 0));
  }
  return joined;
}

function isReceiver({ to }: Message, id: string): boolean {
  return to.kind === 'lifeline' && to.id === id;
}
