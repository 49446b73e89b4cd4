import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seqwright } from './cli/seqwright.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('what README.md shows is what happens', () => {
  const blocks = blocksOf(readFileSync(join(root, 'README.md'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'seqwright-readme-'));

  beforeAll(() => {
    write('package.json', '{"type":"module"}');
    // The package as a dependency, though not built: Node strips no types below node_modules.
    write('node_modules/seqwright/package.json', '{"type":"module","exports":"./index.js"}');
    write(
      'node_modules/seqwright/index.js',
      `export * from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};`,
    );
    for (const { name, text } of blocks) if (name !== null) write(name, text);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const transcripts = transcriptsIn(blocks);

  test('there is a transcript of every command', () => {
    expect(new Set(transcripts.map(({ args }) => args[0]))).toEqual(
      new Set(['check', 'project', 'run', 'conform', 'test', 'view']),
    );
  });

  // In the order of the page: what one writes another one reads.
  test.each(transcripts)('npx seqwright $command', async ({ args, output }) => {
    const shown = args[0] === 'view' ? await firstLine(args) : (await seqwright(args, folder)).stdout;
    expect(everywhere(shown.trimEnd())).toBe(everywhere(output));
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  /** Of a command that goes on until it is ended. */
  async function firstLine(args: readonly string[]): Promise<string> {
    const serving = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => serving.once('exit', resolve));
    const line = await new Promise<string>((resolve) => {
      serving.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()));
    });
    serving.kill();
    await ended;
    return line;
  }
});

interface Block {
  readonly language: string;
  /** The name of the file that it is. */
  readonly name: string | null;
  readonly text: string;
}

interface Transcript {
  readonly command: string;
  readonly args: readonly string[];
  readonly output: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: ([\w.]+))?\n(.*?)^```$/gms)].map(
    ([, language = '', name = null, text = '']) => ({ language, name, text }),
  );
}

/** An `sh` block of one command with the `text` block behind it. */
function transcriptsIn(blocks: readonly Block[]): readonly Transcript[] {
  return blocks.flatMap(({ language, text }, index) => {
    const before = blocks[index - 1];
    if (language !== 'text' || before?.language !== 'sh') return [];
    const command = before.text.trim().replace(/^npx seqwright /, '');
    return [{ command, args: command.split(' '), output: text.trimEnd() }];
  });
}

/** What differs from machine to machine made the same: how long it took, and which port was free. */
function everywhere(text: string): string {
  return text.replaceAll(/\b\d+\.\d s\b/g, '0.3 s').replaceAll(/(127\.0\.0\.1:)\d+/g, '$14711');
}
