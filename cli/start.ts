import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import colours from 'picocolors';
import type { Interaction } from '../compiler/interaction/interaction.ts';
import { judge, type Verdict } from '../conformance/judge.ts';
import { readTrace } from '../conformance/read-trace.ts';
import { printTrace } from '../runtime/print-trace.ts';
import { simulate } from '../runtime/simulate.ts';
import { allDiagnostics, checkFile, countSeverities } from './checked.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { failureOf } from './failure.ts';
import { findDiagrams } from './find-diagrams.ts';
import { bindingBeside } from './read-binding.ts';
import { readDiagrams } from './read-diagrams.ts';
import { readInterpreted } from './read-interpreted.ts';
import { testBinding } from './test.ts';

/** `npm start`: every diagram of `diagrams/` compiled, analysed, simulated, run with its real participants and judged. */
async function start(): Promise<ExitCode> {
  const rows: Row[] = [];
  for (const file of await findDiagrams(['diagrams'])) {
    console.error(`running ${file}`);
    rows.push(await runDiagram(file));
  }
  console.log(table(rows));
  console.log(advice(rows));
  if (rows.some(({ verdict }) => verdict === 'fail')) return exitCodes.fail;
  return rows.some(({ verdict }) => verdict === 'inconclusive') ? exitCodes.inconclusive : exitCodes.pass;
}

/** Where the traces go; `seqwright test` writes there, too. */
const folder = '.seqwright';

/** One seed is enough to show what there is; `run` and `test` take others. */
const seed = 1;

/** What there is to tell of one diagram. */
interface Row {
  readonly file: string;
  readonly lifelines: number;
  readonly messages: number;
  readonly findings: string;
  readonly simulated: Run;
  /** Null when no binding makes a lifeline real. */
  readonly live: Run | null;
  readonly verdict: Verdict;
}

interface Run {
  readonly verdict: Verdict;
  readonly events: number;
  readonly trace: string;
  /** The real lifelines, or none. */
  readonly real: readonly string[];
}

async function runDiagram(file: string): Promise<Row> {
  const checked = checkFile(await readDiagrams(file));
  const { interaction } = await readInterpreted(file, { arrows: 'async' });
  const simulated = simulateAndJudge(file, interaction);
  const live = await runLive(file);
  const counts = countSeverities(allDiagnostics(checked));
  const races = allDiagnostics(checked).filter(({ name }) => name === 'race').length;
  return {
    file,
    lifelines: interaction.lifelines.length,
    messages: interaction.messages.length,
    findings: `${counts.error > 0 ? `${counts.error} errors, ` : ''}${counts.warning} warnings (${races} races)`,
    simulated,
    live,
    verdict: counts.error > 0 ? 'fail' : worst([simulated.verdict, ...(live === null ? [] : [live.verdict])]),
  };
}

function simulateAndJudge(file: string, interaction: Interaction): Run {
  const { lines } = simulate(interaction, { seed, diagram: basename(file) });
  const text = printTrace(lines);
  const trace = join(folder, basename(file).replace(/\.\w+$/, ''), `simulated-seed-${seed}.ndjson`);
  mkdirSync(dirname(trace), { recursive: true });
  writeFileSync(trace, text);
  const verdict = worst(judge(interaction, readTrace(text).trace).map((judgement) => judgement.verdict));
  return { verdict, events: lines.length - 2, trace, real: [] };
}

async function runLive(file: string): Promise<Run | null> {
  const path = bindingBeside(file);
  if (path === null) return null;
  const options = { seed, schedules: 1, out: folder };
  const signal = AbortSignal.timeout(liveMsMax);
  for await (const { verdict, run, trace, real } of testBinding({ path, diagram: file }, options, signal)) {
    return { verdict, events: run.lines.length - 2, trace, real };
  }
  return null;
}

/** A live run has budgets of its own; this one is for all of them together. */
const liveMsMax = 120_000;

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}

/** One line a diagram, at most 120 columns wide. */
function table(rows: readonly Row[]): string {
  const cells = rows.map(({ file, lifelines, messages, findings, simulated, live, verdict }) => [
    relative('diagrams', file),
    String(lifelines),
    String(messages),
    findings,
    summary(simulated),
    live === null ? 'nothing bound' : `${live.verdict}, ${live.real.length} of ${lifelines} real`,
    verdict,
  ]);
  const widths = columns.map(({ title }, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ numbers }, column) => {
        const [cell = '', width = 0] = [row[column], widths[column]];
        return numbers ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const ruler = widths.map((width) => '─'.repeat(width)).join('  ');
  return [colours.bold(line(columns.map(({ title }) => title))), ruler, ...cells.map(line)].join('\n');
}

const columns: readonly { readonly title: string; readonly numbers: boolean }[] = [
  { title: 'diagram', numbers: false },
  { title: 'lifelines', numbers: true },
  { title: 'messages', numbers: true },
  { title: 'findings', numbers: false },
  { title: 'simulated run', numbers: false },
  { title: 'live run', numbers: false },
  { title: 'verdict', numbers: false },
];

function summary({ verdict, events }: Run): string {
  return `${verdict}, ${events} events`;
}

function advice(rows: readonly Row[]): string {
  const runs = rows.flatMap(({ simulated, live }) => [simulated, ...(live === null ? [] : [live])]);
  const width = Math.max(...runs.map(({ trace }) => trace.length));
  const shown = runs.find(({ real }) => real.length > 0) ?? runs[0];
  return [
    '',
    'the traces:',
    ...runs.map(
      (run) =>
        `  ${run.trace.padEnd(width)}  ${summary(run)}${run.real.length > 0 ? `, real: ${run.real.join(', ')}` : ''}`,
    ),
    '',
    `look at a run:       npx seqwright view ${shown?.trace ?? ''}`,
    'see the findings:    npx seqwright check diagrams',
    'catch a faulty one:  npx seqwright test diagrams/order-flow --mutant M2.1',
  ].join('\n');
}

try {
  process.exitCode = await start();
} catch (error) {
  const { code, lines } = failureOf(error, Boolean(process.env.SEQWRIGHT_DEBUG));
  for (const line of lines) console.error(line);
  process.exitCode = code;
}
