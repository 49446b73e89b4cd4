import { spawnSync } from 'node:child_process';
import { root } from '../diagrams.ts';
import type { Measurement } from '../measurement.ts';

/** The command line as a process, against a process that does nothing. */
export const startingUp: Measurement = {
  name: 'start up',
  unit: 'processes',
  clock: 'wall',
  subjects: () => [
    { name: floor, against: null, prepare: () => () => start(['-e', '0']) },
    {
      name: 'seqwright check agreement.puml',
      against: floor,
      prepare: () => () => start(['cli/main.ts', 'check', 'diagrams/agreement/agreement.puml']),
    },
  ],
};

const floor = 'node -e 0';

function start(args: readonly string[]): number {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return 1;
}
