import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type CompiledDiagram, type CompileOptions, compile } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import type { GivenInclude } from '../compiler/preprocess/include.ts';
import type { Diagram } from '../compiler/syntax/diagram.ts';
import { decodeText } from '../compiler/text/decode.ts';
import { coloured } from './colours.ts';
import { UsageError } from './command.ts';
import { includesBeside } from './read-includes.ts';

/** A file and the diagrams that it holds. */
export interface DiagramFile {
  /** The path as the user gave it. */
  readonly file: string;
  /** Its text; empty when it is none. */
  readonly source: string;
  /** Its text and those of the files that it includes, by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** What it includes. */
  readonly includes: readonly GivenInclude[];
  readonly diagrams: readonly CompiledDiagram[];
  /** The diagrams of included files that a ref may name. */
  readonly library: readonly Diagram[];
  /** Those of the file as a whole. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and compiles one file; throws a `UsageError` when it cannot be read. What is wrong inside it is a diagnostic. */
export async function readDiagrams(file: string, options: CompileOptions = {}): Promise<DiagramFile> {
  const bytes = await readBytes(file);
  const { text, diagnostics } = decodeText(bytes, file);
  if (text === null) {
    return { file, source: '', sources: new Map(), includes: [], diagrams: [], library: [], diagnostics };
  }
  const { reader, given } = includesBeside(file);
  const compilation = compile(text, file, { ...options, includes: reader });
  return {
    file,
    source: text,
    sources: new Map([...given.map((one) => [one.file, one.text] as const), [file, text]]),
    includes: given,
    diagrams: compilation.diagrams,
    library: compilation.library,
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
  const { sources, diagrams, diagnostics } = await readDiagrams(file, options);
  const { name } = options;
  const diagram = name === undefined ? diagrams[0] : diagrams.find((one) => one.diagram.name === name);
  const errors = [...diagnostics, ...(diagram?.diagnostics ?? [])].filter(
    (diagnostic) => describe(diagnostic).severity === 'error',
  );
  for (const shown of renderDiagnostics(errors, sources, coloured)) console.error(`${shown}\n`);
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
