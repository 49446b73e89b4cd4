import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { TraceLine } from '../runtime/trace.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { payloadCheckFor } from './payload-check.ts';
import { type BindingFile, findBindings } from './read-binding.ts';
import { type BoundDiagram, readBound, refuse } from './read-bound.ts';
import { parseSeed } from './run.ts';
import type { TestedRun } from './test-report.ts';

/** `seqwright test`: real implementations against their diagrams. */
export const testCommand: CommandDefinition = {
  name: 'test',
  summary: 'run real implementations against their diagrams, as bound in *.binding.ts',
  examples: [
    { line: 'seqwright test', does: 'every binding in this folder and below' },
    {
      line: 'seqwright test diagrams/order-flow --schedules 3',
      does: 'three of the orders that the diagram leaves open',
    },
    { line: 'seqwright test diagrams/order-flow --seed 7', does: 'one of them again' },
    {
      line: 'seqwright test diagrams/order-flow --real OrdersService',
      does: 'this lifeline is real, all others are simulated',
    },
    {
      line: 'seqwright test diagrams/order-flow --mutant M2.1',
      does: 'a participant that is wrong in a known way: must fail',
    },
  ],
  declare: (command) => {
    command
      .argument('[paths...]', 'bindings, diagrams with a binding beside them, and folders of them', ['.'])
      .option(
        '--real <lifelines>',
        'the real lifelines, or `none`; when absent those of `@real` in the diagram, or all that are bound',
        splitNames,
      )
      .option('--simulate <lifelines>', 'lifelines that are simulated although they are bound', splitNames)
      .option('--seed <number>', 'the first schedule', parseSeed, 1)
      .option('--schedules <number>', 'how many schedules, each with the next seed', parseCount, 1)
      .option('--mutant <id>', 'run a participant with one of the faults that the binding names')
      .option('--literal', 'leave out what the binding interprets')
      .option('--out <folder>', 'where the traces are written', '.seqwright')
      .option('--json', 'print the runs for machines')
      .action(exitingWith(test));
  },
};

export interface TestOptions {
  readonly real?: readonly string[];
  readonly simulate?: readonly string[];
  readonly seed: number;
  readonly schedules: number;
  readonly mutant?: string;
  readonly literal?: true;
  readonly out: string;
  readonly json?: true;
}

async function test(paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const found = await findBindings(paths);
  if (found.length === 0)
    throw new UsageError(`no binding in ${paths.join(', ')}: no file ends in .binding.ts`);
  const [{ printTestedRun }, { runsToJson }] = await Promise.all([
    import('./print-tested-run.ts'),
    import('./test-report.ts'),
  ]);
  const runs: TestedRun[] = [];
  const stop = stopOnSignals();
  try {
    for (const binding of found) {
      for await (const run of testBinding(binding, options, stop.signal)) {
        runs.push(run);
        if (options.json !== true) printTestedRun(run);
      }
    }
  } finally {
    stop.forget();
  }
  if (runs.length === 0 && !stop.signal.aborted) {
    throw new UsageError(
      `nobody is real in ${paths.join(', ')}: the bindings only interpret; \`--real none\` runs them simulated`,
    );
  }
  if (options.json === true) console.log(JSON.stringify(runsToJson(runs), null, 2));
  else console.log(summary(runs));
  if (runs.some(({ verdict }) => verdict === 'fail')) return exitCodes.fail;
  return stop.signal.aborted || runs.some(({ verdict }) => verdict === 'inconclusive')
    ? exitCodes.inconclusive
    : exitCodes.pass;
}

/** Runs one diagram once for each seed; not at all when its binding makes nobody real and nobody asks for a run without. */
export async function* testBinding(
  file: BindingFile,
  options: TestOptions,
  signal: AbortSignal,
): AsyncGenerator<TestedRun> {
  const literal = options.literal === true;
  const bound = await readBound(file.diagram, file.path, { arrows: 'async', literal });
  const { planRun } = await import('../runtime/live/plan.ts');
  const { findLifeline } = await import('../compiler/interaction/message-name.ts');
  const { interaction } = bound.meant;
  const { lifelines, annotations } = bound.drawn.interaction;
  // A binding may name a lifeline by what is shown, and `--simulate` speaks as the binding does.
  const names = Object.keys(bound.binding.lifelines);
  if (names.length === 0 && options.real === undefined) return;
  const said = annotations.real?.map(
    (id) => names.find((name) => findLifeline(lifelines, name) === id) ?? id,
  );
  const real = realLifelines(said ?? names, options);
  const drawing = { ...bound.drawn.interaction, span: bound.drawn.diagram.span };
  const { plan, diagnostics } = planRun({ drawing, interaction, binding: bound.binding, real, literal });
  await refuse(file.diagram, file.path, diagnostics);
  if (plan === null) return;
  const faults = faultsOf(bound, file.path, options.mutant, real);
  const [{ runLive }, { BindingError }, { testedRun }] = await Promise.all([
    import('../runtime/live/harness.ts'),
    import('../runtime/live/binding-error.ts'),
    import('./test-report.ts'),
  ]);
  const judging = await payloadCheckFor(bound.meant);
  for (let seed = options.seed; seed < options.seed + options.schedules && !signal.aborted; seed++) {
    const trace = openTrace(tracePath(file.diagram, seed, options));
    const diagram = basename(file.diagram);
    const started = performance.now();
    try {
      const run = await runLive(plan, {
        seed,
        folder: dirname(file.path),
        diagram,
        faults,
        signal,
        onLine: trace.write,
      });
      const missing = run.failures.find(({ kind }) => kind === 'not-started');
      if (missing !== undefined)
        throw new UsageError(`${file.path}: "${missing.lifeline}" ${missing.reason}`);
      yield testedRun({
        file,
        bound,
        plan,
        run,
        seed,
        trace: trace.path,
        tookMs: performance.now() - started,
        judging,
        options,
      });
    } catch (error) {
      throw error instanceof BindingError ? new UsageError(`${file.path}: ${error.message}`) : error;
    } finally {
      trace.close();
    }
  }
}

/** Those that the diagram or the binding says, unless the command line says otherwise. */
function realLifelines(said: readonly string[], { real, simulate }: TestOptions): readonly string[] {
  const wanted = real ?? said;
  const unknown = simulate?.find((name) => !wanted.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`"${unknown}" is simulated anyway; real are ${wanted.join(', ') || 'none'}`);
  }
  return wanted.filter((name) => simulate?.includes(name) !== true);
}

type Faults = Readonly<Record<string, Readonly<Record<string, string>>>>;

function faultsOf(
  { binding }: BoundDiagram,
  path: string,
  id: string | undefined,
  real: readonly string[],
): Faults {
  if (id === undefined) return {};
  const mutants = binding.mutants ?? {};
  const mutant = Object.hasOwn(mutants, id) ? mutants[id] : undefined;
  if (mutant === undefined) {
    throw new UsageError(
      `${path} has no mutant "${id}"; there are ${Object.keys(mutants).join(', ') || 'none'}`,
    );
  }
  if (!real.includes(mutant.lifeline)) {
    throw new UsageError(`mutant "${id}" is one of "${mutant.lifeline}", which is simulated in this run`);
  }
  return { [mutant.lifeline]: mutant.environment };
}

/** `<out>/<diagram>/<what is special>-seed-1.ndjson`: runs of other kinds do not overwrite each other. */
function tracePath(
  diagram: string,
  seed: number,
  { out, mutant, real, simulate, literal }: TestOptions,
): string {
  const special = [
    ...(real === undefined ? [] : ['real', ...(real.length === 0 ? ['none'] : real)]),
    ...(simulate === undefined ? [] : ['simulate', ...simulate]),
    ...(literal === true ? ['literal'] : []),
    ...(mutant === undefined ? [] : [mutant]),
    'seed',
    String(seed),
  ];
  const name = special.map((part) => part.replace(/[^\w.]+/g, '_')).join('-');
  return join(out, basename(diagram).replace(/\.\w+$/, ''), `${name}.ndjson`);
}

function openTrace(path: string): { path: string; write: (line: TraceLine) => void; close: () => void } {
  let file: number;
  try {
    mkdirSync(dirname(path), { recursive: true });
    file = openSync(path, 'w');
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${(error as Error).message})`);
  }
  return {
    path,
    // Line by line, so that the file holds what happened even when this process is killed.
    write: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`);
    },
    close: () => closeSync(file),
  };
}

/** The first signal ends the run in order, a second one at once. */
function stopOnSignals(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.inconclusive);
    controller.abort();
    console.error('stopping; once more to stop at once');
  };
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    forget: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

function summary(runs: readonly TestedRun[]): string {
  const count = (wanted: string) => runs.filter(({ verdict }) => verdict === wanted).length;
  return `\n${count('pass')} passed, ${count('fail')} failed, ${count('inconclusive')} inconclusive`;
}

function splitNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return text === 'none' ? [] : names.filter((name) => name !== '');
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 1_000_000)
    throw new InvalidArgumentError('it is a whole number from 1 on.');
  return count;
}
