import { Command } from 'commander';
import manifest from 'seqwright/package.json' with { type: 'json' };
import type { CommandDefinition } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { failureOf } from './failure.ts';

/** Every command there is, in the order of `--help`; only the file of the one that is asked for is loaded. */
const commands = new Map<string, () => Promise<CommandDefinition>>([
  ['check', async () => (await import('./check.ts')).checkCommand],
  ['explain', async () => (await import('./explain.ts')).explainCommand],
  ['project', async () => (await import('./project.ts')).projectCommand],
  ['run', async () => (await import('./run.ts')).runCommand],
  ['explore', async () => (await import('./explore.ts')).exploreCommand],
  ['conform', async () => (await import('./conform.ts')).conformCommand],
  ['test', async () => (await import('./test.ts')).testCommand],
  ['fmt', async () => (await import('./fmt.ts')).fmtCommand],
  ['convert', async () => (await import('./convert.ts')).convertCommand],
  ['view', async () => (await import('./view.ts')).viewCommand],
]);

process.on('uncaughtException', (error) => process.exit(report(error)));
process.stdout.on('error', stopWhenNobodyReads);

try {
  const [asked = ''] = process.argv.slice(2);
  const load = commands.get(asked);
  const loads = load === undefined ? [...commands.values()] : [load];
  await program(await Promise.all(loads.map((one) => one()))).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function program(definitions: readonly CommandDefinition[]): Command {
  const program = new Command('seqwright')
    .description('Sequence diagrams as executable specifications.')
    .version(manifest.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .usage('<command> [options] [files]')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('`seqwright --help` lists the commands')
    .addHelpText('after', afterCommands())
    .exitOverride();
  for (const { name, summary, examples, declare } of definitions) {
    const command = program.command(name).summary(summary).description(sentence(summary));
    declare(command);
    const lines = examples.map(({ line, does }) => `  ${does}\n    npx ${line}`);
    command.addHelpText('after', ['', 'Examples:', ...lines].join('\n'));
    command.showHelpAfterError(`\`seqwright ${name} --help\` shows how it is used`);
  }
  return program;
}

/** A function, since the table above it awaits before a constant here would have its value. */
function afterCommands(): string {
  return [
    '',
    '`seqwright <command> --help` shows its options, with examples.',
    '',
    'Exit codes: 0 pass, 1 fail, 2 wrong usage or a file that cannot be used, 3 inconclusive, 70 a bug',
  ].join('\n');
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
