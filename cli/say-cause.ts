import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { UnnoticedEnd } from '../compiler/script/unnoticed-ends.ts';
import type { Cause } from '../runtime/explore/cause.ts';
import type { FiredMove } from '../runtime/explore/product.ts';
import type { UnspecifiedReception } from '../runtime/explore/unspecified-receptions.ts';

/** Why the scripts do what the diagram does not have, in a sentence with the lines of the diagram. */
export function sayCause(cause: Cause): string {
  switch (cause.kind) {
    case 'early-arrival': {
      const { sent, before } = cause;
      const [first] = before;
      const both = `the messages of ${linesOf([...before.slice(0, 1), ...sent.move.transition.occurrences.slice(0, 1)])}`;
      return first?.peer === sent.id
        ? `${both} may overtake each other`
        : `${both} may arrive in either order`;
    }
    case 'non-local-choice': {
      const { first, lifeline, second } = cause.decisions;
      if (second === null) return `${lifeline} may be done when ${who(first)} goes on (non-local choice)`;
      const both = [first, second].toSorted((a, b) => indexOf(a) - indexOf(b)).map(who);
      return `${both.join(' and ')} decide apart (non-local choice)`;
    }
    case 'unmergeable-choice': {
      const { first, lifeline, second } = cause.decisions;
      return `${second === null ? lifeline : who(second)} cannot tell what ${who(first)} has decided (unmergeable choice)`;
    }
  }
}

function who({ id, move }: FiredMove): string {
  return `${id} (${linesOf(move.transition.occurrences)})`;
}

function indexOf({ move }: FiredMove): number {
  return move.transition.occurrences[0]?.index ?? -1;
}

/** What is in the way of a lifeline that waits. */
export function sayInTheWay({ run, lifeline, message }: UnspecifiedReception): string {
  const sent = run
    .flat()
    .findLast(
      ({ move }) =>
        move.kind === 'send' && move.transition.peer === lifeline && move.transition.label === message.label,
    );
  const place = sent === undefined ? '' : ` (${linesOf(sent.move.transition.occurrences)})`;
  return `"${message.label}"${place} comes when ${lifeline} waits for something else`;
}

/** Who cannot notice the end, and what for it waits. */
export function sayUnnoticed({ lifeline, awaited }: UnnoticedEnd): string {
  const messages = awaited.map(
    ({ label, peer, occurrences }) =>
      `"${label}"${peer === null ? '' : ` from ${peer}`} (${linesOf(occurrences)})`,
  );
  return `${lifeline} cannot notice the end: when all have ended it may wait for ${messages.join(' or ')}`;
}

/** `line 3`, `lines 3 and 5`; with the column, where a file has lost its line breaks. */
function linesOf(occurrences: readonly Occurrence[]): string {
  const all = occurrences.map(({ span }) => (span.line === 1 ? `1:${span.column}` : String(span.line)));
  const lines = [...new Set(all)];
  const last = lines.at(-1) ?? '';
  return lines.length < 2 ? `line ${last}` : `lines ${lines.slice(0, -1).join(', ')} and ${last}`;
}
