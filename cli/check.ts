import { Option } from 'commander';
import type { ArrowDiscipline } from '../compiler/interaction/interaction.ts';
import { checkedToJson } from './check-json.ts';
import { printChecked } from './check-pretty.ts';
import { allDiagnostics, checkFile, countSeverities } from './checked.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type DiagramFile, findDiagrams, readDiagrams } from './read-diagrams.ts';

/** `seqwright check`: everything that there is to say about diagrams without running them. */
export const checkCommand: CommandDefinition = {
  name: 'check',
  summary: 'parse and analyse diagrams: what is racy, ambiguous, impossible or drawn backwards',
  examples: [
    {
      line: 'seqwright check diagrams/order-flow/order-flow.wsd',
      does: 'every finding with its place and what to do',
    },
    { line: 'seqwright check diagrams --strict', does: 'all diagrams of a folder; warnings fail, too' },
    { line: 'seqwright check diagrams/cfd-order --quiet', does: 'errors and warnings, one line each' },
    {
      line: 'seqwright check diagrams/agreement/agreement.puml --arrows blocking',
      does: 'synchronous calls hold their caller until they are received',
    },
    { line: 'seqwright check diagrams --json', does: 'the same for machines' },
  ],
  declare: (command) => {
    command
      .argument('<files...>', 'diagrams, and folders of them')
      .option('--strict', 'warnings fail the check, as errors do')
      .addOption(
        new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'),
      )
      .option('--json', 'the same as --format json')
      .option('--quiet', 'errors and warnings only, one line each')
      .addOption(
        new Option('--arrows <discipline>', 'which messages hold their sender until they are received')
          .choices(['async', 'blocking', 'rendezvous'])
          .default('async'),
      )
      .addOption(
        new Option('--channel <model>', 'which messages to one lifeline keep their order')
          .choices(['fifo', 'mailbox', 'causal', 'bag', 'sync'])
          .default('fifo'),
      )
      .action(exitingWith(check));
  },
};

interface CheckOptions {
  readonly strict?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly format: 'pretty' | 'json';
  readonly arrows: ArrowDiscipline;
  readonly channel: 'fifo' | 'mailbox' | 'causal' | 'bag' | 'sync';
}

async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { files, unreadable } = await readAll(await findDiagrams(paths), options);
  const { channel } = options;
  const checked = files.map((file) => checkFile(file, channel === 'sync' ? {} : { channel }));
  if (options.json === true || options.format === 'json') {
    console.log(JSON.stringify(checkedToJson(checked), null, 2));
  } else {
    printChecked(checked, options.quiet === true);
  }
  const counts = countSeverities(checked.flatMap(allDiagnostics));
  if (unreadable || files.some(({ diagrams }) => diagrams.length === 0)) return exitCodes.usage;
  return counts.error > 0 || (options.strict === true && counts.warning > 0)
    ? exitCodes.fail
    : exitCodes.pass;
}

/** A file that cannot be read keeps nobody from hearing about the others. */
async function readAll(
  paths: readonly string[],
  { arrows, channel }: CheckOptions,
): Promise<{ readonly files: readonly DiagramFile[]; readonly unreadable: boolean }> {
  const files: DiagramFile[] = [];
  let unreadable = false;
  for (const path of paths) {
    try {
      // A synchronous channel is a rendezvous of every sender with its receiver.
      files.push(await readDiagrams(path, { arrows: channel === 'sync' ? 'rendezvous' : arrows }));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      console.error(`error: ${error.message}`);
      unreadable = true;
    }
  }
  return { files, unreadable };
}
