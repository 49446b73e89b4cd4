import type { ChannelModel } from '../channel.ts';

/** The models that the exploration knows: those of a simulated run, and causal order. */
export type ExploredChannel = ChannelModel | 'causal';

/** Those that keep more order before those that keep less, as far as they can be compared. */
export const exploredChannels: readonly ExploredChannel[] = ['sync', 'mailbox', 'causal', 'fifo', 'bag'];
