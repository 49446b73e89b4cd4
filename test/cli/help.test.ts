import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'seqwright-help-'));
const commands = [
  'check',
  'explain',
  'project',
  'run',
  'explore',
  'conform',
  'test',
  'fmt',
  'convert',
  'view',
];
/** What the examples read and write; anything else in them is in the checkout. */
const files = ['run.ndjson', 'login.puml', 'login.wsd', 'spans.json', 'login.map.json'];

beforeAll(async () => {
  writeFileSync(join(folder, 'login.puml'), '@startuml Login\nUser -> Server : password\n@enduml\n');
  const span = { traceId: '1', id: '1', kind: 'SERVER', name: 'POST /login', timestamp: 1, duration: 1 };
  const recorded = [{ ...span, localEndpoint: { serviceName: 'server' } }];
  const said = { match: { name: '*login' }, label: 'password', reply: false };
  const mapping = { lifelines: { server: 'Server' }, outside: 'User', messages: [said] };
  writeFileSync(join(folder, 'spans.json'), JSON.stringify(recorded));
  writeFileSync(join(folder, 'login.map.json'), JSON.stringify(mapping));
  await seqwright(['run', 'diagrams/cfd-order/order.puml', '--out', join(folder, 'run.ndjson')], root);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('without a command the commands are listed, and that is wrong usage', async () => {
  const asked = await seqwright(['--help'], root);
  const { code, stdout, stderr } = await seqwright([], root);

  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: asked.stdout });
  expect(asked.code).toBe(0);
  expect(namesIn(asked.stdout)).toEqual(commands);
});

test.each<[readonly string[], readonly string[]]>([
  [['chek'], ["unknown command 'chek'", 'Did you mean check?', '`seqwright --help` lists the commands']],
  [['check'], ["missing required argument 'files'", '`seqwright check --help` shows how it is used']],
  [
    ['check', '--jsno', 'a.puml'],
    ["unknown option '--jsno'", 'Did you mean --json?'],
  ],
])('wrong usage as in %j is told with what to do', async (args, words) => {
  const { code, stdout, stderr } = await seqwright(args, root);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr).not.toContain('Usage:');
});

test.each(commands)('the help of %s is no wider than a screen', async (command) => {
  const { code, stdout, stderr } = await seqwright([command, '--help'], root);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 104)).toEqual([]);
});

// `view` serves until it is interrupted, and so does `check --watch`, which has a test of its own.
test.each(commands.filter((command) => command !== 'view'))(
  'the examples of %s work in a checkout as they stand',
  { timeout: 60_000 },
  async (command) => {
    const { stdout } = await seqwright([command, '--help'], root);
    const examples = [...stdout.matchAll(/^ {4}npx seqwright (.*)$/gm)].map(([, args = '']) => args);

    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples.filter((one) => !one.includes('--watch'))) {
      const args = example.split(' ').map((arg) => (files.includes(arg) ? join(folder, arg) : arg));
      const ended = await seqwright(command === 'test' ? [...args, '--out', folder] : args, root);
      const fails = args.some((arg) => ['--strict', '--mutant', '--check', 'all'].includes(arg));
      expect({ example, ...ended, stdout: '' }).toEqual({
        example,
        code: fails ? 1 : 0,
        stdout: '',
        stderr: '',
      });
    }
  },
);

function namesIn(help: string): readonly string[] {
  const [, list = ''] = help.split('Commands:\n');
  return [...list.matchAll(/^ {2}(\w+) /gm)].map(([, name = '']) => name);
}
