import { parentPort, workerData } from 'node:worker_threads';
import type { ExploredChannel } from './explored-channel.ts';
import type { Faults } from './faults.ts';
import type { Machine } from './machine.ts';
import { productOf } from './product.ts';
import { type Box, Share } from './share.ts';

/** What a thread is told at its beginning: all that makes the product, and which share of it is its own. */
export interface WorkerTask {
  readonly machine: Machine;
  readonly channel: ExploredChannel;
  readonly capacity: number;
  readonly faults: Faults;
  readonly owners: number;
  readonly own: number;
}

/** A piece of work: what others have found, and of which layer how many are to be done. */
export interface WorkerOrder {
  readonly boxes: readonly Box[];
  readonly rank: number;
  readonly most: number;
}

/** More contents of one channel are not worked out in advance. */
export const contentsMax: number = 1 << 14;

if (parentPort !== null) {
  const port = parentPort;
  const { machine, channel, capacity, faults, owners, own } = workerData as WorkerTask;
  const product = productOf(machine, channel, capacity, null, faults);
  for (const one of product.rules.channels) one.workOutAll(contentsMax);
  const share = new Share(product, owners, own);
  port.on('message', ({ boxes, rank, most }: WorkerOrder) => {
    for (const box of boxes) share.take(box);
    port.postMessage(share.follow(rank, most));
  });
}
