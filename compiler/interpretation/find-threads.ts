import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { DrawnMessage } from '../interaction/interaction.ts';
import { normaliseLabel } from '../interaction/label.ts';
import {
  type Drawing,
  findLifeline,
  findMessage,
  isDrawn,
  showMessage,
} from '../interaction/message-name.ts';
import type { End } from '../syntax/diagram.ts';
import type { Thread } from './interpretation.ts';

/** A thread, all names looked up. */
export interface FoundThread {
  readonly name: string;
  readonly messages: readonly DrawnMessage[];
  readonly owner: string | null;
  readonly spawn: DrawnMessage | null;
}

/** The threads of an interpretation, and what is wrong with them: empty or shared ones, messages with the wrong tag. */
export function findThreads(
  named: Readonly<Record<string, Thread>>,
  drawing: Drawing,
): { readonly threads: readonly FoundThread[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const threads = Object.entries(named).map(([name, thread]): FoundThread => {
    const spawn = thread.spawn === undefined ? null : findMessage(thread.spawn, drawing);
    if (spawn !== null && !isDrawn(spawn)) diagnostics.push(spawn);
    const owner = thread.owner === undefined ? null : findLifeline(drawing.lifelines, thread.owner);
    if (thread.owner !== undefined && owner === null) {
      const lifelines = drawing.lifelines.map(({ id }) => id);
      diagnostics.push(diagnose('lifeline-not-found', { id: thread.owner, lifelines }, drawing.span));
    }
    return {
      name,
      owner,
      spawn: spawn !== null && isDrawn(spawn) ? spawn : null,
      messages: messagesOf(name, thread, drawing, diagnostics),
    };
  });
  for (const thread of threads) diagnostics.push(...misplaced(thread));
  diagnostics.push(...shared(threads));
  return { threads, diagnostics };
}

function messagesOf(
  thread: string,
  { messages }: Thread,
  drawing: Drawing,
  diagnostics: Diagnostic[],
): readonly DrawnMessage[] {
  if (messages instanceof RegExp) {
    const found = drawing.messages.filter(
      ({ statement }) => normaliseLabel(statement.label).search(messages) !== -1,
    );
    if (found.length === 0)
      diagnostics.push(diagnose('thread-empty', { thread, pattern: String(messages) }, drawing.span));
    return found;
  }
  return messages
    .flatMap((name) => {
      const found = findMessage(name, drawing);
      if (isDrawn(found)) return [found];
      diagnostics.push(found);
      return [];
    })
    .toSorted((a, b) => a.number - b.number);
}

/** What is drawn above the message that spawns it, or can have been begun neither by the owner nor by what it reached. */
function misplaced({ name, owner, spawn, messages }: FoundThread): readonly Diagnostic[] {
  const reached = new Set(owner === null ? [] : [owner]);
  return messages.flatMap((message): readonly Diagnostic[] => {
    const { span, from, to, alsoTo } = message.statement;
    const ends = [from, to, ...alsoTo].map(idOf).filter((id) => id !== null);
    const sender = idOf(from);
    const astray = owner !== null && !ends.includes(owner) && (sender === null || !reached.has(sender));
    if (!astray) for (const id of ends) reached.add(id);
    const shown = showMessage(message);
    return [
      ...(astray && owner !== null
        ? [diagnose('thread-astray', { thread: name, name: shown, owner }, span)]
        : []),
      ...(spawn !== null && message.number <= spawn.number
        ? [diagnose('thread-before-spawn', { thread: name, name: shown, spawn: showMessage(spawn) }, span)]
        : []),
    ];
  });
}

function shared(threads: readonly FoundThread[]): readonly Diagnostic[] {
  const all = new Set(threads.flatMap(({ messages }) => messages));
  return [...all].flatMap((message) => {
    const of = threads.filter(({ messages }) => messages.includes(message)).map(({ name }) => name);
    if (of.length < 2) return [];
    return [diagnose('thread-shared', { name: showMessage(message), threads: of }, message.statement.span)];
  });
}

function idOf(end: End): string | null {
  return end.kind === 'lifeline' ? end.id : null;
}
