import type { Message } from '../syntax/diagram.ts';

/** A message on its way from one lifeline to another. */
export interface Transfer {
  readonly message: Message;
  readonly from: string;
  readonly to: string;
}

/** A multicast is one for each receiver, an arrow with two heads one each way; what a lifeline sends to itself or to nobody is none. */
export function transfersOf(message: Message): readonly Transfer[] {
  const { from, to, alsoTo, arrow } = message;
  if (from.kind !== 'lifeline') return [];
  return [to, ...alsoTo].flatMap((end) => {
    if (end.kind !== 'lifeline' || end.id === from.id) return [];
    const there = { message, from: from.id, to: end.id };
    return arrow.bidirectional ? [there, { message, from: end.id, to: from.id }] : [there];
  });
}

/** One name for both ends and the way between them. */
export function pathOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
