import { setImmediate } from 'node:timers/promises';
import type { Work } from '../runtime/explore/work.ts';
import { ProgressTeller } from './tell-progress.ts';

/**
 * Does long work and tells on stderr how far it is. The first Ctrl-C asks it to end with what is known so far, the second one ends
 * the process as usual.
 */
export async function inPieces<Result>(begin: (isStopped: () => boolean) => Work<Result>): Promise<Result> {
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
    const work = begin(() => stopped);
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      teller.tell(step.value);
      // Signals are only heard between two turns of the event loop.
      await setImmediate();
    }
  } finally {
    teller.end();
    process.removeListener('SIGINT', stop);
  }
}
