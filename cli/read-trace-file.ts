import { readFile } from 'node:fs/promises';
import type { Trace } from '../conformance/trace.ts';
import { UsageError } from './command.ts';

/** Reads a trace file; throws a `UsageError` that names the first line which cannot be read. */
export async function readTraceFile(path: string): Promise<Trace> {
  const { readTrace } = await import('../conformance/read-trace.ts');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new UsageError(`${path}: there is no such file, or it cannot be read`);
  }
  const { trace, problems } = readTrace(text);
  const [first, ...others] = problems;
  if (first === undefined) return trace;
  const more = others.length === 0 ? '' : ` (and ${others.length} more such lines)`;
  throw new UsageError(`${path}:${first.line}: ${first.message}${more}`);
}
