import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { CompiledDiagram } from '../compiler/compile.ts';
import { type ChannelModel, channelModels } from '../runtime/channel.ts';
import type { Simulation } from '../runtime/simulate.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type InterpretedOptions, interpretedOptions, readInterpreted } from './read-interpreted.ts';

/** `seqwright run`: one execution of a diagram, chosen by a seed. */
export const runCommand: CommandDefinition = {
  name: 'run',
  summary: 'simulate one execution of a diagram and print it',
  examples: [
    { line: 'seqwright run diagrams/cfd-order/order.puml', does: 'one execution' },
    {
      line: 'seqwright run diagrams/cfd-order/order.puml --seed 7 --out run.ndjson',
      does: 'another one, kept as a trace file',
    },
    { line: 'seqwright run diagrams/cfd-order/order.puml --json', does: 'the trace on stdout' },
  ],
  declare: (command) => {
    interpretedOptions(command.argument('<file>', 'a diagram'))
      .option('--seed <number>', 'which execution; the same seed gives the same bytes', parseSeed, 1)
      .addOption(
        new Option('--channel <model>', 'what the network guarantees').choices(channelModels).default('fifo'),
      )
      .option('--out <trace>', 'write the trace file')
      .option('--json', 'print the trace instead of the run')
      .action(exitingWith(run));
  },
};

interface RunOptions extends InterpretedOptions {
  readonly seed: number;
  readonly channel: ChannelModel;
  readonly out?: string;
  readonly json?: true;
}

async function run(file: string, options: RunOptions): Promise<ExitCode> {
  const compiled = await readInterpreted(file, options);
  const [{ simulate }, { printTrace }] = await Promise.all([
    import('../runtime/simulate.ts'),
    import('../runtime/print-trace.ts'),
  ]);
  const { seed, channel } = options;
  const simulation = simulate(compiled.interaction, { seed, channel, diagram: basename(file) });
  const trace = printTrace(simulation.lines);
  if (options.out !== undefined) await write(options.out, trace);
  if (options.json === true) process.stdout.write(trace);
  else await print(compiled, simulation, file, options);
  return simulation.ended === 'quiescent' ? exitCodes.pass : exitCodes.inconclusive;
}

async function print(
  { interaction }: CompiledDiagram,
  { lines, ended }: Simulation,
  file: string,
  { seed, out }: RunOptions,
): Promise<void> {
  const { printRun } = await import('../runtime/print-run.ts');
  console.log(printRun(interaction, lines));
  console.log(
    `\n${endings[ended]} seed ${seed}, ${basename(file)}${out === undefined ? '' : `, written to ${out}`}`,
  );
}

const endings: Readonly<Record<Simulation['ended'], string>> = {
  quiescent: 'came to its end;',
  limit: 'did not come to an end within the budget;',
  stopped: 'is stuck: the channel lets nothing more happen;',
};

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** A seed from the command line. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError('it is a whole number from 0 to 2^53 - 1.');
  }
  return seed;
}
