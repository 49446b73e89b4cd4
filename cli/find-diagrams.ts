import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { readShareLink } from '../compiler/links/share-link.ts';
import { findEmbedded } from '../compiler/syntax/embedded/embedded.ts';
import { parse } from '../compiler/syntax/parse.ts';
import { decodeText } from '../compiler/text/decode.ts';
import { splitLines } from '../compiler/text/lines.ts';
import { UsageError } from './command.ts';
import { walk } from './walk.ts';

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

/** How files end that may have diagrams among other things. */
const pageExtensions: ReadonlySet<string> = new Set([
  '.md',
  '.markdown',
  '.mdx',
  '.adoc',
  '.asciidoc',
  '.asc',
  '.rst',
  '.org',
  '.html',
  '.htm',
  '.txt',
]);

/** Nobody writes pages that are larger, in bytes; programs do. */
const pageBytesMax = 1_000_000;

/** So many files are looked into at the same time. */
const atOnce = 16;

/**
 * The paths with each folder replaced by the files in it that hold sequence diagrams, in alphabetical order, at any depth. What is
 * passed over is said; throws a `UsageError` when a folder has none.
 */
export async function findDiagrams(
  paths: readonly string[],
  say: (words: string) => void = (words) => console.error(words),
): Promise<readonly string[]> {
  const found: (readonly string[])[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    found.push(isFolder ? await findInside(path, say) : [path]);
  }
  return found.flat();
}

async function findInside(folder: string, say: (words: string) => void): Promise<readonly string[]> {
  const { files, isWhole, entries } = await walk(folder, (name) => isCandidate(name));
  const judged = await judgeAll(files);
  const those = (wanted: Judgement): readonly string[] =>
    judged.filter(({ judgement }) => judgement === wanted).map(({ file }) => file);
  if (!isWhole) say(`${folder}: only the first ${entries} entries were looked at; give a folder inside it`);
  tell(those('another kind'), 'with diagrams of other kinds only', say);
  tell(those('too large'), `of more than ${pageBytesMax} bytes, not looked into`, say);
  const holding = those('holds');
  if (holding.length === 0) {
    throw new UsageError(
      `${folder} holds no diagram: no file in it ends in ${endings} or is a page with one`,
    );
  }
  return holding;
}

const endings = [...diagramExtensions].join(' ');

function tell(files: readonly string[], what: string, say: (words: string) => void): void {
  if (files.length === 0) return;
  const more = files.length > 3 ? `, … (${files.length})` : '';
  say(`left out, ${what}: ${files.slice(0, 3).join(', ')}${more}`);
}

type Judgement = 'holds' | 'another kind' | 'too large' | 'nothing';

interface Judged {
  readonly file: string;
  readonly judgement: Judgement;
}

async function judgeAll(files: readonly string[]): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (let index = 0; index < files.length; index += atOnce) {
    const some = files.slice(index, index + atOnce);
    judged.push(
      ...(await Promise.all(some.map(async (file) => ({ file, judgement: await judgeFile(file) })))),
    );
  }
  return judged;
}

function isCandidate(name: string): boolean {
  const extension = extname(name).toLowerCase();
  return diagramExtensions.has(extension) || pageExtensions.has(extension);
}

/** A file that cannot be read holds one as far as anybody knows: the reason is said when it is read. */
async function judgeFile(file: string): Promise<Judgement> {
  const isPage = !diagramExtensions.has(extname(file).toLowerCase());
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > pageBytesMax) return isPage ? 'too large' : 'holds';
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return isPage ? 'nothing' : 'holds';
  // Most pages are left with this look at their bytes.
  if (isPage && !marker.test(bytes.toString('latin1'))) return 'nothing';
  const { text } = decodeText(bytes, file);
  if (isPage) return text !== null && isPageWithDiagram(text, file) ? 'holds' : 'nothing';
  const { diagrams, diagnostics } = parse(text ?? '', file);
  const isAnother =
    diagrams.length === 0 &&
    diagnostics.length > 0 &&
    diagnostics.every(({ name }) => name === 'another-diagram-kind');
  return isAnother ? 'another kind' : 'holds';
}

/** What every page with a diagram has somewhere. */
const marker = /sequence|uml\b|mermaid|\bwsd\b/i;

/**
 * Prose has arrows, too, so in a page a diagram has its own mark. Plain text may quote one, and is one only when it begins like one
 * or is a link.
 */
function isPageWithDiagram(text: string, file: string): boolean {
  if (readShareLink(text) !== null) return true;
  const isMarked =
    extname(file).toLowerCase() === '.txt'
      ? /^\s*(?:[@\\]startuml|sequenceDiagram)\b/i.test(text)
      : /^[^\S\n]*[@\\]startuml\b/im.test(text) || findEmbedded(splitLines(text, file)).length > 0;
  return isMarked && parse(text, file).diagrams.length > 0;
}
