import type { Layout, Packed } from '../layout.ts';
import type { Machine } from '../machine.ts';

/** A channel model: which messages share a channel, and what a channel does with them. */
export interface ChannelKind {
  /** By message, the number of its channel. */
  channels(machine: Machine): readonly number[];
  /**
   * One channel: reserves what it needs for the messages of these types, of which it holds at most `capacity`; of each that is
   * sent there are at most so many copies.
   */
  make(
    machine: Machine,
    types: readonly number[],
    layout: Layout,
    capacity: number,
    copies: number,
  ): ChannelContent;
}

/** What is on its way in one channel, and what of it may arrive next. It is all zeros when nothing is. */
export interface ChannelContent {
  /** Puts a message on its way; false, and nothing is changed, when there are as many as there may be. */
  send(packed: Packed, message: number): boolean;
  /** Takes a message off its way; false, and nothing is changed, when it cannot arrive now. */
  receive(packed: Packed, message: number): boolean;
  /** The types of the messages on their way, in the order in which the channel holds them. */
  inTransit(packed: Packed): readonly number[];
}

/** One channel for each ordered pair of lifelines. */
export function byPair({ messages, lifelines }: Machine): readonly number[] {
  return messages.map(({ from, to }) => from * lifelines.length + to);
}
