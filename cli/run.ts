import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option } from 'commander';
import type { CompiledDiagram } from '../compiler/compile.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { type ChannelModel, channelModels } from '../runtime/channel.ts';
import { type FaultKind, faultKinds } from '../runtime/play.ts';
import type { Simulation } from '../runtime/simulate.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { shortName } from './links/short-name.ts';
import { type InterpretedOptions, interpretedOptions, readInterpreted } from './read-interpreted.ts';
import { parseFaults, runMany, runWithFaults } from './run-with-faults.ts';

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
    {
      line: 'seqwright run diagrams/cfd-order/order.puml --faults duplicate --seed 3',
      does: 'one execution in which messages may arrive twice',
    },
    {
      line: 'seqwright run diagrams/cfd-order/order.puml --replay run.ndjson',
      does: 'plays a trace again: the line of each event, and how far the diagram goes along',
    },
  ],
  declare: (command) => {
    interpretedOptions(command.argument('<file>', 'a diagram'))
      .option('--seed <number>', 'which execution; the same seed gives the same bytes', parseSeed, 1)
      .addOption(
        new Option('--channel <model>', 'what the network guarantees').choices(channelModels).default('fifo'),
      )
      .option(
        '--faults [kinds]',
        `what may go wrong: ${faultKinds.join(', ')}, with commas between them; without any, what the diagram says by @fault`,
        parseFaults,
      )
      .option('--runs <number>', 'draw so many runs and hold each against the invariants', parseCount)
      .option('--path <path>', 'with --runs and --seed: the failure that was told, again')
      .option('--payloads', 'messages bring what `@payload` says, made up by the seed')
      .option('--out <trace>', 'write the trace file')
      .option('--replay <trace>', 'play this trace instead of choosing a run')
      .option('--json', 'print the trace instead of the run')
      .action(exitingWith(run));
  },
};

interface RunOptions extends InterpretedOptions {
  readonly seed: number;
  readonly channel: ChannelModel;
  readonly faults?: true | readonly FaultKind[];
  readonly runs?: number;
  readonly path?: string;
  readonly payloads?: true;
  readonly out?: string;
  readonly replay?: string;
  readonly json?: true;
}

async function run(file: string, options: RunOptions): Promise<ExitCode> {
  const compiled = await readInterpreted(file, options);
  if (options.replay !== undefined) {
    const { replayTrace } = await import('./replay.ts');
    return replayTrace(compiled.interaction, options.replay, options.json === true);
  }
  if (options.runs !== undefined) return runMany(file, compiled, options);
  if (options.faults !== undefined) return runWithFaults(compiled, options);
  const [{ simulate }, { printTrace }] = await Promise.all([
    import('../runtime/simulate.ts'),
    import('../runtime/print-trace.ts'),
  ]);
  const { seed, channel } = options;
  const simulation = simulate(compiled.interaction, { seed, channel, diagram: shortName(file) });
  const lines = options.payloads === true ? await bring(simulation, compiled, seed) : simulation.lines;
  const trace = printTrace(lines);
  if (options.out !== undefined) await write(options.out, trace);
  if (options.json === true) process.stdout.write(trace);
  else await print(compiled, simulation, file, options);
  const broken = await brokenBy(simulation, compiled);
  for (const one of broken) (options.json === true ? console.error : console.log)(one);
  if (broken.length > 0) return exitCodes.fail;
  return simulation.ended === 'quiescent' ? exitCodes.pass : exitCodes.inconclusive;
}

/** What every run is to keep and this one does not, as people read it. */
async function brokenBy(
  { occurrences, ended }: Simulation,
  { interaction }: CompiledDiagram,
): Promise<readonly string[]> {
  if (interaction.annotations.invariants.length === 0) return [];
  const [{ brokenIn }, { describeBroken }] = await Promise.all([
    import('../conformance/invariants.ts'),
    import('../conformance/explain.ts'),
  ]);
  const run = occurrences.map((occurrence) => ({ occurrence, event: null }));
  const { broken } = brokenIn(interaction, run, ended !== 'limit');
  return broken.map((one) => printable(describeBroken(one)));
}

async function bring(
  simulation: Simulation,
  { interaction, classes }: CompiledDiagram,
  seed: number,
): Promise<Simulation['lines']> {
  const { withPayloads } = await import('../conformance/payloads/with-payloads.ts');
  return withPayloads(simulation, interaction, classes, seed);
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
    `\n${endings[ended]} seed ${seed}, ${shortName(file)}${out === undefined ? '' : `, written to ${out}`}`,
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

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 1_000_000) {
    throw new InvalidArgumentError('it is a whole number from 1 to 1,000,000.');
  }
  return count;
}
