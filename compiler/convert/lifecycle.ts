import type { Activation, End, Message, Statement } from '../syntax/diagram.ts';
import type { Context } from './context.ts';
import { declare, participantOf } from './declare.ts';
import type { Made } from './made.ts';
import type { Step } from './target.ts';

/** What a message does to the lives of its lifelines: on lines before it, as marks of its arrow, and on lines behind it. */
export interface PlacedSteps {
  readonly before: readonly Statement[];
  readonly marks: readonly Step[];
  readonly after: readonly Statement[];
}

/** Places the steps where the target has them; at most so many stand at the arrow. */
export function placeSteps(
  message: Message,
  context: Context,
  most: number = context.target.marks.most,
): PlacedSteps {
  const before: Statement[] = [];
  const after: Statement[] = [];
  const marks: Step[] = [];
  const { target } = context;
  for (const step of message.lifecycle) {
    const end = step === 'deactivate' ? message.from : message.to;
    const id = end.kind === 'lifeline' ? end.id : null;
    if (id === null) continue;
    if (step === 'create' && target.dialect === 'mermaid') before.push(...createBefore(id, context, message));
    else if (step === 'destroy' && target.dialect === 'mermaid') {
      // A creation and a destruction each stand before a message of their own, and a crossed arrow behind a destruction arrives.
      if (before.length > 0 || message.arrow.lost)
        context.leaveOut(`the destruction of "${id}"`, message.span);
      else before.push(line('destroy', id, context, message));
    } else if (!isBalanced(step, id, context))
      context.leaveOut(`the end of an activation of "${id}" that is not open`, message.span);
    else if (marks.length < most && target.marks.of.includes(step)) marks.push(step);
    else if (step === 'create') context.leaveOut(`the creation of "${id}"`, message.span);
    else after.push(line(step, id, context, message));
  }
  return { before, marks, after };
}

/** `activate X` and its kin on a line of its own. */
export function convertActivation(activation: Activation, context: Context): Made {
  const { action, id, span, decoration } = activation;
  context.undecorate(decoration, 'an activation', span);
  const missing = missingStep(action, id, context);
  if (missing !== null) context.leaveOut(missing, span);
  const before = declare([id], context, span, missing !== null);
  return { before, main: missing === null ? [line(action, id, context, activation)] : [], after: [] };
}

/** What the target cannot say of a step on a line of its own; null when it can. */
function missingStep(action: Step, id: string, context: Context): string | null {
  const { dialect } = context.target;
  if (action === 'create' && dialect !== 'plantuml') return `the creation of "${id}" without a message`;
  if (action === 'destroy' && dialect === 'mermaid') return `the destruction of "${id}" without a message`;
  return isBalanced(action, id, context) ? null : `the end of an activation of "${id}" that is not open`;
}

/** Mermaid refuses a diagram that ends an activation which is not open. */
function isBalanced(step: Step, id: string, { active, target }: Context): boolean {
  if (target.dialect !== 'mermaid' || step === 'create' || step === 'destroy') return true;
  const open = (active.get(id) ?? 0) + (step === 'activate' ? 1 : -1);
  if (open < 0) return false;
  active.set(id, open);
  return true;
}

function createBefore(id: string, context: Context, { span }: Message): Statement[] {
  if (!context.created.has(id)) {
    context.leaveOut(`the creation of "${id}", which takes part in something before`, span);
    return [];
  }
  const participant = participantOf(context.lifeline(id), id, context, span);
  return [{ ...participant, decoration: `create ${participant.decoration}`.trim() }];
}

function line(
  action: Step,
  id: string,
  { names }: Context,
  { span }: { readonly span: Message['span'] },
): Activation {
  return { kind: 'activation', action, id: names.of(id), decoration: '', span };
}

/** Whether the end is that lifeline. */
export function isLifeline(end: End, id: string): boolean {
  return end.kind === 'lifeline' && end.id === id;
}

/** The lifelines of a message in the order in which they appear where it is written. */
export function appearing({ from, to, alsoTo, arrow }: Message): readonly string[] {
  return [...(arrow.reversed ? [to, from] : [from, to]), ...alsoTo].flatMap((end) =>
    end.kind === 'lifeline' ? [end.id] : [],
  );
}

/** The lifelines whose first part in anything is that they are created. */
export function createdFirst(statements: readonly Statement[]): ReadonlySet<string> {
  const created = new Set<string>();
  const seen = new Set<string>();
  const follow = (statement: Statement): void => {
    if (statement.kind === 'fragment')
      for (const { statements: inner } of statement.operands) inner.forEach(follow);
    if (statement.kind === 'message') {
      const { to, lifecycle } = statement;
      if (to.kind === 'lifeline' && lifecycle.includes('create') && !seen.has(to.id)) created.add(to.id);
      for (const id of appearing(statement)) seen.add(id);
    } else if (statement.kind === 'note' || statement.kind === 'ref')
      for (const id of statement.lifelines) seen.add(id);
    else if (statement.kind === 'activation') seen.add(statement.id);
  };
  statements.forEach(follow);
  return created;
}
