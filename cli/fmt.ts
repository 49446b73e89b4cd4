import { text as readAll } from 'node:stream/consumers';
import { withoutControls } from '../compiler/diagnostics/printable.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import { diagnosticToJson } from '../compiler/diagnostics/to-json.ts';
import { type Formatted, format } from '../compiler/syntax/format.ts';
import { decodeText } from '../compiler/text/decode.ts';
import { coloured } from './colours.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { diffLines } from './diff-lines.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findDiagrams } from './find-diagrams.ts';
import { readBytes } from './read-diagrams.ts';
import { includesBeside } from './read-includes.ts';
import { shownPath } from './shown-path.ts';
import { encodeAs, replaceFile } from './text-file.ts';

/** `seqwright fmt`: the blanks and line breaks of diagrams in order. */
export const fmtCommand: CommandDefinition = {
  name: 'fmt',
  summary: 'put the indentation, blanks and line breaks of diagrams in order, and change nothing else',
  examples: [
    { line: 'seqwright fmt login.puml', does: 'rewrites a file, and says so only when it changes' },
    {
      line: 'seqwright fmt diagrams/agreement/agreement.puml --stdout',
      does: 'the formatted text; with - for the file, from one pipe into another',
    },
    { line: 'seqwright fmt diagrams --check', does: 'names what is not formatted, and fails then' },
  ],
  declare: (command) => {
    command
      .argument('<files...>', 'diagrams, and folders of them; - is standard input')
      .option('--check', 'write nothing, and fail when a file is not formatted')
      .option('--stdout', 'print the formatted text instead of writing the file')
      .option('--json', 'print for machines what was done')
      .action(exitingWith(fmt));
  },
};

interface FmtOptions {
  readonly check?: true;
  readonly stdout?: true;
  readonly json?: true;
}

/** A file, what it holds and what it should hold. */
interface FormattedFile extends Formatted {
  readonly file: string;
  readonly source: string;
  readonly bytes: Uint8Array;
}

async function fmt(paths: readonly string[], options: FmtOptions): Promise<ExitCode> {
  const files = paths.includes('-') ? [await fromStdin(paths)] : await readFiles(await findDiagrams(paths));
  const read = files.filter((file) => file !== null);
  const changed = read.filter(({ text, source }) => text !== source);
  for (const { diagnostics, source } of read) {
    for (const shown of renderDiagnostics(diagnostics, source, coloured)) console.error(`${shown}\n`);
  }
  if (options.json === true) console.log(JSON.stringify({ files: read.map(toJson) }, null, 2));
  else if (options.check === true) for (const file of changed) printUnformatted(file);
  else if (options.stdout === true || paths.includes('-')) {
    // A pipe gets every byte; a terminal is not to obey what a label holds.
    for (const { text } of read) process.stdout.write(process.stdout.isTTY ? withoutControls(text) : text);
  }
  const writes = options.check !== true && options.stdout !== true && !paths.includes('-');
  if (writes) {
    for (const { file, text, bytes } of changed) await replaceFile(file, encodeAs(bytes, text));
    for (const { file } of changed) console.error(`${shownPath(file)} is rewritten`);
  }
  if (read.length < files.length || read.some(({ diagrams }) => diagrams === 0)) return exitCodes.usage;
  const fails = read.some(({ diagnostics }) => diagnostics.length > 0);
  return fails || (options.check === true && changed.length > 0) ? exitCodes.fail : exitCodes.pass;
}

/** Null for a file that cannot be read; that is said, and the others are formatted all the same. */
async function readFiles(paths: readonly string[]): Promise<readonly (FormattedFile | null)[]> {
  const files: (FormattedFile | null)[] = [];
  for (const path of paths) {
    try {
      files.push(formatBytes(path, await readBytes(path)));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      console.error(`error: ${error.message}`);
      files.push(null);
    }
  }
  return files;
}

async function fromStdin(paths: readonly string[]): Promise<FormattedFile> {
  if (paths.length > 1) throw new UsageError('`-` is standard input and stands alone');
  return formatBytes('-', Buffer.from(await readAll(process.stdin)));
}

function formatBytes(file: string, bytes: Uint8Array): FormattedFile {
  const { text, diagnostics } = decodeText(bytes, file);
  if (text === null) return { file, source: '', bytes, text: '', diagrams: 0, diagnostics };
  const { reader } = includesBeside(file);
  return { file, source: text, bytes, ...format(text, file, { includes: reader }) };
}

/** So many lines of a difference are shown. */
const rowsMax = 20;

function printUnformatted({ file, source, text }: FormattedFile): void {
  console.log(`${shownPath(file)} is not formatted`);
  // Which file it is stands above already.
  const rows = diffLines({ file, before: source, after: text }).slice(2);
  for (const row of rows.slice(0, rowsMax)) console.log(`  ${row}`);
  if (rows.length > rowsMax) console.log('  …');
}

function toJson({ file, source, text, diagnostics }: FormattedFile): unknown {
  return {
    file,
    formatted: source === text,
    diagnostics: diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, file)),
  };
}
