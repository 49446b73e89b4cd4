import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, seqwright } from './seqwright.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqwright-wrong-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Checks a file of that content. Whatever it holds, nobody is shown a stack trace or a control character. */
async function check(
  name: string,
  content: string | Uint8Array,
  ...flags: readonly string[]
): Promise<Ended> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
  return run('check', name, ...flags);
}

async function run(...args: readonly string[]): Promise<Ended> {
  const ended = await seqwright(args, folder);
  expect(ended.stdout + ended.stderr).not.toMatch(/^\s+at .*[:(]|node:internal|seqwright has a bug/m);
  expect(ended.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  return ended;
}

describe('a file without a diagram is said to be what it is, with exit code 2', () => {
  test.each([
    [
      'random.puml',
      Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919 + (at >> 3)) & 0xff),
      'SQ101',
      'not a text file',
    ],
    [
      'latin1.puml',
      Uint8Array.from(Buffer.from('A -> B : Gr\u00fc\u00dfe', 'latin1')),
      'SQ101',
      'it is not UTF-8',
    ],
    ['empty.puml', '', 'SQ102', 'the file is empty'],
    ['blank.puml', ' \n\t\n', 'SQ102', 'the file is empty'],
    ['long.puml', `A -> B : ${'x'.repeat(10 * 1024 * 1024)}`, 'SQ103', 'this line has 10485769 characters'],
    ['class.puml', '@startuml\nclass Car\nCar <|-- Truck\n@enduml\n', 'SQ104', 'a class diagram'],
    ['flow.mmd', 'graph TD\n  A-->B\n', 'SQ104', 'a flowchart diagram'],
    ['prose.puml', 'Dear reader,\nthis is a letter.\n', 'SQ105', 'no sequence diagram found'],
  ])('%s', async (name, content, code, words) => {
    const { code: exitCode, stdout } = await check(name, content);

    expect(exitCode).toBe(2);
    expect(stdout).toContain(`error[${code}]`);
    expect(stdout).toContain(words);
    expect(stdout).toContain(` ${name}:1:1\n`);
    expect(stdout.length).toBeLessThan(2_000);
  });
});

describe('a fragment that is left open', () => {
  test('is an error in WSD, where it makes the rest of the diagram doubtful', async () => {
    const { code, stdout } = await check('open.wsd', 'A->B:x\nalt yes\nB->A:y\n');

    expect(code).toBe(1);
    expect(stdout).toContain('error[SQ204] unclosed-fragment: `alt` is never closed\n --> open.wsd:2:1\n');
  });

  test('is a warning in PlantUML, which accepts it', async () => {
    const text = '@startuml\nA -> B : x\nalt yes\nB -> A : y\n@enduml\n';

    expect(await check('open.puml', text)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('warning[SQ205]'),
    });
    expect(await check('open.puml', text, '--strict')).toMatchObject({ code: 1 });
  });
});

test('a misspelt participant is found, with the name that was probably meant', async () => {
  const lines = [
    '@startuml',
    'participant Seller',
    'Buyer -> Seller : x',
    'Selller --> Buyer : y',
    'Buyer -> Seller : z',
  ];
  const { code, stdout } = await check('misspelt.puml', [...lines, '@enduml', ''].join('\n'));

  expect(code).toBe(0);
  expect(stdout).toContain('\n4 | Selller --> Buyer : y\n  | ^^^^^^^\n');
  expect(stdout).toContain('help: did you mean "Seller"?');
});

test('what a diagram would do to the terminal is shown and not done', async () => {
  const { stdout } = await check(
    'terminal.puml',
    '@startuml\nA -> B : \u001b[2Jgone\nwhat is \u0007this\n@enduml\n',
  );

  expect(stdout).toContain('what is ␇this');
});

describe('wrong usage says what is wrong on stderr, with exit code 2', () => {
  test.each([
    ['no command', [], 'Usage: seqwright'],
    ['a command that there is not', ['chek', 'a.puml'], 'Did you mean check?'],
    ['no file', ['check'], "missing required argument 'files'"],
    ['a missing file', ['check', 'missing.puml'], 'missing.puml: there is no such file'],
    ['a misspelt option', ['check', 'a.puml', '--strct'], 'Did you mean --strict?'],
    [
      'a value that an option does not have',
      ['check', 'a.puml', '--arrows', 'slow'],
      'async, blocking, rendezvous',
    ],
    ['a folder without diagrams', ['check', 'nothing'], 'nothing holds no diagram'],
  ])('%s', async (_, args, words) => {
    await mkdir(join(folder, 'nothing'), { recursive: true });
    const { code, stdout, stderr } = await run(...args);

    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
  });
});

test('a folder stands for the diagrams in it, at any depth', async () => {
  await check('docs/a.puml', '@startuml\nA -> B : x\n@enduml\n');
  await check('docs/deep/b.wsd', 'A->B:x\n');
  await check('docs/deep/readme.txt', 'no diagram');
  await check('docs/node_modules/c.puml', 'not ours');
  const { code, stdout } = await run('check', 'docs', '--json');

  expect(code).toBe(0);
  expect(JSON.parse(stdout).files.map(({ file }: { file: string }) => file)).toEqual([
    join('docs', 'a.puml'),
    join('docs', 'deep', 'b.wsd'),
  ]);
});

test('a file that cannot be read keeps nobody from hearing about the others', async () => {
  await check('good.puml', '@startuml\nA -> B : x\n@enduml\n');
  const { code, stdout, stderr } = await run('check', 'missing.puml', 'good.puml', '--json');

  expect(code).toBe(2);
  expect(stderr).toBe('error: missing.puml: there is no such file\n');
  expect(JSON.parse(stdout).files).toMatchObject([{ file: 'good.puml', messages: 1 }]);
});
