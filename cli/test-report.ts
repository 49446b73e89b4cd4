import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { type Judgement, type JudgeOptions, judge, type Verdict } from '../conformance/judge.ts';
import { isEventOf } from '../conformance/observed-event.ts';
import { type JudgementJson, judgementToJson } from '../conformance/to-json.ts';
import type { Trace } from '../conformance/trace.ts';
import type { LiveRun } from '../runtime/live/harness.ts';
import type { Plan } from '../runtime/live/plan.ts';
import type { TraceEvent, TraceFooter, TraceHeader, TraceLine } from '../runtime/trace.ts';
import type { BindingFile } from './read-binding.ts';
import type { BoundDiagram } from './read-bound.ts';

/** A live run with its verdict. */
export interface TestedRun {
  readonly file: BindingFile;
  readonly plan: Plan;
  readonly run: LiveRun;
  readonly real: readonly string[];
  readonly seed: number;
  readonly mutant: string | null;
  readonly verdict: Verdict;
  /** What was broken that is not an arrow of the diagram; null when nothing was. */
  readonly property: BrokenProperty | null;
  /** The worst one. */
  readonly judgement: Judgement;
  /** Where the diagram has the event that came instead of what it has there; empty when it has it nowhere else. */
  readonly instead: readonly Occurrence[];
  /** Path of the trace file. */
  readonly trace: string;
  readonly tookMs: number;
  /** Command lines that run it again, that judge its trace again, and that show it. */
  readonly replay: string;
  readonly rejudge: string;
  readonly look: string;
}

/** What a participant must not do whatever the diagram says; its trace may conform all the same. */
type BrokenProperty = 'participant-lives' | 'message-recognised';

/** Judges a live run. */
export function testedRun(tested: {
  readonly file: BindingFile;
  readonly bound: BoundDiagram;
  readonly plan: Plan;
  readonly run: LiveRun;
  readonly seed: number;
  readonly trace: string;
  readonly tookMs: number;
  readonly judging: Pick<JudgeOptions, 'payloads'>;
  readonly options: {
    readonly real?: readonly string[];
    readonly simulate?: readonly string[];
    readonly mutant?: string;
    readonly literal?: true;
  };
}): TestedRun {
  const { file, plan, run, seed, trace, tookMs, judging, options } = tested;
  const judgement = worst(judge(plan.interaction, asTrace(run.lines), judging));
  const property = brokenProperty(run);
  const literal = options.literal === true ? ['--literal'] : [];
  const verdict = property === null ? judgement.verdict : 'fail';
  return {
    file,
    plan,
    run,
    real: [...plan.real.keys()],
    seed,
    mutant: options.mutant ?? null,
    verdict,
    property,
    judgement,
    instead: verdict === 'pass' ? [] : drawnElsewhere(plan.interaction, judgement),
    trace,
    tookMs,
    replay: commandLine('test', file.path, [
      ...(options.real === undefined ? [] : ['--real', options.real.join(',') || 'none']),
      ...(options.simulate === undefined ? [] : ['--simulate', options.simulate.join(',')]),
      ...(options.mutant === undefined ? [] : ['--mutant', options.mutant]),
      ...literal,
      '--seed',
      String(seed),
      '--schedules',
      '1',
    ]),
    rejudge: commandLine('conform', file.diagram, [trace, ...literal]),
    look: commandLine('view', trace, ['--diagram', file.diagram, ...literal]),
  };
}

function brokenProperty({ failures, unrecognised }: LiveRun): BrokenProperty | null {
  if (failures.length > 0) return 'participant-lives';
  return unrecognised > 0 ? 'message-recognised' : null;
}

/** Where the diagram has the event that fits nothing where it came: one occurrence a line. */
function drawnElsewhere(interaction: Interaction, { divergence, at }: Judgement): readonly Occurrence[] {
  const event = divergence?.event ?? null;
  const pointed = at?.span?.line;
  if (event === null) return [];
  const alike = interaction.occurrences.filter(
    (occurrence) => isEventOf(event, occurrence) && occurrence.span.line !== pointed,
  );
  return [...new Map(alike.map((occurrence) => [occurrence.span.line, occurrence])).values()];
}

/** What `test --json` prints. */
export function runsToJson(runs: readonly TestedRun[]): { readonly runs: readonly unknown[] } {
  return {
    runs: runs.map((tested) => {
      const { file, real, seed, mutant, verdict, judgement, property, trace, replay, run, tookMs } = tested;
      const instead = tested.instead.map(({ span }) => ({
        file: span.file,
        line: span.line,
        column: span.column,
      }));
      const { at, expected, missing, unobserved, explanation }: JudgementJson = judgementToJson(
        trace,
        judgement,
      );
      return {
        diagram: file.diagram,
        real,
        seed,
        ...(mutant === null ? {} : { mutant }),
        verdict,
        ...given({ at, expected, missing, unobserved }),
        ...given({ property: property ?? judgement.broken[0]?.invariant.text }),
        ...(instead.length === 0 ? {} : { instead }),
        explanation,
        failures: run.failures,
        remarks: run.remarks,
        ...(verdict === 'pass' ? {} : { outputs: run.outputs }),
        trace,
        tookMs: Math.round(tookMs),
        replay,
      };
    }),
  };
}

function worst(judgements: readonly Judgement[]): Judgement {
  const order: readonly Verdict[] = ['fail', 'inconclusive', 'pass'];
  const [found] = judgements.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  if (found === undefined) throw new Error('a trace has at least one judgement');
  return found;
}

function asTrace(lines: readonly TraceLine[]): Trace {
  const header = lines.find((line): line is TraceHeader => line.kind === 'header') ?? null;
  const footer = lines.find((line): line is TraceFooter => line.kind === 'footer') ?? null;
  const events = lines.flatMap((line, index) => (isEvent(line) ? [{ event: line, line: index + 1 }] : []));
  return { header, footer, events };
}

function isEvent(line: TraceLine): line is TraceEvent {
  switch (line.kind) {
    case 'send':
    case 'receive':
    case 'action':
    case 'message':
    case 'ref':
      return true;
    case 'header':
    case 'footer':
    case 'drop':
    case 'duplicate':
    case 'crash':
    case 'timeout':
      return false;
  }
}

function commandLine(command: string, file: string, args: readonly string[]): string {
  return ['npx', 'seqwright', command, file, ...args].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function given(keys: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
