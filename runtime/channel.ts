import type { Occurrence } from '../compiler/interaction/interaction.ts';

/** What a network guarantees: one queue per ordered pair (`fifo`), one per receiver (`mailbox`), none (`bag`), no delay (`sync`). */
export type ChannelModel = 'fifo' | 'mailbox' | 'bag' | 'sync';

export const channelModels: readonly ChannelModel[] = ['fifo', 'mailbox', 'bag', 'sync'];

/** A message on its way: which transmission of the diagram it is, and its number in this run. */
export interface InTransit {
  readonly transmission: number;
  readonly from: string;
  readonly to: string;
  readonly id: number;
}

/** Whether the channel lets this receive happen now; `inTransit` is in the order sent. Receives at a gate always may. */
export function mayDeliver(
  model: ChannelModel,
  inTransit: readonly InTransit[],
  receive: Occurrence,
): boolean {
  const arriving = inTransit.find(({ transmission }) => transmission === receive.transmission);
  if (arriving === undefined) return true;
  switch (model) {
    case 'bag':
      return true;
    case 'sync':
      return inTransit.at(-1) === arriving;
    case 'mailbox':
      return inTransit.find(({ to }) => to === arriving.to) === arriving;
    case 'fifo':
      return inTransit.find(({ to, from }) => to === arriving.to && from === arriving.from) === arriving;
  }
}

/** Under `sync` nothing else happens between a send and its receive. */
export function maySend(model: ChannelModel, inTransit: readonly InTransit[]): boolean {
  return model !== 'sync' || inTransit.length === 0;
}
