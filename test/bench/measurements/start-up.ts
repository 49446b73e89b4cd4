import { spawnSync } from 'node:child_process';
import { root } from '../diagrams.ts';
import type { Measurement, Subject } from '../measurement.ts';

/**
 * Checking a small diagram in a process of its own, against a process that does nothing. `seqwright.js`, the command, keeps
 * what was compiled for the next time; `main.ts` started by itself does not.
 */
export const startingUp: Measurement = {
  name: 'start up',
  unit: 'processes',
  clock: 'wall',
  subjects: () => [
    { name: floor, against: null, prepare: () => () => start(['-e', '0']) },
    check('cli/seqwright.js'),
    check('cli/main.ts'),
  ],
};

const floor = 'node -e 0';

function check(command: string): Subject {
  const args = [command, 'check', 'diagrams/agreement/agreement.puml'];
  return { name: args.slice(0, 2).join(' '), against: floor, prepare: () => () => start(args) };
}

function start(args: readonly string[]): number {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return 1;
}
