import { CommanderError } from 'commander';
import { printable } from '../compiler/diagnostics/printable.ts';
import { UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** How a command that threw ends: what to say on stderr, and the exit code. */
export interface Failure {
  readonly code: ExitCode;
  readonly lines: readonly string[];
}

/** Tells the user's mistakes from our own bugs; `debug` adds where a bug happened. */
export function failureOf(error: unknown, debug: boolean): Failure {
  // Commander has said what there is to say.
  if (error instanceof CommanderError) {
    return { code: error.exitCode === 0 ? exitCodes.pass : exitCodes.usage, lines: [] };
  }
  if (error instanceof UsageError) {
    return { code: exitCodes.usage, lines: [`error: ${printable(error.message)}`] };
  }
  const [what = ''] = String(error).split('\n');
  const where = error instanceof Error && error.stack !== undefined ? error.stack : 'no stack trace';
  return {
    code: exitCodes.bug,
    lines: [
      `seqwright has a bug: ${printable(what)}`,
      'please report it with this command line and the files that it reads',
      debug ? where : 'SEQWRIGHT_DEBUG=1 shows where it happened',
    ],
  };
}
