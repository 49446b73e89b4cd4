import { printable } from '../compiler/diagnostics/printable.ts';

/**
 * A path to begin a line with. GitHub takes lines of a log that begin with `::` or `##[` for commands, and a file of a pull request may
 * have any name.
 */
export function shownPath(path: string): string {
  const shown = printable(path);
  return /^\s*(?:::|##\[)/.test(shown) ? `./${shown}` : shown;
}
