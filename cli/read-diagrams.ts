import { readFile } from 'node:fs/promises';
import LZString from 'lz-string';
import { type CompiledDiagram, type CompileOptions, compile } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import { type Diagnostic, diagnose } from '../compiler/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import { openShareLink, readShareLink } from '../compiler/links/share-link.ts';
import type { GivenInclude } from '../compiler/preprocess/include.ts';
import type { Diagram } from '../compiler/syntax/diagram.ts';
import { decodeText } from '../compiler/text/decode.ts';
import { coloured } from './colours.ts';
import { UsageError } from './command.ts';
import { isAddress, shortName } from './links/short-name.ts';
import { includesBeside } from './read-includes.ts';

/** A file and the diagrams that it holds. */
export interface DiagramFile {
  /** The path as the user gave it; a short name of a link. */
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
  /** The diagrams that another text in its place would hold. */
  readonly recompile: (text: string) => readonly CompiledDiagram[];
}

/**
 * Reads and compiles one file, or a link that is a diagram; throws a `UsageError` when it cannot be read. What is wrong inside it is
 * a diagnostic.
 */
export async function readDiagrams(path: string, options: CompileOptions = {}): Promise<DiagramFile> {
  const { file, text, isOwn, diagnostics } = await readText(path);
  if (text === null) {
    const nothing = { diagrams: [], library: [], recompile: () => [] };
    return { file, source: '', sources: new Map(), includes: [], ...nothing, diagnostics };
  }
  // What comes in a link is a stranger's, and no file of ours is its business.
  const { reader, given } = isOwn ? includesBeside(file) : { given: [] };
  const includes = reader === undefined ? {} : { includes: reader };
  const compilation = compile(text, file, { ...options, ...includes });
  return {
    file,
    source: text,
    sources: new Map([...given.map((one) => [one.file, one.text] as const), [file, text]]),
    includes: given,
    diagrams: compilation.diagrams,
    library: compilation.library,
    diagnostics: [...diagnostics, ...compilation.diagnostics],
    recompile: (changed) => compile(changed, file, { ...options, ...includes }).diagrams,
  };
}

interface DiagramText {
  readonly file: string;
  readonly text: string | null;
  /** Whether it stands in a file as it is, and came in no link. */
  readonly isOwn: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

async function readText(path: string): Promise<DiagramText> {
  const given = readShareLink(path);
  if (given !== null)
    return { file: given.name, isOwn: false, ...(await openShareLink(given, given.name, LZString)) };
  const { text, diagnostics } = decodeText(await readBytes(path), path);
  const held = text === null ? null : readShareLink(text);
  if (held === null) return { file: path, text, isOwn: true, diagnostics };
  const opened = await openShareLink(held, path, LZString);
  const start = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const said = opened.text === null ? [] : [diagnose('share-link', { site: held.service.name }, start)];
  return {
    file: path,
    text: opened.text,
    isOwn: false,
    diagnostics: [...diagnostics, ...said, ...opened.diagnostics],
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
  const diagram = name === undefined ? diagrams[0] : chooseDiagram(diagrams, name);
  const errors = [...diagnostics, ...(diagram?.diagnostics ?? [])].filter(
    (diagnostic) => describe(diagnostic).severity === 'error',
  );
  for (const shown of renderDiagnostics(errors, sources, coloured)) console.error(`${shown}\n`);
  if (diagram === undefined) {
    const others = diagrams.map(({ diagram: { name, title } }, index) => name ?? title ?? String(index + 1));
    const named = others.length === 0 ? '' : `, but ${others.map((one) => `"${one}"`).join(', ')}`;
    throw new UsageError(
      `${file} holds no sequence diagram${name === undefined ? '' : ` named "${name}"${named}`}`,
    );
  }
  if (errors.length > 0) throw new UsageError(`${shortName(file)} does not compile`);
  return diagram;
}

/** By its name, or else its title, or else its number. */
function chooseDiagram(diagrams: readonly CompiledDiagram[], name: string): CompiledDiagram | undefined {
  return (
    diagrams.find((one) => one.diagram.name === name) ??
    diagrams.find((one) => one.diagram.title === name) ??
    (/^[1-9]\d{0,5}$/.test(name) ? diagrams[Number(name) - 1] : undefined)
  );
}

/** The bytes of a file; throws a `UsageError` when it cannot be read. */
export async function readBytes(file: string): Promise<Uint8Array> {
  if (isAddress(file)) throw new UsageError(`${file}: nothing is fetched from an address; save it as a file`);
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
