import type { CompiledDiagram } from '../compile.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { type CriticalPath, criticalPathOf } from './critical-path.ts';
import { type ChannelRace, racesByChannel } from './race-channels.ts';
import { type RedundantOrders, redundantOrdersOf } from './redundant-orders.ts';

/** What orders a diagram, and what does not. What is missing besides the races is told by `non-local-succession`. */
export interface Causality extends RedundantOrders {
  /** Null when nothing happens. */
  readonly critical: CriticalPath | null;
  readonly races: readonly ChannelRace[];
}

/** All that there is to say about the order in a diagram; `rendezvous` is what it means when arrows hold their sender. */
export function causalityOf(
  { diagram, interaction }: CompiledDiagram,
  rendezvous: Interaction | null,
): Causality {
  return {
    critical: criticalPathOf(diagram, interaction),
    ...redundantOrdersOf(diagram, interaction),
    races: racesByChannel(interaction, rendezvous),
  };
}
