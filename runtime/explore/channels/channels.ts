import type { Layout, Packed } from '../layout.ts';
import type { Machine } from '../machine.ts';

/** What is on its way in a configuration, and what of it may arrive next: one channel model. */
export interface Channels {
  /** Puts a message on its way; false, and nothing is changed, when its channel holds as many as it may. */
  send(packed: Packed, message: number): boolean;
  /** Takes a message off its way; false, and nothing is changed, when it cannot arrive now. */
  receive(packed: Packed, message: number): boolean;
  isEmpty(packed: Packed): boolean;
  /** The types of the messages on their way, in the order in which each channel holds them. */
  inTransit(packed: Packed): readonly number[];
}

/**
 * Reserves what the channels of a machine need in a configuration; a channel holds at most `capacity` messages, and of each that
 * is sent there are at most so many copies.
 */
export type MakeChannels = (machine: Machine, layout: Layout, capacity: number, copies: number) => Channels;
