import type { TraceLine } from './trace.ts';

/** The text of a trace file: one JSON object a line, keys in the order in which the lines have them. */
export function printTrace(lines: readonly TraceLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
