import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readExamples } from '../compiler/syntax/fixtures.ts';
import { type CorpusFile, hasCorpus, readSet } from '../corpus/read-corpus.ts';
import { survey } from '../corpus/survey.ts';
import { mermaidDifferences } from './mermaid-differences.ts';

// `npm run oracle:mermaid`: whether Mermaid itself takes the same diagrams as we do, with as many messages. It weighs 200 MB, so it is
// installed into the temporary folder, once, and is no dependency.
const version = '12.3.0';

/** What we use of it. */
interface Mermaid {
  readonly parse: (text: string) => Promise<unknown>;
  readonly mermaidAPI: {
    readonly getDiagramFromText: (text: string) => Promise<{
      readonly db: {
        readonly getMessages: () => readonly {
          readonly type: number;
          readonly from?: string;
          readonly to?: string;
        }[];
      };
    }>;
  };
}

const files = [
  ...readExamples()
    .filter(({ text }) => /^(?:---\n[\s\S]*?\n---\n|%%.*\n|\s)*sequenceDiagram/.test(text))
    .map(({ sentence, text }) => fileOf(sentence, text)),
  ...(hasCorpus ? ['mermaid', 'mermaid-torture'].flatMap(readSet) : []),
];
const mermaid = await loadMermaid();
const explained: string[] = [];
const different: string[] = [];
for (const file of files) {
  const words = await compare(file);
  if (words === null) continue;
  const reason = mermaidDifferences.find(({ of }) => of.test(file.file))?.reason ?? null;
  if (reason === null) different.push(words);
  else explained.push(`${words}: ${reason}`);
}
console.log(`${files.length} diagrams, ${files.length - explained.length - different.length} alike`);
for (const words of explained) console.log(`explained: ${words}`);
for (const words of different) console.log(`different: ${words}`);
process.exitCode = different.length > 0 ? 1 : 0;

/** Null when both say the same. We keep and name what Mermaid rejects, so what it rejects must have a finding. */
async function compare(file: CorpusFile): Promise<string | null> {
  const theirs = await askMermaid(Buffer.from(file.bytes).toString('utf8'));
  const { compiled, unknown, messages, warnings } = survey(file);
  const ours = compiled ? `${messages} messages` : 'an error';
  if (theirs === null) {
    return compiled && unknown.length === 0 && warnings === 0
      ? `${file.file}: rejected, for us ${ours}`
      : null;
  }
  return compiled && messages === theirs ? null : `${file.file}: ${theirs} messages, for us ${ours}`;
}

/** How many messages it has; null when it is rejected. */
async function askMermaid(text: string): Promise<number | null> {
  try {
    // Only parsing makes the kinds of diagrams known.
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    // A note has two ends, too, and so has the dot of a central connection.
    return db.getMessages().filter(({ type, from, to }) => from && to && type !== 2 && type < 59).length;
  } catch {
    return null;
  }
}

async function loadMermaid(): Promise<Mermaid> {
  const folder = join(tmpdir(), `seqwright-mermaid-${version}`);
  const main = join(folder, 'node_modules', 'mermaid', 'dist', 'mermaid.core.mjs');
  if (!existsSync(main)) {
    console.error(`installing mermaid ${version} into ${folder} …`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `mermaid@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const loaded = (await import(pathToFileURL(main).href)) as { readonly default: Mermaid };
  // Cleaning texts takes a document; we only count. A box asks the window whether its first word is a colour.
  const purify = join(folder, 'node_modules', 'dompurify', 'dist', 'purify.es.mjs');
  const cleaner = (await import(pathToFileURL(purify).href)) as { readonly default: object };
  Object.assign(cleaner.default, { addHook: () => {}, sanitize: (text: string) => text });
  Object.assign(globalThis, { window: { CSS: { supports: () => false } } });
  return loaded.default;
}

function fileOf(file: string, text: string): CorpusFile {
  return { set: 'examples', file, bytes: new TextEncoder().encode(text), messages: null, broken: null };
}
