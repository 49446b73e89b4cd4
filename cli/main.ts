import { Command, CommanderError } from 'commander';
import about from 'seqwright/package.json' with { type: 'json' };
import { checkCommand } from './check.ts';
import { type CommandDefinition, UsageError } from './command.ts';
import { conformCommand } from './conform.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { projectCommand } from './project.ts';
import { runCommand } from './run.ts';
import { testCommand } from './test.ts';
import { viewCommand } from './view.ts';

/** Every command there is, in the order of `--help`. */
const commands: readonly CommandDefinition[] = [
  checkCommand,
  projectCommand,
  runCommand,
  conformCommand,
  testCommand,
  viewCommand,
];

process.on('uncaughtException', (error) => process.exit(report(error)));
process.stdout.on('error', stopWhenNobodyReads);

try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function program(): Command {
  const program = new Command('seqwright')
    .description('Sequence diagrams as executable specifications.')
    .version(about.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride();
  for (const { name, summary, examples, declare } of commands) {
    const command = program.command(name).summary(summary).description(sentence(summary));
    declare(command);
    const width = Math.max(...examples.map(({ line }) => line.length));
    const lines = examples.map(({ line, does }) => `  ${line.padEnd(width)}  ${does}`);
    command.addHelpText('after', ['', 'Examples:', ...lines].join('\n'));
  }
  return program;
}

/** Says what went wrong in a line or two, and with which exit code to end. */
function report(error: unknown): ExitCode {
  // Commander has said what there is to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.pass : exitCodes.usage;
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`);
    return exitCodes.usage;
  }
  const [what] = String(error).split('\n');
  console.error(`seqwright has a bug: ${what}`);
  console.error('please report it with this command line and the files that it reads');
  if (process.env.SEQWRIGHT_DEBUG) console.error(error);
  else console.error('SEQWRIGHT_DEBUG=1 shows where it happened');
  return exitCodes.bug;
}

/** `seqwright … | head` ends when head does. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
