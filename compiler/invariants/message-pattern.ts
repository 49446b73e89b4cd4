import type { Occurrence } from '../interaction/interaction.ts';
import type { Lifeline } from '../syntax/diagram.ts';

/** Messages that an invariant speaks of: what any of these fits. */
export type MessagePattern = readonly SinglePattern[];

export interface SinglePattern {
  /** Which of its occurrences is meant; `happens`: its send, or the only one that it has. */
  readonly moment: 'happens' | 'send' | 'receive';
  /** Ids or display names of lifelines; null for any and for none. */
  readonly from: string | null;
  readonly to: string | null;
  /** What the label is made of, with anything in between; one part is the whole label. Null for any label. */
  readonly label: readonly string[] | null;
  /** Where it stands in the text of its invariant. */
  readonly start: number;
  readonly end: number;
}

/** What happened, in a run of a diagram or in a trace. */
export type Happened = Pick<Occurrence, 'kind' | 'lifelines' | 'peer' | 'label'>;

/** Whether a message of which only one occurrence counts happens there: it does when it is sent. */
export function isMessage({ kind, peer }: Happened): boolean {
  return kind !== 'receive' || peer === null;
}

/** The question whether a pattern fits what happened; lifelines are known by these ids and names. */
export function matcherOf(
  pattern: MessagePattern,
  lifelines: readonly Pick<Lifeline, 'id' | 'name'>[],
): (happened: Happened) => boolean {
  const idOf = (name: string | null): string | null =>
    name === null ? null : (findLifeline(lifelines, name) ?? name);
  const single = pattern.map((one) => ({ ...one, from: idOf(one.from), to: idOf(one.to) }));
  return (happened) => single.some((one) => fits(one, happened));
}

/** The id of the lifeline of that id or display name; null when there is none. */
export function findLifeline(
  lifelines: readonly Pick<Lifeline, 'id' | 'name'>[],
  name: string,
): string | null {
  return (lifelines.find(({ id }) => id === name) ?? lifelines.find((one) => one.name === name))?.id ?? null;
}

/** The pattern of the same messages, of whichever of their occurrences. */
export function atMoment(pattern: MessagePattern, moment: SinglePattern['moment']): MessagePattern {
  return pattern.map((one) => ({ ...one, moment }));
}

function fits({ moment, from, to, label }: SinglePattern, happened: Happened): boolean {
  if (moment === 'happens' ? !isMessage(happened) : happened.kind !== moment) return false;
  const [sender, receiver] = endsOf(happened);
  return (
    (from === null || from === sender) &&
    (to === null || to === receiver) &&
    (label === null || fitsLabel(label, happened.label))
  );
}

function endsOf({ kind, lifelines, peer }: Happened): readonly [string | null, string | null] {
  const [lifeline = null] = lifelines;
  switch (kind) {
    case 'send':
      return [lifeline, peer];
    case 'receive':
      return [peer, lifeline];
    case 'action':
      return [lifeline, lifeline];
    case 'ref':
      return [null, null];
  }
}

/** Takes each part where it comes first, which leaves the most for the others. */
function fitsLabel(parts: readonly string[], label: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return label === first;
  if (!label.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const at = label.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return label.length - last.length >= from && label.endsWith(last);
}
