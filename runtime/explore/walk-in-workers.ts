import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Configurations } from './configurations.ts';
import { countExecutions } from './count-executions.ts';
import type { ExploredChannel } from './explored-channel.ts';
import type { Faults } from './faults.ts';
import type { Machine } from './machine.ts';
import type { Product } from './product.ts';
import { ranksOf } from './ranks.ts';
import type { Box, Followed } from './share.ts';
import { type Limit, limitReached, type Walk, type WalkLimits } from './walk.ts';
import { contentsMax, type WorkerOrder, type WorkerTask } from './walk-worker.ts';
import type { Progress } from './work.ts';

/** Whether threads of their own can share the work: they have to number the contents of channels alike, and nobody may keep an order. */
export function canShare(product: Product): boolean {
  return product.rules.order.mask === 0 && product.rules.channels.every((one) => one.workOutAll(contentsMax));
}

/**
 * The same as `walk`, by so many threads: each follows the configurations that belong to it, and what belongs to others goes to them
 * between two rounds. The product has been found to be one that `canShare`.
 */
export async function walkInWorkers(
  product: Product,
  channel: ExploredChannel,
  capacity: number,
  faults: Faults,
  limits: WalkLimits,
  threads: number,
  tell: (progress: Progress) => void,
): Promise<Walk> {
  const task = { machine: bare(product.machine), channel, capacity, faults, owners: threads };
  const workers = Array.from({ length: threads }, (_, own) => startWorker({ ...task, own }));
  try {
    return await inRounds(product, limits, workers, tell);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function inRounds(
  product: Product,
  limits: WalkLimits,
  workers: readonly Worker[],
  tell: (progress: Progress) => void,
): Promise<Walk> {
  const found = new Configurations(product.words);
  const { haveCircles } = ranksOf(product.machine);
  const unbounded = new Set<number>();
  const sums = { transitions: 0, deadlocks: 0, orphans: 0 };
  let executions = 0n;
  let limit: Limit | null = null;
  let boxes: readonly (readonly Box[])[] = workers.map(() => []);
  for (let rank = 0, waiting = 1; waiting > 0 && limit === null; ) {
    const orders = boxes.map((of): WorkerOrder => ({ boxes: of, rank, most: atOnce }));
    const answers = await Promise.all(workers.map((worker, own) => ask(worker, orders[own] as WorkerOrder)));
    for (const followed of answers) {
      for (let at = 0; at < followed.packed.length; at += product.words) found.append(followed.packed, at);
      for (const message of followed.unbounded) unbounded.add(message);
      sums.transitions += followed.transitions;
      sums.deadlocks += followed.deadlocks;
      sums.orphans += followed.orphans;
      executions += followed.executions;
    }
    boxes = workers.map((_, own) => answers.flatMap((followed) => followed.boxes[own] ?? []));
    const onTheWay = boxes.flat();
    waiting = [...answers, ...onTheWay].reduce(
      (sum, one) => sum + ('waiting' in one ? one.waiting : one.count),
      0,
    );
    const isDone = answers.every(({ left }) => left === 0) && onTheWay.every((box) => box.rank > rank);
    if (isDone) rank += 1;
    const bytes = found.bytes + waiting * (product.words + 4) * 8;
    if (waiting > 0) limit = limitReached(limits, found.count + waiting, sums.transitions, bytes);
    tell({ doing: 'configurations', found: found.count + waiting, done: found.count });
  }
  const isCounted = limit === null && unbounded.size === 0;
  const counted = haveCircles && isCounted ? countExecutions(product, found) : executions;
  return { found, ...sums, unbounded, limit, bytesMost: found.bytes, executions: isCounted ? counted : null };
}

/** So many configurations a thread does in a round. */
const atOnce = 1 << 13;

function startWorker(task: WorkerTask): Worker {
  // Sources run as they are, and the package holds what was compiled of them.
  const file = import.meta.url.endsWith('.ts') ? './walk-worker.ts' : './walk-worker.js';
  return new Worker(new URL(file, import.meta.url), { workerData: task });
}

async function ask(worker: Worker, order: WorkerOrder): Promise<Followed> {
  const answered = once(worker, 'message');
  worker.postMessage(
    order,
    order.boxes.flatMap(({ packed, ways }) => [packed.buffer as ArrayBuffer, ways.buffer as ArrayBuffer]),
  );
  const [followed] = (await answered) as [Followed];
  return followed;
}

/** Without the places in the diagram, which nobody needs to count. */
function bare(machine: Machine): Machine {
  return {
    ...machine,
    moves: machine.moves.map((states) =>
      states.map((moves) =>
        moves.map((move) => ({ ...move, transition: { ...move.transition, occurrences: [] } })),
      ),
    ),
  };
}
