import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Measured, measure } from './measure.ts';
import { measurements } from './measurements.ts';
import { printTable } from './print-table.ts';

// `npm run bench`: takes the time of everything in measurements.ts; see README.md.
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } },
  allowPositionals: true,
});
const rounds = Math.max(1, Math.trunc(Number(values.rounds)) || 1);

setFlagsFromString('--expose-gc');
const tidy = runInNewContext('gc') as () => void;

const start = performance.now();
const measured: Measured[] = [];
for (const measurement of measurements) {
  if (positionals.length > 0 && !positionals.some((word) => measurement.name.includes(word))) continue;
  console.error(`measuring: ${measurement.name}`);
  measured.push(measure(measurement, { scale: 1, rounds, msMin: 50, tidy }));
}
const machine = {
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  cores: availableParallelism(),
};
if (values.json) console.log(JSON.stringify({ ...machine, rounds, measurements: measured }, null, 2));
else {
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(printTable(measured));
  console.log(
    `\nmedians of ${rounds} rounds, in ${seconds} s; Node ${machine.node}, ${machine.platform}, ${machine.cores} cores`,
  );
}
