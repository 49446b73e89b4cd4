import { readFileSync } from 'node:fs';
import colours from 'picocolors';
import { printable } from '../compiler/diagnostics/printable.ts';
import { type Judgement, judge, type Verdict } from '../conformance/judge.ts';
import { type JudgementJson, judgementToJson } from '../conformance/to-json.ts';
import type { Trace } from '../conformance/trace.ts';
import type { LiveRun } from '../runtime/live/harness.ts';
import type { Plan } from '../runtime/live/plan.ts';
import { printRun as printEvents } from '../runtime/print-run.ts';
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
  readonly property: string | null;
  /** The worst one. */
  readonly judgement: Judgement;
  /** Path of the trace file. */
  readonly trace: string;
  readonly tookMs: number;
  /** Command lines that run it again, and that judge its trace again. */
  readonly replay: string;
  readonly rejudge: string;
}

/** Judges a live run. */
export function testedRun(tested: {
  readonly file: BindingFile;
  readonly bound: BoundDiagram;
  readonly plan: Plan;
  readonly run: LiveRun;
  readonly seed: number;
  readonly trace: string;
  readonly tookMs: number;
  readonly options: {
    readonly real?: readonly string[];
    readonly simulate?: readonly string[];
    readonly mutant?: string;
    readonly literal?: true;
  };
}): TestedRun {
  const { file, plan, run, seed, trace, tookMs, options } = tested;
  const judgement = worst(judge(plan.interaction, asTrace(run.lines)));
  const property = brokenProperty(run);
  return {
    file,
    plan,
    run,
    real: [...plan.real.keys()],
    seed,
    mutant: options.mutant ?? null,
    verdict: property === null ? judgement.verdict : 'fail',
    property,
    judgement,
    trace,
    tookMs,
    replay: commandLine('test', file.path, [
      ...(options.real === undefined ? [] : ['--real', options.real.join(',') || 'none']),
      ...(options.simulate === undefined ? [] : ['--simulate', options.simulate.join(',')]),
      ...(options.mutant === undefined ? [] : ['--mutant', options.mutant]),
      ...(options.literal === true ? ['--literal'] : []),
      '--seed',
      String(seed),
      '--schedules',
      '1',
    ]),
    rejudge: commandLine('conform', file.diagram, [
      trace,
      ...(options.literal === true ? ['--literal'] : []),
    ]),
  };
}

/** What a participant must not do whatever the diagram says; its trace may conform all the same. */
function brokenProperty({ failures, unrecognised }: LiveRun): string | null {
  if (failures.length > 0) return 'participant-lives';
  return unrecognised > 0 ? 'message-recognised' : null;
}

/** What `test --json` prints. */
export function runsToJson(runs: readonly TestedRun[]): { readonly runs: readonly unknown[] } {
  return {
    runs: runs.map((tested) => {
      const { file, real, seed, mutant, verdict, judgement, property, trace, replay, run, tookMs } = tested;
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
        ...(property === null ? {} : { property }),
        explanation,
        failures: run.failures,
        remarks: run.remarks,
        trace,
        tookMs: Math.round(tookMs),
        replay,
      };
    }),
  };
}

/** Prints a run: one line for a pass, all that helps to find the cause for everything else. */
export function printRun(tested: TestedRun): void {
  const { file, real, seed, mutant, verdict, judgement, tookMs, trace, replay, rejudge, run, plan } = tested;
  const who = real.length === 0 ? 'everything simulated' : `${real.join(', ')} real`;
  const what = [file.diagram, who, ...(mutant === null ? [] : [`mutant ${mutant}`]), `seed ${seed}`].join(
    ', ',
  );
  console.log(
    `${paint[verdict](verdict)}  ${printable(what)}  ${colours.dim(`${(tookMs / 1000).toFixed(1)} s, ${trace}`)}`,
  );
  if (verdict === 'pass') return;
  const about = mutant === null ? undefined : plan.binding.mutants?.[mutant]?.about;
  if (about !== undefined) tell('mutant', about);
  if (tested.property !== null) tell('broken property', tested.property);
  for (const { lifeline, reason, output } of run.failures) tell(`${lifeline} ${reason}`, output);
  for (const remark of run.remarks) tell('remark', remark);
  for (const line of judgement.explanation.split('\n')) console.log(`      ${printable(line)}`);
  printPlace(judgement);
  printMatched(tested);
  tell('replay', replay);
  tell('judge again', rejudge);
}

const matchedMax = 6;

/** The last events that fit, and the one that did not. */
function printMatched({ judgement, run, plan }: TestedRun): void {
  const at = judgement.at?.traceLine ?? null;
  const upTo = at === null ? run.lines : run.lines.slice(0, at);
  const shown = printEvents(plan.interaction, upTo).split('\n').slice(-matchedMax);
  if (shown.length === 0) return;
  const stray = judgement.divergence?.event === null ? -1 : shown.length - 1;
  console.log('      the last events:');
  for (const [index, line] of shown.entries())
    console.log(`      ${index === stray ? colours.red('✗') : ' '} ${line}`);
}

function printPlace({ at }: Judgement): void {
  const span = at?.span ?? null;
  if (span === null) return;
  console.log(`      ${colours.blue('-->')} ${span.file}:${span.line}:${span.column}`);
  const line = readFileSync(span.file, 'utf8').split(/\r?\n/)[span.line - 1] ?? '';
  console.log(`      ${colours.blue(`${span.line} |`)} ${printable(line)}`);
}

function tell(name: string, text: string): void {
  const [first = '', ...more] = text.trimEnd().split('\n');
  console.log(`      ${name}: ${printable(first)}`);
  for (const line of more) console.log(`        ${printable(line)}`);
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

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  pass: colours.green,
  inconclusive: colours.yellow,
  fail: colours.red,
};
