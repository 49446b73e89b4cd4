import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileFiles } from './hostile-files.ts';

const guard = new URL('guard.ts', import.meta.url).href;
const main = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
const secret = 'what-nobody-may-know';

let top = '';
let server: Server;
let calls = 0;
let files: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  top = await realpath(await mkdtemp(join(tmpdir(), 'seqwright-hostile-')));
  const [outside, project] = [join(top, 'outside'), join(top, 'project')];
  await mkdir(outside);
  await mkdir(join(project, 'sub'), { recursive: true });
  await writeFile(join(outside, 'secret.puml'), `@startuml\nA -> B : ${secret}\n@enduml\n`);
  await writeFile(join(outside, 'secret.json'), `{"key":"${secret}"}`);
  await writeFile(join(outside, 'secret.ts'), `console.log('${secret}');`);
  await symlink(join(outside, 'secret.puml'), join(project, 'linked.puml'));
  await symlink(outside, join(project, 'linked'));
  files = hostileFiles(outside, `http://127.0.0.1:${port}`);
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(top, { recursive: true, force: true });
});

interface Guarded {
  readonly code: number;
  readonly output: string;
  /** What it tried that is not allowed. */
  readonly tried: readonly string[];
}

/** Runs Node in the project with the guard, which lets no string become code, either. */
async function guarded(args: readonly string[]): Promise<Guarded> {
  const log = join(top, `${crypto.randomUUID()}.log`);
  const env = {
    ...process.env,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    GUARD_FORBIDDEN: [join(top, 'outside'), '/etc/', join(homedir(), '.ssh'), '/server'].join(':'),
    GUARD_LOG: log,
    SECRET_TOKEN: secret,
    SECRET_PATH: join(top, 'outside', 'secret.puml'),
  };
  const flags = ['--disallow-code-generation-from-strings', '--import', guard];
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    execFile(
      process.execPath,
      [...flags, ...args],
      { cwd: join(top, 'project'), env },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
  const tried = existsSync(log) ? (await readFile(log, 'utf8')).trimEnd().split('\n') : [];
  return { code, output, tried };
}

describe('the guard', () => {
  test.each([
    ['readFileSync', `import { readFileSync } from 'node:fs'; readFileSync('../outside/secret.json')`],
    ['readFile', `import { readFile } from 'node:fs/promises'; await readFile('../outside/secret.json')`],
    ['statSync', `import fs from 'node:fs'; fs.statSync('linked.puml')`],
    ['existsSync', `import { existsSync } from 'node:fs'; existsSync('../outside')`],
    ['fetch', `await fetch('http://127.0.0.1:1/')`],
    ['connect', `import { connect } from 'node:net'; connect(1, '127.0.0.1')`],
    ['createConnection', `import { get } from 'node:http'; get('http://127.0.0.1:1/')`],
    ['lookup', `import { promises } from 'node:dns'; await promises.lookup('example.com')`],
    ['spawn', `import { spawn } from 'node:child_process'; spawn('true')`],
    ['execSync', `import { execSync } from 'node:child_process'; execSync('true')`],
  ])('notices %s: %s', async (name, script) => {
    const { code, tried } = await guarded(['--input-type=module', '--eval', script]);

    expect(code).not.toBe(0);
    expect(tried).toHaveLength(1);
    expect(tried[0]).toMatch(new RegExp(`^${name} `));
  });
});

const diagrams = ['includes.puml', 'labels.puml', 'directives.puml', 'mermaid.mmd', 'page.md', 'link.txt'];

/** Each takes a process of its own, so not all commands are tried with all files. */
const commands: readonly (readonly string[])[] = [
  ['check', ...diagrams],
  ['check', ...diagrams, '--json'],
  ['check', '.'],
  ['project', 'labels.puml'],
  ['project', 'includes.puml'],
  ['run', 'link.txt'],
  ['run', 'labels.puml', '--out', 'run.ndjson'],
  ['run', 'directives.puml'],
  ['explore', 'labels.puml'],
  ['fmt', '--check', 'includes.puml', 'page.md'],
  ['conform', 'labels.puml', 'trace.ndjson', '--ignore-unknown'],
  ['conform', 'mermaid.mmd', 'trace.ndjson'],
  ['convert', 'labels.puml', '--to', 'mermaid'],
  ['convert', 'includes.puml', '--to', 'sequencediagram'],
  ['convert', 'mermaid.mmd', '--to', 'plantuml'],
  ['test', '.'],
  ['test', 'directives.puml'],
];

test.each(commands.map((args) => [args.join(' '), args] as const))(
  '%s: nothing outside the project is read, nobody is asked and nothing started',
  async (_, args) => {
    const { code, output, tried } = await guarded([main, ...args]);

    expect(tried).toEqual([]);
    expect([0, 1, 2, 3], output).toContain(code);
    expect(output).not.toContain(secret);
    expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(calls).toBe(0);
    expect(existsSync(join(top, 'project', 'pwned'))).toBe(false);
  },
);

test('a link as an argument has nothing read, either', async () => {
  const { tried, output } = await guarded([main, 'check', files['link.txt']?.trim() ?? '']);

  expect(tried).toEqual([]);
  expect(output).not.toContain(secret);
  expect(output).toContain('include');
});
