import type { Lifeline, Participant } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import type { Context } from './context.ts';

/**
 * The declarations that have to stand before a statement in which these lifelines take part, in the order in which the
 * author's text has them: of those that cannot do without, or of all.
 */
export function declare(
  ids: readonly string[],
  context: Context,
  span: Span,
  all: boolean = false,
): Participant[] {
  const fresh = [...new Set(ids)].filter((id) => !context.appeared.has(id));
  for (const id of fresh) context.appeared.add(id);
  // Whoever needs no declaration appears by itself, but not before one that is declared.
  const last = fresh.findLastIndex((id) => context.names.isDeclared(id));
  const needed = all ? fresh : fresh.slice(0, last + 1);
  return needed.map((id) => participantOf(context.lifeline(id), id, context, span));
}

/** A declaration of the lifeline in the words of the target. */
export function participantOf(
  lifeline: Lifeline | null,
  id: string,
  context: Context,
  span: Span,
): Participant {
  const { target, names } = context;
  const kind = lifeline?.kind ?? 'participant';
  const shown = context.text(lifeline?.name ?? id, span);
  const isKnown = target.kinds.includes(kind);
  if (!isKnown) context.leaveOut(`the kind \`${kind}\` of "${id}"`, span);
  const isTyped = target.dialect === 'mermaid' && kind !== 'participant' && kind !== 'actor';
  return {
    kind: 'participant',
    lifelineKind: isKnown ? kind : 'participant',
    id: names.of(id),
    name: shown === '' ? names.of(id) : shown,
    order: null,
    decoration: isTyped ? `@{ "type": "${kind}" }` : '',
    span,
    idSpan: span,
  };
}
