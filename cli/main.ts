import { Command } from 'commander';
import about from 'seqwright/package.json' with { type: 'json' };
import { checkCommand } from './check.ts';
import type { CommandDefinition } from './command.ts';
import { conformCommand } from './conform.ts';
import type { ExitCode } from './exit-codes.ts';
import { failureOf } from './failure.ts';
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

function report(error: unknown): ExitCode {
  const { code, lines } = failureOf(error, Boolean(process.env.SEQWRIGHT_DEBUG));
  for (const line of lines) console.error(line);
  return code;
}

/** `seqwright … | head` ends when head does. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
