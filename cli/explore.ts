import { writeFile } from 'node:fs/promises';
import { join, parse as parsePath } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { unreachableOperands } from '../compiler/analysis/unreachable-operand.ts';
import type { CompiledDiagram } from '../compiler/compile.ts';
import type { Interaction } from '../compiler/interaction/interaction.ts';
import { project } from '../compiler/script/project.ts';
import { unnoticedEnds } from '../compiler/script/unnoticed-ends.ts';
import type { Dialect } from '../compiler/syntax/diagram.ts';
import { type ExploredChannel, exploredChannels } from '../runtime/explore/explored-channel.ts';
import type { Faults } from '../runtime/explore/faults.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type Counterexample, drawn, worstOf } from './counterexamples.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Explored } from './explore-report.ts';
import { verdictOf } from './explored-verdict.ts';
import { inPieces } from './in-pieces.ts';
import { shortName } from './links/short-name.ts';
import { type InterpretedOptions, interpretedOptions, readInterpreted } from './read-interpreted.ts';

/** `seqwright explore`: everything that the scripts of a diagram can do together. */
export const exploreCommand: CommandDefinition = {
  name: 'explore',
  summary: 'explore every execution of the scripts: what gets stuck, and what the diagram does not have',
  examples: [
    {
      line: 'seqwright explore diagrams/order-flow/order-flow.wsd',
      does: 'how many executions there are, and what goes wrong in them',
    },
    {
      line: 'seqwright explore diagrams/cfd-order/order.puml --channel bag --literal',
      does: 'when messages overtake each other',
    },
    {
      line: 'seqwright explore diagrams/cfd-order/order.puml --channel all',
      does: 'which networks the diagram is safe on',
    },
    {
      line: 'seqwright explore diagrams/cfd-order/order.puml --reduce',
      does: 'only what gets stuck, when there is too much to follow all of it',
    },
    {
      line: 'seqwright explore diagrams/cfd-order/order.puml --real Oracle',
      does: 'what testers that play the others can enforce and notice',
    },
    {
      line: 'seqwright explore diagrams/agreement/agreement.puml --literal --json',
      does: 'the same for machines',
    },
  ],
  declare: (command) => {
    interpretedOptions(command.argument('<file>', 'a diagram'))
      .addOption(
        new Option('--channel <model>', 'what the network guarantees')
          .choices([...exploredChannels, 'all'])
          .default('fifo'),
      )
      .option(
        '--queue <number>',
        'how many messages a channel holds before it counts as unbounded',
        parseCount,
        8,
      )
      .option('--budget <configurations>', 'give up after so many', parseCount, 2_000_000)
      .option('--memory <megabytes>', 'give up when the configurations take more', parseCount, 1024)
      .option('--jobs <threads>', 'how many threads share the configurations', parseCount, 1)
      .option(
        '--reduce',
        'leave out what can as well happen later; finds the same deadlocks and lost messages',
      )
      .option('--lossy', 'every message may be lost')
      .option('--duplicating', 'every message may arrive twice')
      .option('--crash <lifelines>', 'these lifelines, with commas between them, may stop at any moment')
      .option(
        '--real [lifelines]',
        'instead: with these real, what testers at the others can enforce and notice; those of `@real` when none are named',
      )
      .option(
        '--out <trace>',
        'write the shortest run of the worst finding as a trace file, and beside it as a diagram',
      )
      .option('--json', 'print everything for machines')
      .action(exitingWith(exploreFile));
  },
};

interface ExploreFileOptions extends InterpretedOptions {
  readonly channel: ExploredChannel | 'all';
  readonly queue: number;
  readonly budget: number;
  readonly memory: number;
  readonly jobs: number;
  readonly reduce?: true;
  readonly lossy?: true;
  readonly duplicating?: true;
  readonly crash?: string;
  readonly real?: string | true;
  readonly out?: string;
  readonly json?: true;
}

async function exploreFile(file: string, options: ExploreFileOptions): Promise<ExitCode> {
  const { channel, queue, budget, memory, jobs, real } = options;
  if (real !== undefined) {
    const { exploreTesters } = await import('./explore-testers.ts');
    return exploreTesters(file, { ...options, real });
  }
  const source = await readInterpreted(file, options);
  const { diagram, interaction } = source;
  const free =
    options.arrows === 'async'
      ? interaction
      : (await readInterpreted(file, { ...options, arrows: 'async' })).interaction;
  const { exploreInWorkers } = await import('../runtime/explore/explore-in-workers.ts');
  const report = await import('./explore-report.ts');
  const exploreOptions = {
    queue,
    configurationsMax: budget,
    bytesMax: memory * 2 ** 20,
    reduce: options.reduce === true,
    async: free,
    faults: faultsOf(interaction, options),
  };
  const all = await inPieces(async (patience) => {
    const found = [];
    for (const one of channel === 'all' ? exploredChannels : [channel]) {
      const asked = { ...exploreOptions, channel: one, isStopped: patience.isStopped };
      found.push({ channel: one, found: await exploreInWorkers(interaction, asked, jobs, patience) });
    }
    return found;
  });
  const explored = all.filter((one): one is Explored => one.found !== null);
  if (explored.length < all.length) {
    console.error('a script has too many states to be worked out; `seqwright project` tells which');
    return exitCodes.inconclusive;
  }
  const unnoticed = unnoticedEnds(interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []));
  const unreachable = unreachableOperands(diagram, interaction);
  if (options.json === true) {
    const { explorationToJson } = await import('./explore-json.ts');
    const json = explored.map((one) => explorationToJson(one, source, unreachable, unnoticed));
    console.log(JSON.stringify(channel === 'all' ? { channels: json } : json[0], null, 2));
  } else if (channel === 'all') console.log(report.printMatrix(explored, interaction, unnoticed));
  else
    for (const one of explored)
      console.log(report.printExploration(one, interaction, unreachable, unnoticed));
  const worst = explored.map(({ found }) => worstOf(found)).find((one) => one !== null) ?? null;
  if (worst !== null) {
    if (options.out !== undefined) await keep(worst, options.out, source, file);
    else if (options.json !== true)
      console.log(
        '\n`--out wrong.ndjson` keeps the worst of it as a trace file and, beside that, as a diagram',
      );
  }
  const verdicts = explored.map(({ found }) => verdictOf(found));
  const worstVerdict = (['fail', 'inconclusive'] as const).find((one) => verdicts.includes(one));
  return exitCodes[worstVerdict ?? 'pass'];
}

function faultsOf({ lifelines }: Interaction, { lossy, duplicating, crash }: ExploreFileOptions): Faults {
  const crashing = (crash ?? '').split(',').flatMap((name) => {
    const wanted = name.trim();
    if (wanted === '') return [];
    const found = lifelines.find((one) => one.id === wanted || one.name === wanted);
    if (found !== undefined) return [found.id];
    throw new UsageError(`no lifeline "${wanted}"; there are ${lifelines.map(({ id }) => id).join(', ')}`);
  });
  return { lossy: lossy === true, duplicating: duplicating === true, crashing };
}

/** Writes the run as a trace and, beside it, as a diagram. */
async function keep(
  worst: Counterexample,
  path: string,
  source: CompiledDiagram,
  file: string,
): Promise<void> {
  const [{ traceOfRun }, { printTrace }] = await Promise.all([
    import('../runtime/explore/trace-of-run.ts'),
    import('../runtime/print-trace.ts'),
  ]);
  await write(path, printTrace(traceOfRun(worst.run, shortName(file), 'quiescent')));
  const text = drawn(worst, source);
  if (text === null) {
    console.error(`the run is in ${path}; there are no words for it in the language of the diagram`);
    return;
  }
  const { dir, name } = parsePath(path);
  // Not the name of the trace alone: a diagram of the author's may be called so.
  const picture = join(dir, `${name}.run${extensions[source.diagram.dialect]}`);
  await write(picture, text);
  console.error(`the run is in ${path}, and as a diagram in ${picture}`);
}

const extensions: Readonly<Record<Dialect, string>> = {
  plantuml: '.puml',
  wsd: '.wsd',
  sdo: '.sdo',
  mermaid: '.mmd',
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

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count === 0 || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError('it is a whole number from 1.');
  }
  return count;
}
