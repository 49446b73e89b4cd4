import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type CompiledDiagram, type CompileOptions, compile } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../compiler/diagnostics/render.ts';
import { decodeText } from '../compiler/text/decode.ts';
import { coloured } from './colours.ts';
import { UsageError } from './command.ts';

/** A file and the diagrams that it holds. */
export interface DiagramFile {
  /** The path as the user gave it. */
  readonly file: string;
  /** Its text; empty when it is none. */
  readonly source: string;
  readonly diagrams: readonly CompiledDiagram[];
  /** Those of the file as a whole. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and compiles one file; throws a `UsageError` when it cannot be read. What is wrong inside it is a diagnostic. */
export async function readDiagrams(file: string, options: CompileOptions = {}): Promise<DiagramFile> {
  const bytes = await readBytes(file);
  const { text, diagnostics } = decodeText(bytes, file);
  if (text === null) return { file, source: '', diagrams: [], diagnostics };
  const compilation = compile(text, file, options);
  return {
    file,
    source: text,
    diagrams: compilation.diagrams,
    diagnostics: [...diagnostics, ...compilation.diagnostics],
  };
}

/**
 * The one diagram that a command is about: the first of the file, or the one of that name. Errors are shown on stderr;
 * without a diagram that compiles it throws a `UsageError`.
 */
export async function readDiagram(
  file: string,
  options: CompileOptions & { readonly name?: string } = {},
): Promise<CompiledDiagram> {
  const { source, diagrams, diagnostics } = await readDiagrams(file, options);
  const { name } = options;
  const diagram = name === undefined ? diagrams[0] : diagrams.find((one) => one.diagram.name === name);
  const errors = [...diagnostics, ...(diagram?.diagnostics ?? [])].filter(
    (diagnostic) => describe(diagnostic).severity === 'error',
  );
  for (const error of errors) console.error(`${renderDiagnostic(error, source, coloured)}\n`);
  if (diagram === undefined) {
    throw new UsageError(`${file} holds no sequence diagram${name === undefined ? '' : ` named "${name}"`}`);
  }
  if (errors.length > 0) throw new UsageError(`${file} does not compile`);
  return diagram;
}

/** The paths with each folder replaced by the diagrams in it, in alphabetical order, at any depth. */
export async function findDiagrams(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const isFolder = await stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      );
      if (!isFolder) return [path];
      const inside = await readdir(path, { recursive: true });
      const files = inside
        .filter((one) => diagramExtensions.has(extname(one)) && !hidden.test(one))
        .toSorted();
      if (files.length === 0)
        throw new UsageError(`${path} holds no diagram: no file in it ends in ${endings}`);
      return files.map((one) => join(path, one));
    }),
  );
  return found.flat();
}

/** How files that hold diagrams end. */
export const diagramExtensions: ReadonlySet<string> = new Set([
  '.puml',
  '.plantuml',
  '.pu',
  '.wsd',
  '.sdo',
  '.mmd',
  '.mermaid',
]);

const endings = [...diagramExtensions].join(' ');

const hidden = /(?:^|[\\/])(?:\.|node_modules[\\/])/;

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`${file}: ${reasons[code] ?? `cannot be read (${code})`}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder, a file is needed here',
  EACCES: 'may not be read',
};
