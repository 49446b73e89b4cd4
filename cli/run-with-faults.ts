import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import type { CompiledDiagram } from '../compiler/compile.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { ChannelModel } from '../runtime/channel.ts';
import { type FaultKind, faultKinds } from '../runtime/play.ts';
import type { TraceRemark } from '../runtime/trace.ts';
import { UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** What `run` is asked when something is to go wrong, or when many runs are to be drawn. */
export interface DrawnRunsOptions {
  readonly seed: number;
  readonly channel: ChannelModel;
  /** True for what the diagram says by `@fault`. */
  readonly faults?: true | readonly FaultKind[];
  readonly runs?: number;
  readonly path?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Plays one run with faults, chosen by the seed, and prints it. */
export async function runWithFaults(compiled: CompiledDiagram, options: DrawnRunsOptions): Promise<ExitCode> {
  const { drawRun } = await import('../conformance/properties.ts');
  const [{ printRun }, { printTrace }] = await Promise.all([
    import('../runtime/print-run.ts'),
    import('../runtime/print-trace.ts'),
  ]);
  const run = drawRun(compiled, options.seed, drawing(options));
  const trace = printTrace(run.lines);
  if (options.out !== undefined) await write(options.out, trace);
  const say = options.json === true ? console.error : console.log;
  if (options.json === true) process.stdout.write(trace);
  else console.log(`${printRun(compiled.interaction, run.lines)}\n`);
  for (const line of run.lines) {
    if (line.kind === 'drop' || line.kind === 'duplicate' || line.kind === 'crash')
      say(printable(sayFault(line)));
  }
  for (const one of run.broken) say(printable(one));
  say(
    run.ended === 'quiescent'
      ? `came to its end; seed ${options.seed}`
      : `nothing more can happen; seed ${options.seed}`,
  );
  if (run.broken.length > 0) return exitCodes.fail;
  return run.ended === 'quiescent' ? exitCodes.pass : exitCodes.inconclusive;
}

/** Draws many runs, holds each against the invariants, and shows the smallest that breaks one with the command that gives it again. */
export async function runMany(
  file: string,
  compiled: CompiledDiagram,
  options: DrawnRunsOptions,
): Promise<ExitCode> {
  const { invariants } = compiled.interaction.annotations;
  if (invariants.length === 0) {
    throw new UsageError(
      `${file} has no invariant to hold its runs against; \`seqwright explain directives\` tells of @invariant`,
    );
  }
  const { checkRuns, RunFailure } = await import('../conformance/properties.ts');
  const { seed, path, runs = 100 } = options;
  try {
    await checkRuns(compiled, { ...drawing(options), runs, seed, ...(path === undefined ? {} : { path }) });
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    const { run, reason } = error;
    const replay = replayOf(file, options, error.seed, error.path);
    if (options.json === true) {
      console.log(
        JSON.stringify({ property: reason, diagram: run.toDiagram(), lines: run.lines, replay }, null, 2),
      );
    } else {
      for (const line of [reason, '', ...run.toString().split('\n'), '', `replay: ${replay}`])
        console.log(printable(line));
    }
    return exitCodes.fail;
  }
  console.log(
    options.json === true
      ? JSON.stringify({ runs })
      : `${runs} runs keep ${invariants.length === 1 ? 'the invariant' : `all ${invariants.length} invariants`}; seed ${seed}`,
  );
  return exitCodes.pass;
}

function drawing({ channel, faults }: DrawnRunsOptions): {
  readonly channel: ChannelModel;
  readonly faults?: 'drawn' | readonly FaultKind[];
} {
  return { channel, ...(faults === undefined ? {} : { faults: faults === true ? 'drawn' : faults }) };
}

function replayOf(
  file: string,
  { channel, faults, runs }: DrawnRunsOptions,
  seed: number,
  path: string,
): string {
  return [
    'npx seqwright run',
    /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`,
    ...(channel === 'fifo' ? [] : ['--channel', channel]),
    ...(faults === undefined ? [] : ['--faults', ...(faults === true ? [] : [faults.join(',')])]),
    '--runs',
    String(runs ?? 100),
    '--seed',
    String(seed),
    '--path',
    path,
  ].join(' ');
}

function sayFault(line: TraceRemark): string {
  const { lifeline, peer, label } = line;
  switch (line.kind) {
    case 'crash':
      return `crashed: ${String(lifeline)}`;
    case 'drop':
      return `lost: ${String(lifeline)} -> ${String(peer)} : ${String(label)}`;
    case 'duplicate':
      return `arrives twice: ${String(lifeline)} -> ${String(peer)} : ${String(label)}`;
    case 'timeout':
      return `timed out: ${String(lifeline)}`;
  }
}

/** Kinds of faults from the command line, with commas between them. */
export function parseFaults(text: string): readonly FaultKind[] {
  return text.split(',').map((part) => {
    const found = faultKinds.find((kind) => kind === part.trim());
    if (found === undefined) throw new InvalidArgumentError(`there are ${faultKinds.join(', ')}.`);
    return found;
  });
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
