import { componentsOf } from './components.ts';
import type { Configurations } from './configurations.ts';
import type { ExploredChannel } from './explored-channel.ts';
import type { Found } from './found.ts';
import { graphOf } from './graph.ts';
import { findLivelocks, type Livelock } from './livelocks.ts';
import type { Product } from './product.ts';
import { ranksOf } from './ranks.ts';
import { findUnspecifiedReceptions, type UnspecifiedReception } from './unspecified-receptions.ts';

/** What shows only to those who know what comes afterwards. */
export interface LookBack {
  readonly unspecified: Found<UnspecifiedReception>;
  readonly livelocks: Found<Livelock>;
  /** False when there was too much to look at. */
  readonly isWhole: boolean;
}

/**
 * Looks at the configurations once more, from their ends. Where nothing gets stuck and no script has a circle, every run comes to
 * its end, and there is nothing to look for. Else there may be too many transitions to look at.
 */
export function lookBack(
  product: Product,
  found: Configurations,
  channel: ExploredChannel,
  getsStuck: boolean,
  transitionsMax: number,
  most: number,
): LookBack {
  if (!getsStuck && !ranksOf(product.machine).haveCircles) return { ...nothing, isWhole: true };
  const graph = graphOf(product, found, transitionsMax);
  if (graph === null) return { ...nothing, isWhole: false };
  const components = componentsOf(graph);
  return {
    unspecified: findUnspecifiedReceptions(product, found, channel, graph, components, most),
    livelocks: findLivelocks(product, found, graph, components, most),
    isWhole: true,
  };
}

const none = { count: 0, examples: [] };
const nothing = { unspecified: none, livelocks: none };
