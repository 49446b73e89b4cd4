import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { End, Lifeline } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import type { DrawnMessage } from './interaction.ts';
import { normaliseLabel } from './label.ts';

/**
 * Which drawn message is meant, said so that edits elsewhere in the diagram do not change it: by its label, and by its
 * ends and its place among those that fit all the rest where the label alone is not enough.
 */
export interface MessageName {
  readonly label: string;
  /** Lifeline ids or display names, as drawn. */
  readonly from: string | null;
  readonly to: string | null;
  /** From 1, in text order. */
  readonly nth: number | null;
}

export interface MessageEnds {
  readonly from?: string;
  readonly to?: string;
  readonly nth?: number;
}

/** Names a message: `message('acknowledge', { from: 'Broker', nth: 2 })`. */
export function message(label: string, { from, to, nth }: MessageEnds = {}): MessageName {
  return { label, from: from ?? null, to: to ?? null, nth: nth ?? null };
}

/** The one message that the name means, or what is wrong with the name. `span` is where the diagram begins. */
export function findMessage(
  name: MessageName,
  { messages, lifelines, span }: Drawing,
): DrawnMessage | Diagnostic<'message-not-found' | 'message-ambiguous'> {
  const label = normaliseLabel(name.label);
  const isEnd = (end: End, wanted: string | null) =>
    wanted === null ||
    (end.kind === 'lifeline' &&
      (end.id === wanted || lifelines.some(({ id, name: shown }) => id === end.id && shown === wanted)));
  const labelled = messages.filter(({ statement }) => normaliseLabel(statement.label) === label);
  const fitting = labelled.filter(
    ({ statement }) => isEnd(statement.from, name.from) && isEnd(statement.to, name.to),
  );
  const [found] = name.nth === null ? fitting : fitting.slice(name.nth - 1, name.nth);
  if (found !== undefined && (name.nth !== null || fitting.length === 1)) return found;
  const candidates = fitting.length > 0 ? fitting : labelled;
  const args = { name: showName(name), candidates: candidates.map(showMessage) };
  const related = candidates.map((candidate) => ({
    span: candidate.statement.span,
    message: showMessage(candidate),
  }));
  const diagnosis = fitting.length > 1 && name.nth === null ? 'message-ambiguous' : 'message-not-found';
  return diagnose(diagnosis, args, candidates[0]?.statement.span ?? span, related) as ReturnType<
    typeof findMessage
  >;
}

/** Was the message found? */
export function isDrawn(found: DrawnMessage | Diagnostic): found is DrawnMessage {
  return 'number' in found;
}

/** The id of a lifeline that is named by its id or by what is shown; null when there is none. */
export function findLifeline(lifelines: Drawing['lifelines'], name: string): string | null {
  const found =
    lifelines.find(({ id }) => id === name) ?? lifelines.find(({ name: shown }) => shown === name);
  return found?.id ?? null;
}

/** What names are looked up in. */
export interface Drawing {
  readonly messages: readonly DrawnMessage[];
  readonly lifelines: readonly Pick<Lifeline, 'id' | 'name'>[];
  readonly span: Span;
}

/** As a binding would write it. */
export function showName({ label, from, to, nth }: MessageName): string {
  const ends = Object.entries({ from, to, nth }).filter(([, value]) => value !== null);
  if (ends.length === 0) return `message(${quote(label)})`;
  return `message(${quote(label)}, { ${ends.map(([key, value]) => `${key}: ${typeof value === 'string' ? quote(value) : value}`).join(', ')} })`;
}

/** Number, as counted and as drawn, ends, label and line of a drawn message, for people. */
export function showMessage({ number, shown, statement }: DrawnMessage): string {
  const { from, to, label, span } = statement;
  const named = shown === null || shown === String(number) ? number : `${number} (shown as ${shown})`;
  return `message ${named}, ${showEnd(from)} -> ${showEnd(to)}: ${label} (line ${span.line})`;
}

function showEnd(end: End): string {
  switch (end.kind) {
    case 'lifeline':
      return end.id;
    case 'gate':
    case 'nowhere':
      return `(${end.kind})`;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
