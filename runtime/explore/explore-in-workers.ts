import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { conclude, type Exploration, type ExploreOptions, prepare } from './explore.ts';
import { walk } from './walk.ts';
import { canShare, walkInWorkers } from './walk-in-workers.ts';
import type { Progress, Work } from './work.ts';

/** How long work is driven, and who is told how far that of the threads is. */
export interface Driver {
  readonly drive: <Result>(work: Work<Result>) => Promise<Result>;
  readonly tell: (progress: Progress) => void;
}

/**
 * The same as `explore`, with the configurations shared among so many threads where that can be; what is reduced, or kept in an order
 * from outside, is followed by one.
 */
export async function exploreInWorkers(
  interaction: Interaction,
  options: ExploreOptions,
  threads: number,
  { drive, tell }: Driver,
): Promise<Exploration | null> {
  const prepared = prepare(interaction, options);
  if (prepared === null) return null;
  const { product, channel, queue, faults, limits, reduction } = prepared;
  const walked =
    threads > 1 && reduction === null && canShare(product)
      ? await walkInWorkers(product, channel, queue, faults, limits, threads, tell)
      : await drive(walk(product, limits, reduction));
  return drive(conclude(prepared, walked));
}
