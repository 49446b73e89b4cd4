import { setImmediate } from 'node:timers/promises';
import type { Progress, Work } from '../runtime/explore/work.ts';
import { ProgressTeller } from './tell-progress.ts';

/** Drives long work: tells how far it is, and asks before each piece whether it was stopped. */
export interface Patience {
  readonly isStopped: () => boolean;
  readonly tell: (progress: Progress) => void;
  readonly drive: <Result>(work: Work<Result>) => Promise<Result>;
}

/**
 * Does long work and tells on stderr how far it is. The first Ctrl-C asks it to end with what is known so far, the second one ends
 * the process as usual.
 */
export async function inPieces<Result>(work: (patience: Patience) => Promise<Result>): Promise<Result> {
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    console.error('\nstopping; what is known so far follows');
  };
  process.once('SIGINT', stop);
  const teller = new ProgressTeller({
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
    isTerminal: process.stderr.isTTY,
  });
  try {
    return await work({
      isStopped: () => stopped,
      tell: (progress) => teller.tell(progress),
      drive: (pieces) => drive(pieces, teller),
    });
  } finally {
    teller.end();
    process.removeListener('SIGINT', stop);
  }
}

async function drive<Result>(work: Work<Result>, teller: ProgressTeller): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    teller.tell(step.value);
    // Signals are only heard between two turns of the event loop.
    await setImmediate();
  }
}
