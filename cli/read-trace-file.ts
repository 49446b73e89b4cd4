import { readFile } from 'node:fs/promises';
import { type Mapping, noMapping } from '../conformance/importers/mapping.ts';
import type { Imported } from '../conformance/importers/recording.ts';
import type { Trace } from '../conformance/trace.ts';
import { UsageError } from './command.ts';

/** Reads a trace file; throws a `UsageError` that names the first line which cannot be read. */
export async function readTraceFile(path: string): Promise<Trace> {
  return readOwn(path, await textOf(path));
}

/** Reads a trace file, or what another program recorded: then what could not be read is told, and the rest is kept. */
export async function readRecording(path: string, mapping: Mapping | null): Promise<Imported> {
  const text = await textOf(path);
  const { importerOf } = await import('../conformance/importers/importers.ts');
  const importer = importerOf(text);
  if (importer !== null) return importer.read(text, mapping ?? noMapping);
  if (mapping !== null)
    throw new UsageError(
      `${path}: this is no recording of another program, so that \`--map\` has nothing to say`,
    );
  return { traces: [await readOwn(path, text)], problems: [] };
}

/** Reads a mapping file; throws a `UsageError` that names the first place which is wrong. */
export async function readMappingFile(path: string): Promise<Mapping> {
  const { readMapping } = await import('../conformance/importers/mapping.ts');
  const { mapping, problems } = readMapping(await textOf(path));
  const [first, ...others] = problems;
  if (first === undefined) return mapping;
  const more = others.length === 0 ? '' : ` (and ${others.length} more such places)`;
  throw new UsageError(`${path}:${first.line}:${first.column}: ${first.message}${more}`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // A text longer than the engine's longest.
    const why =
      error instanceof RangeError
        ? 'the file is too large, split it'
        : 'there is no such file, or it cannot be read';
    throw new UsageError(`${path}: ${why}`);
  }
}

async function readOwn(path: string, text: string): Promise<Trace> {
  const { readTrace } = await import('../conformance/read-trace.ts');
  const { trace, problems } = readTrace(text);
  const [first, ...others] = problems;
  if (first === undefined) return trace;
  const more = others.length === 0 ? '' : ` (and ${others.length} more such lines)`;
  throw new UsageError(`${path}:${first.line}: ${first.message}${more}`);
}
