import type { Interaction } from '../interaction/interaction.ts';
import type { Channel } from './enforced-order.ts';
import { keyOf, type Race, racesOf } from './race.ts';

/** A race and the channel models under which it is one. */
export interface ChannelRace {
  readonly race: Race;
  readonly channels: readonly (Channel | 'sync')[];
}

/** Every race of some channel model, in text order; `rendezvous` is the same diagram with arrows that hold their sender. */
export function racesByChannel(
  interaction: Interaction,
  rendezvous: Interaction | null,
): readonly ChannelRace[] {
  const found = new Map<string, { readonly race: Race; readonly channels: (Channel | 'sync')[] }>();
  for (const channel of channels) enter(interaction, channel, channel);
  if (rendezvous !== null) enter(rendezvous, 'fifo', 'sync');
  return [...found.values()].toSorted(
    ({ race: a }, { race: b }) => a.second.index - b.second.index || a.first.index - b.first.index,
  );

  function enter(one: Interaction, channel: Channel, name: Channel | 'sync'): void {
    for (const race of racesOf(one, channel).races) {
      const key = keyOf(race);
      const known = found.get(key);
      if (known === undefined) found.set(key, { race, channels: [name] });
      else known.channels.push(name);
    }
  }
}

const channels: readonly Channel[] = ['fifo', 'mailbox', 'causal', 'bag'];
