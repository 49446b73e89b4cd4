import { basename, extname } from 'node:path';
import { describe } from '../../compiler/diagnostics/describe.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import type { ShownDiagram, ShownLine, ShownRun } from '../../conformance/shown-run.ts';
import type { JudgementJson } from '../../conformance/to-json.ts';
import { simulate } from '../../runtime/simulate.ts';
import { UsageError } from '../command.ts';
import { type DiagramFile, readDiagrams } from '../read-diagrams.ts';
import { readInterpreted } from '../read-interpreted.ts';
import { findDiagram } from './find-diagram.ts';
import { TraceFile } from './trace-file.ts';
import { worstVerdict } from './worst-verdict.ts';

/** Where the run comes from that a page shows. */
export interface RunSource {
  /** The run as far as it is known now. */
  readonly load: () => Promise<ShownRun>;
  /** Null when nothing more can come. */
  readonly trace: TraceFile | null;
  /** The verdict on what `trace` has read; null when there is no diagram to judge by. */
  readonly judge: () => JudgementJson | null;
}

export interface SourceOptions {
  /** The diagram's path; the one that the trace names when absent. */
  readonly diagram?: string;
  /** Of the simulated run, when the file is a diagram. */
  readonly seed: number;
  /** Leave out the binding that lies beside the diagram. */
  readonly literal: boolean;
}

/** A trace is shown as it is; of a diagram one run is simulated. Throws a `UsageError` when the file is neither. */
export function openRun(file: string, options: SourceOptions): Promise<RunSource> {
  return traceEndings.has(extname(file).toLowerCase())
    ? openTrace(file, options)
    : openSimulation(file, options);
}

const traceEndings: ReadonlySet<string> = new Set(['.ndjson', '.jsonl', '.json']);

async function openTrace(file: string, options: SourceOptions): Promise<RunSource> {
  const trace = new TraceFile(file);
  await look(trace);
  if (trace.lines.length === 0 && trace.problems.length > 0) {
    throw new UsageError(`${file} holds no trace: ${trace.problems[0] ?? ''}`);
  }
  const path = options.diagram ?? (await namedDiagram(trace));
  const known = path === null ? null : await readDiagramOf(path, trace.lines, options.literal);
  const judge = (): JudgementJson | null =>
    known === null || known.interaction === null
      ? null
      : worstVerdict(known.interaction, basename(file), trace.lines);
  return {
    trace,
    judge,
    load: async () => {
      await look(trace);
      return {
        name: basename(file),
        diagram: known?.shown ?? null,
        lines: trace.lines,
        problems: trace.problems,
        growing: trace.growing,
        verdict: judge(),
      };
    },
  };
}

async function look(trace: TraceFile): Promise<void> {
  try {
    await trace.look();
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(`${trace.path}: ${missing ? 'there is no such file' : 'this file cannot be read'}`);
  }
}

async function namedDiagram(trace: TraceFile): Promise<string | null> {
  const header = trace.lines.find(({ value }) => value.kind === 'header')?.value;
  if (header?.kind !== 'header' || header.diagram === undefined) return null;
  const path = await findDiagram(header.diagram, trace.path);
  if (path === null) {
    console.error(
      `no ${JSON.stringify(header.diagram)} beside the trace or in this folder: shown without it; --diagram names one`,
    );
  }
  return path;
}

interface KnownDiagram {
  readonly shown: ShownDiagram;
  /** As it is meant; null when it has errors: it can be drawn, but nothing judged by it. */
  readonly interaction: Interaction | null;
}

/** Of several diagrams in a file the first one that knows all lifelines of the trace, or else the first. */
async function readDiagramOf(
  path: string,
  lines: readonly ShownLine[],
  literal: boolean,
): Promise<KnownDiagram> {
  const file = await readDiagrams(path);
  const { diagrams, diagnostics } = file;
  const named = lifelinesOf(lines);
  const fitting = diagrams.findIndex(({ diagram }) =>
    [...named].every((name) => diagram.lifelines.some((lifeline) => lifeline.id === name)),
  );
  const index = Math.max(0, fitting);
  const compiled = diagrams[index];
  if (compiled === undefined) throw new UsageError(`${path} holds no sequence diagram`);
  const shown = shownDiagram(file, index);
  if ([...diagnostics, ...compiled.diagnostics].some((one) => describe(one).severity === 'error')) {
    console.error(`${path} does not compile, so nothing is judged by it`);
    return { shown, interaction: null };
  }
  const { name } = compiled.diagram;
  // A nameless diagram behind the first one is nothing that a binding could speak of.
  if (index > 0 && name === null) return { shown, interaction: compiled.interaction };
  return { shown, interaction: await meaningOf(path, name, literal) };
}

/** The page knows the diagram by its base name, so that is what its includes come from. */
function shownDiagram({ file, source, includes }: DiagramFile, index: number): ShownDiagram {
  const name = basename(file);
  const renamed = includes.map((one) => (one.from === file ? { ...one, from: name } : one));
  return { file: name, text: source, includes: renamed, index };
}

async function meaningOf(path: string, name: string | null, literal: boolean): Promise<Interaction> {
  const compiled = await readInterpreted(path, {
    arrows: 'async',
    ...(name === null ? {} : { diagram: name }),
    ...(literal ? { literal } : {}),
  });
  return compiled.interaction;
}

function lifelinesOf(lines: readonly ShownLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap(({ value }) =>
      value.kind === 'send' || value.kind === 'receive' || value.kind === 'action' ? [value.lifeline] : [],
    ),
  );
}

async function openSimulation(file: string, { seed, literal }: SourceOptions): Promise<RunSource> {
  const interaction = await meaningOf(file, null, literal);
  const name = basename(file);
  const simulated = simulate(interaction, { seed, diagram: name });
  const lines = simulated.lines.map((value, index) => ({ number: index + 1, value }));
  const verdict = worstVerdict(interaction, name, lines);
  const run: ShownRun = {
    name,
    diagram: shownDiagram(await readDiagrams(file), 0),
    lines,
    problems: [],
    growing: false,
    verdict,
  };
  return { trace: null, judge: () => verdict, load: async () => run };
}
