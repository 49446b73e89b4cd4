import { Option } from 'commander';
import type { ReplyReading } from '../compiler/analysis/reply-reading.ts';
import type { ArrowDiscipline } from '../compiler/interaction/interaction.ts';
import { printAnnotations } from './check-github.ts';
import { checkedToJson } from './check-json.ts';
import { type Detail, printChecked } from './check-pretty.ts';
import { checkedToSarif } from './check-sarif.ts';
import { type CheckMeaning, type CheckResult, checkFiles, exitCodeOf } from './checked.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { diffLines } from './diff-lines.ts';
import type { ExitCode } from './exit-codes.ts';
import { findDiagrams } from './find-diagrams.ts';
import { type FixedFile, fixFile } from './fix-files.ts';
import { fixLines } from './print-fixes.ts';
import { repliesOption } from './replies-option.ts';
import { watchDiagrams } from './watch-diagrams.ts';

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
      line: 'seqwright check diagrams --fix --dry-run',
      does: 'show what can be put right, and write nothing',
    },
    {
      line: 'seqwright check diagrams/cfd-order --repairs',
      does: 'for each race the edits that would let it be, or rule it out',
    },
    {
      line: 'seqwright check diagrams/order-flow --binding',
      does: 'and which of the findings the binding beside the diagram settles',
    },
    {
      line: 'seqwright check diagrams/agreement/agreement.puml --causality',
      does: 'the longest chain of messages, and which channels allow which race',
    },
    { line: 'seqwright check diagrams --watch', does: 'check again whenever a diagram is saved' },
    {
      line: 'seqwright check diagrams/agreement/agreement.puml --arrows blocking',
      does: 'synchronous calls hold their caller until they are received',
    },
    { line: 'seqwright check diagrams --format github', does: 'annotations in a pull request' },
    { line: 'seqwright check diagrams --format sarif', does: 'for code scanning' },
    { line: 'seqwright check diagrams --json', does: 'the same for machines' },
  ],
  declare: (command) => {
    command
      .argument('<files...>', 'diagrams, and folders of them')
      .option('--strict', 'warnings fail the check, as errors do')
      .addOption(
        new Option('--format <format>', 'how to print')
          .choices(['pretty', 'json', 'sarif', 'github'])
          .default('pretty'),
      )
      .option('--json', 'the same as --format json')
      .option('--quiet', 'errors and warnings only, one line each')
      .option('--all', 'every finding with its lines, however many there are')
      .option('--fix', 'put right in the files what can be put right in one way only')
      .option('--dry-run', 'with --fix: show the changes and write nothing')
      .option(
        '--repairs',
        'with each race, what would settle it: a `par`, or a message that enforces the order',
      )
      .option('--binding', 'say which findings the binding beside each diagram settles; this runs its code')
      .option(
        '--causality',
        'what orders each diagram: the longest chain, what is redundant, races by channel',
      )
      .option('--watch', 'check again on every change, until Ctrl-C')
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
      .addOption(repliesOption())
      .action(exitingWith(check));
  },
};

interface CheckOptions {
  readonly strict?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly all?: true;
  readonly fix?: true;
  readonly dryRun?: true;
  readonly repairs?: true;
  readonly binding?: true;
  readonly causality?: true;
  readonly watch?: true;
  readonly format: 'pretty' | 'json' | 'sarif' | 'github';
  readonly arrows: ArrowDiscipline;
  readonly channel: 'fifo' | 'mailbox' | 'causal' | 'bag' | 'sync';
  readonly replies: ReplyReading;
}

async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { strict = false, fix = false, dryRun = false } = options;
  const format = options.json === true ? 'json' : options.format;
  if (dryRun && !fix) throw new UsageError('--dry-run shows what --fix would do: give both');
  if (options.watch === true) {
    if (fix || format !== 'pretty') throw new UsageError('--watch prints for people and changes no file');
    return watchDiagrams(paths, meaningOf(options), detailOf(options), strict);
  }
  const files = await findDiagrams(paths);
  const fixed = fix ? await fixAll(files, options, !dryRun) : null;
  const result = await checkFiles(files, meaningOf(options));
  print(result, fixed, options, format);
  return exitCodeOf(result, strict);
}

/** A synchronous channel is a rendezvous of every sender with its receiver. */
function meaningOf({ arrows, channel, replies, ...options }: CheckOptions): CheckMeaning {
  const asked = {
    replies,
    repairs: options.repairs === true,
    binding: options.binding === true,
    causality: options.causality === true,
  };
  return channel === 'sync' ? { arrows: 'rendezvous', ...asked } : { arrows, channel, ...asked };
}

function detailOf({ quiet, all }: CheckOptions): Detail {
  if (quiet === true) return 'quiet';
  return all === true ? 'all' : 'usual';
}

/** What cannot be read is told by the check that follows. */
async function fixAll(
  files: readonly string[],
  { arrows }: CheckOptions,
  write: boolean,
): Promise<readonly FixedFile[]> {
  const fixed: FixedFile[] = [];
  for (const file of files) {
    try {
      fixed.push(await fixFile(file, { arrows }, write));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      if (write) console.error(`not fixed: ${error.message}`);
    }
  }
  return fixed;
}

function print(
  { checked, unreadable }: CheckResult,
  fixed: readonly FixedFile[] | null,
  options: CheckOptions,
  format: CheckOptions['format'],
): void {
  const done = options.dryRun === true ? 'would fix' : 'fixed';
  const fixes = fixed === null ? [] : fixLines(fixed, done);
  switch (format) {
    case 'pretty':
      if (options.dryRun === true) for (const line of (fixed ?? []).flatMap(diffLines)) console.log(line);
      for (const line of fixes) console.log(line);
      if (fixes.length > 0) console.log('');
      printChecked(checked, detailOf(options));
      return;
    case 'json':
      console.log(JSON.stringify(checkedToJson(checked, fixed), null, 2));
      return;
    case 'sarif':
      for (const line of fixes) console.error(line);
      console.log(JSON.stringify(checkedToSarif(checked, !unreadable), null, 2));
      return;
    case 'github':
      for (const line of fixes) console.error(line);
      printAnnotations(checked, process.env.GITHUB_WORKSPACE ?? null);
      return;
  }
}
