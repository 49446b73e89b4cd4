import { normaliseLabel } from '../../compiler/interaction/label.ts';
import type { Diagram, Message } from '../../compiler/syntax/diagram.ts';
import { displayText } from './display-text.ts';
import { drawnStatements } from './drawn-statements.ts';
import type { RunEvent, RunNote } from './run-model.ts';

/**
 * A note stands before the first event of the message that is drawn below it, or of the next one that the run has. When
 * the run has none, the note stands at the end if the run came as far as to the message above it.
 */
export function placeNotes(diagram: Diagram, events: readonly RunEvent[]): readonly RunNote[] {
  const occurrences = new Map<string, number[]>();
  for (const { kind, lifelines, peer, label, index } of events) {
    const to = kind === 'action' ? (lifelines[0] ?? null) : peer;
    if (kind !== 'receive') append(occurrences, statementKey(lifelines, to, label), index);
  }
  const notes: RunNote[] = [];
  let waiting: { lifelines: readonly string[]; text: string; reached: boolean }[] = [];
  let reached = true;
  for (const statement of drawnStatements(diagram)) {
    if (statement.kind === 'note') {
      waiting.push({ lifelines: statement.lifelines, text: displayText(statement.text), reached });
      continue;
    }
    const key =
      statement.kind === 'message'
        ? messageKey(statement)
        : statement.kind === 'ref'
          ? statementKey(statement.lifelines, null, statement.label)
          : null;
    if (key === null) continue;
    const before = occurrences.get(key)?.shift();
    reached = before !== undefined;
    if (before === undefined) continue;
    notes.push(...waiting.map(({ lifelines, text }) => ({ lifelines, text, before })));
    waiting = [];
  }
  const last = waiting.filter((note) => note.reached);
  return [...notes, ...last.map(({ lifelines, text }) => ({ lifelines, text, before: events.length }))];
}

function messageKey({ from, to, label }: Message): string {
  const sender = from.kind === 'lifeline' ? [from.id] : [];
  return statementKey(sender, to.kind === 'lifeline' ? to.id : null, label);
}

function statementKey(lifelines: readonly string[], peer: string | null, label: string): string {
  return JSON.stringify([lifelines, peer, normaliseLabel(label)]);
}

function append(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key) ?? [];
  list.push(index);
  lists.set(key, list);
}
