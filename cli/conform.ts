import { Option } from 'commander';
import colours from 'picocolors';
import type { CompiledDiagram } from '../compiler/compile.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Problem } from '../conformance/importers/json-reader.ts';
import type { Extent, Judgement, JudgeOptions, Verdict } from '../conformance/judge.ts';
import type { Observers } from '../conformance/observers.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { payloadCheckFor } from './payload-check.ts';
import { type InterpretedOptions, interpretedOptions, readInterpreted } from './read-interpreted.ts';
import { readMappingFile, readRecording } from './read-trace-file.ts';

/** `seqwright conform`: the verdict on recorded traces. */
export const conformCommand: CommandDefinition = {
  name: 'conform',
  summary: 'judge recorded traces: does some run of the diagram agree with them',
  examples: [
    {
      line: 'seqwright conform diagrams/cfd-order/order.puml run.ndjson',
      does: 'one recorded order of everything (`run --out run.ndjson` writes one)',
    },
    {
      line: 'seqwright conform diagrams/cfd-order/order.puml run.ndjson --prefix',
      does: 'the recording may have been cut off',
    },
    {
      line: 'seqwright conform diagrams/cfd-order/order.puml run.ndjson --observers per-lifeline',
      does: 'only the order on each lifeline is known',
    },
    {
      line: 'seqwright conform diagrams/cfd-order/order.puml run.ndjson --observers Buyer,BuyerApp/Seller',
      does: 'groups of lifelines whose order is known',
    },
    {
      line: 'seqwright conform login.puml spans.json --map login.map.json',
      does: 'what OpenTelemetry, a browser, Zipkin or Jaeger recorded; the mapping says which span is which message',
    },
  ],
  declare: (command) => {
    interpretedOptions(
      command
        .argument('<file>', 'a diagram')
        .argument('<traces...>', 'trace files: NDJSON, OTLP/JSON, HAR, Zipkin, Jaeger'),
    )
      .option('--observers <who>', 'one, per-lifeline, or groups such as A,B/C; from the header when absent')
      .addOption(new Option('--complete', 'the traces are whole runs').conflicts(['prefix', 'slice']))
      .addOption(new Option('--prefix', 'the traces are beginnings of runs').conflicts('slice'))
      .option('--slice', 'the traces are cut out of runs')
      .option('--hidden <lifelines>', 'lifelines that nobody recorded: A,B')
      .option('--unobserved <places>', 'kinds and places that nobody recorded: action, action@A, A->F')
      .option('--ignore-unknown', 'drop events that the diagram does not have, and count them')
      .option('--map <file>', 'which entries of a recording by another program are which messages')
      .option('--budget <states>', 'states to look at before giving up', Number)
      .option('--json', 'print the verdicts for machines')
      .action(exitingWith(conform));
  },
};

interface ConformOptions extends InterpretedOptions {
  readonly observers?: string;
  readonly complete?: true;
  readonly prefix?: true;
  readonly slice?: true;
  readonly hidden?: string;
  readonly unobserved?: string;
  readonly ignoreUnknown?: true;
  readonly map?: string;
  readonly budget?: number;
  readonly json?: true;
}

interface Result {
  readonly trace: string;
  readonly judgement: Judgement;
}

async function conform(file: string, traces: readonly string[], options: ConformOptions): Promise<ExitCode> {
  const compiled = await readInterpreted(file, options);
  const { judge } = await import('../conformance/judge.ts');
  const judging = { ...judgeOptions(compiled, options), ...(await payloadCheckFor(compiled)) };
  const mapping = options.map === undefined ? null : await readMappingFile(options.map);
  const results: Result[] = [];
  for (const path of traces) {
    const { traces: recorded, problems } = await readRecording(path, mapping);
    tell(path, problems);
    const judgements = recorded.flatMap((trace) => judge(compiled.interaction, trace, judging));
    results.push(
      ...judgements.map((judgement) => ({
        trace: path,
        judgement: unlessDamaged(judgement, problems.length),
      })),
    );
  }
  if (options.json === true) {
    const { judgementToJson } = await import('../conformance/to-json.ts');
    const json = results.map(({ trace, judgement }) => judgementToJson(trace, judgement));
    console.log(JSON.stringify({ results: json }, null, 2));
  } else {
    for (const result of results) print(result, file);
  }
  const verdicts = results.map(({ judgement }) => judgement.verdict);
  if (verdicts.includes('fail')) return exitCodes.fail;
  return verdicts.includes('inconclusive') ? exitCodes.inconclusive : exitCodes.pass;
}

/** How many places of one recording are shown. */
const shownMax = 10;

function tell(path: string, problems: readonly Problem[]): void {
  for (const { line, column, message } of problems.slice(0, shownMax))
    console.error(`warning: ${printable(`${path}:${line}:${column}: ${message}`)}`);
  const more = problems.length - shownMax;
  if (more > 0) console.error(`warning: ${printable(path)}: and ${more} more such places`);
}

/** Of a recording of which something could not be read nothing is certain: what is missing may be in it, and so may what is wrong. */
function unlessDamaged(judgement: Judgement, problemCount: number): Judgement {
  if (problemCount === 0) return judgement;
  const explanation = `${problemCount} places of the recording could not be read, so that nothing is certain; by the rest it is: ${judgement.verdict}\n${judgement.explanation}`;
  return { ...judgement, verdict: 'inconclusive', explanation };
}

function judgeOptions({ interaction }: CompiledDiagram, options: ConformOptions): JudgeOptions {
  const { observers, hidden, unobserved, ignoreUnknown, budget } = options;
  const known = (names: readonly string[]): readonly string[] => {
    for (const name of names) {
      if (interaction.lifelines.some((lifeline) => lifeline.id === name || lifeline.name === name)) continue;
      const ids = interaction.lifelines.map(({ id }) => id).join(', ');
      throw new UsageError(`no lifeline "${name}" in the diagram; there are ${ids}`);
    }
    return names;
  };
  const extent = extentOf(options);
  return {
    ...(observers === undefined ? {} : { observers: parseObservers(observers, known) }),
    ...(extent === null ? {} : { extent }),
    ...(hidden === undefined ? {} : { hidden: known(split(hidden, ',')) }),
    ...(unobserved === undefined ? {} : { unobserved: split(unobserved, ',') }),
    ...(ignoreUnknown === undefined ? {} : { ignoreUnknown }),
    ...(budget === undefined ? {} : { statesMax: budget }),
  };
}

function extentOf({ complete, prefix, slice }: ConformOptions): Extent | null {
  if (complete === true) return 'complete';
  if (prefix === true) return 'prefix';
  return slice === true ? 'slice' : null;
}

function parseObservers(text: string, known: (names: readonly string[]) => readonly string[]): Observers {
  if (text === 'one' || text === 'per-lifeline') return text;
  return split(text, '/').map((group) => known(split(group, ',')));
}

function split(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function print({ trace, judgement }: Result, file: string): void {
  const { session, verdict, extent, explanation, at } = judgement;
  const name = session === null ? trace : `${trace} session ${session}`;
  console.log(`${paint[verdict](verdict)}  ${printable(name)} (${extent})`);
  for (const line of explanation.split('\n')) console.log(`      ${printable(line)}`);
  const span = at?.span ?? null;
  if (span !== null) console.log(`      --> ${file}:${span.line}:${span.column}`);
}

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  pass: colours.green,
  inconclusive: colours.yellow,
  fail: colours.red,
};
