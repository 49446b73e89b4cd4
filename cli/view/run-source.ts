import { basename, extname } from 'node:path';
import type { CompiledDiagram } from '../../compiler/compile.ts';
import { describe } from '../../compiler/diagnostics/describe.ts';
import type { ShownDiagram, ShownLine, ShownRun } from '../../conformance/shown-run.ts';
import { simulatedRun } from '../../conformance/simulated-run.ts';
import type { JudgementJson } from '../../conformance/to-json.ts';
import { type JudgedDiagram, worstVerdict } from '../../conformance/worst-verdict.ts';
import { UsageError } from '../command.ts';
import { shortName } from '../links/short-name.ts';
import { payloadCheckFor } from '../payload-check.ts';
import { type DiagramFile, readDiagrams } from '../read-diagrams.ts';
import { readInterpreted } from '../read-interpreted.ts';
import { findDiagram } from './find-diagram.ts';
import { TraceFile } from './trace-file.ts';

/** Where the run comes from that a page shows. */
export interface RunSource {
  /** The run as far as it is known now; null when there is none, and the page opens what it is given there. */
  readonly load: () => Promise<ShownRun | null>;
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

/** Where no run comes from. */
export const noRun: RunSource = { trace: null, judge: () => null, load: async () => null };

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
    known === null || known.meant === null ? null : worstVerdict(known.meant, basename(file), trace.lines);
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
  /** Null when it has errors: it can be drawn, but nothing judged by it. */
  readonly meant: JudgedDiagram | null;
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
    return { shown, meant: null };
  }
  const { name } = compiled.diagram;
  // A nameless diagram behind the first one is nothing that a binding could speak of.
  if (index > 0 && name === null) return { shown, meant: await judged(compiled) };
  return { shown, meant: await meaningOf(path, name, literal) };
}

/** The page knows the diagram by its base name, so that is what its includes come from. */
function shownDiagram({ file, source, includes }: DiagramFile, index: number): ShownDiagram {
  const name = basename(file);
  const renamed = includes.map((one) => (one.from === file ? { ...one, from: name } : one));
  return { file: name, text: source, includes: renamed, index };
}

async function meaningOf(path: string, name: string | null, literal: boolean): Promise<JudgedDiagram> {
  const compiled = await readInterpreted(path, {
    arrows: 'async',
    ...(name === null ? {} : { diagram: name }),
    ...(literal ? { literal } : {}),
  });
  return judged(compiled);
}

async function judged(compiled: CompiledDiagram): Promise<JudgedDiagram> {
  return { interaction: compiled.interaction, judging: await payloadCheckFor(compiled) };
}

function lifelinesOf(lines: readonly ShownLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap(({ value }) =>
      value.kind === 'send' || value.kind === 'receive' || value.kind === 'action' ? [value.lifeline] : [],
    ),
  );
}

async function openSimulation(file: string, { seed, literal }: SourceOptions): Promise<RunSource> {
  const meant = await meaningOf(file, null, literal);
  const diagram = shownDiagram(await readDiagrams(file), 0);
  const run = simulatedRun(meant, diagram, { seed, name: shortName(file) });
  return { trace: null, judge: () => run.verdict, load: async () => run };
}
