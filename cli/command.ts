import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';

/** One command: a file of this folder, and a row of the table in main.ts, which loads the file when it is asked for. */
export interface CommandDefinition {
  readonly name: string;
  /** One line for `--help`: lower case, no full stop. */
  readonly summary: string;
  readonly examples: readonly Example[];
  /** Adds arguments, options and, through `exitingWith`, the action to the command that main.ts made. */
  readonly declare: (command: Command) => void;
}

/** A command line that `--help` shows, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** A commander action out of a function that returns the exit code. */
export function exitingWith<Args extends readonly unknown[]>(
  run: (...args: Args) => ExitCode | Promise<ExitCode>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    process.exitCode = await run(...args);
  };
}

/** The user's mistake on the command line or in a configuration: one line on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
