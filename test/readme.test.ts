import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seqwright } from './cli/seqwright.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'seqwright-readme-'));

beforeAll(() => {
  // What `npm init` writes today.
  write('package.json', '{"type":"commonjs"}');
  // The package as a dependency, though not built: Node strips no types below node_modules.
  write('node_modules/seqwright/package.json', '{"type":"module","exports":"./index.js"}');
  const source = JSON.stringify(new URL('../index.ts', import.meta.url).href);
  write('node_modules/seqwright/index.js', `export * from ${source};\n`);
  for (const [, name = '', text = ''] of readme.matchAll(namedBlock)) write(name, text);
});

afterAll(() => rmSync(folder, { recursive: true }));

// `npx vitest run test/readme.test.ts -u` writes what the commands print now into the page.
test('what README.md shows is what its commands print', { timeout: 60_000 }, async () => {
  const commands: string[] = [];
  let page = readme;
  // In the order of the page: what one command writes another one reads.
  for (const [transcript, command = ''] of readme.matchAll(transcriptBlocks)) {
    commands.push(command.split(' ')[0] ?? '');
    page = page.replace(transcript, () => transcriptOf(command, ''));
    const output = everywhere(await outputOf(command.split(' ')));
    page = page.replace(transcriptOf(command, ''), () => transcriptOf(command, output));
  }
  expect(new Set(commands)).toEqual(
    new Set(['check', 'project', 'convert', 'run', 'explore', 'conform', 'test', 'view']),
  );
  await expect(page).toMatchFileSnapshot('../README.md');
});

/** A block with the name of a file is that file. */
const namedBlock = /^```\w+ ([\w.]+)\n(.*?)^```$/gms;

/** A block with one command, and one with what it prints. */
const transcriptBlocks = /^```sh\nnpx seqwright ([^\n]+)\n```\n```text\n.*?^```$/gms;

function transcriptOf(command: string, output: string): string {
  return ['```sh', `npx seqwright ${command}`, '```', '```text', output, '```'].join('\n');
}

async function outputOf(args: readonly string[]): Promise<string> {
  return args[0] === 'view' ? firstOutput(args) : (await seqwright(args, folder)).stdout;
}

/** Of a command that goes on until it is ended. */
async function firstOutput(args: readonly string[]): Promise<string> {
  const serving = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => serving.once('exit', resolve));
  const said = new Promise<string>((resolve) => {
    serving.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()));
  });
  const output = await Promise.race([said, ended.then(() => 'nothing')]);
  serving.kill();
  await ended;
  return output;
}

/** What differs from machine to machine made the same: how long it took, and which port was free. */
function everywhere(output: string): string {
  return output
    .trimEnd()
    .replaceAll(/\b\d+\.\d s\b/g, '0.3 s')
    .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, '4711');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
