import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const diagrams = [
  'diagrams/cfd-order/order.puml',
  'diagrams/agreement/agreement.puml',
  'diagrams/order-flow/order-flow.wsd',
];

interface FileJson {
  readonly file: string;
  readonly dialect: string;
  readonly title: string | null;
  readonly messages: number;
  readonly diagnostics: readonly { readonly name: string }[];
  readonly lifelines: readonly unknown[];
  readonly replies: readonly unknown[];
  readonly kinds: readonly string[];
}

async function check(...args: readonly string[]): Promise<readonly FileJson[]> {
  const { code, stdout, stderr } = await seqwright(['check', '--json', ...args], project);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { files } = JSON.parse(stdout) as { readonly files: readonly FileJson[] };
  return files;
}

test('the three diagrams have the messages and lifelines that were counted by hand', async () => {
  const files = await check(...diagrams);

  expect(
    files.map(({ file, dialect, title, messages, lifelines, kinds }) => ({
      file,
      dialect,
      title,
      messages,
      lifelines: lifelines.length,
      kinds: kinds.length,
    })),
  ).toEqual([
    { file: diagrams[0], dialect: 'plantuml', title: null, messages: 35, lifelines: 9, kinds: 35 },
    { file: diagrams[1], dialect: 'plantuml', title: null, messages: 41, lifelines: 5, kinds: 41 },
    { file: diagrams[2], dialect: 'sdo', title: 'Order flow', messages: 38, lifelines: 8, kinds: 38 },
  ]);
  expect(files[2]?.lifelines[0]).toEqual({
    id: 'Keycloak (Identity provider)',
    name: 'Keycloak (Identity provider)',
    kind: 'participant',
    line: 3,
  });
});

test.each([
  ['async', [11, 18, 21]],
  ['blocking', [5, 7, 8]],
  ['rendezvous', [1, 2, 1]],
] as const)('with %s arrows they have %j races', async (arrows, expected) => {
  const files = await check('--arrows', arrows, ...diagrams);

  expect(files.map(({ diagnostics }) => diagnostics.filter(({ name }) => name === 'race').length)).toEqual(
    expected,
  );
});

test('a synchronous channel is a rendezvous', async () => {
  expect(await check('--channel', 'sync', ...diagrams)).toEqual(
    await check('--arrows', 'rendezvous', ...diagrams),
  );
});

test('a diagnostic has its code, words, hint and places, the related ones too', async () => {
  const [file] = await check('diagrams/order-flow/order-flow.wsd');
  const backwards = file?.diagnostics.filter(({ name }) => name === 'reply-backwards');

  expect(backwards).toEqual([
    {
      code: 'SQ504',
      name: 'reply-backwards',
      severity: 'warning',
      message:
        'the reply "order" runs from "OrdersService" to "ElasticSearch (SearchIndex)", the same way as the call "search non-confirmed orders" that it should answer',
      hint: 'swap the two ends: `OrdersService <-- ElasticSearch (SearchIndex): order`',
      line: 54,
      column: 1,
      endLine: 54,
      endColumn: 50,
      related: [
        {
          message: 'the call, which nothing answers',
          file: 'diagrams/order-flow/order-flow.wsd',
          line: 52,
          column: 1,
          endLine: 52,
          endColumn: 71,
        },
      ],
    },
  ]);
});

test('for people each diagram ends in one line that counts', async () => {
  const { code, stdout, stderr } = await seqwright(['check', ...diagrams], project);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    '\ndiagrams/order-flow/order-flow.wsd: 38 messages, 8 lifelines; 22 warnings, 12 infos\n',
  );
  expect(stdout).toMatch(/\n3 files: \d+ warnings, \d+ infos\n$/);
});

test('many findings are counted by kind, the gravest first', async () => {
  const { stdout } = await seqwright(['check', 'diagrams/cfd-order/order.puml'], project);

  expect(stdout).toContain(
    [
      'diagrams/cfd-order/order.puml: 35 messages, 9 lifelines; 16 warnings, 29 infos',
      '   11 × warning[SQ501] race',
      '    3 × warning[SQ508] delivery-without-subscription',
      '    2 × warning[SQ540] subscription-without-delivery',
      '    7 × info[SQ505] reply-without-call',
    ].join('\n'),
  );
});

test('a quiet check gives each warning one line, and leaves out what was only assumed', async () => {
  const { code, stdout } = await seqwright(['check', '--quiet', 'diagrams/cfd-order/order.puml'], project);
  const lines = stdout.trimEnd().split('\n');

  expect(code).toBe(0);
  expect(lines[0]).toBe(
    'diagrams/cfd-order/order.puml:1:875: warning[SQ501] race: "SellerOrderFeed" may receive "Push order" from "SellerApp" before it receives "Subscribe" from "Seller"',
  );
  expect(lines.length).toBe(16 + 1);
});

test('warnings fail a strict check', async () => {
  expect((await seqwright(['check', '--strict', ...diagrams], project)).code).toBe(1);
});

test('a file of two diagrams has an entry for each, with its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seqwright-check-'));
  const one = (name: string, message: string) => `@startuml ${name}\n${message}\n@enduml\n`;
  try {
    await writeFile(join(folder, 'two.puml'), one('login', 'A -> B : x') + one('logout', 'C -> D : y'));
    const { stdout } = await seqwright(['check', '--json', 'two.puml'], folder);

    expect(JSON.parse(stdout).files).toMatchObject([
      { file: 'two.puml', diagram: 'login', messages: 1, lifelines: [{ id: 'A', line: 2 }, { id: 'B' }] },
      { file: 'two.puml', diagram: 'logout', messages: 1, lifelines: [{ id: 'C', line: 5 }, { id: 'D' }] },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('findings that the diagram switches off are counted and not printed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seqwright-off-'));
  try {
    const file = join(folder, 'a.puml');
    await writeFile(file, "@startuml\nA -> B : x\n' @off race\nC -> B : y\n@enduml\n");
    const { stdout } = await seqwright(['check', '--json', file], folder);
    const { files } = JSON.parse(stdout) as { readonly files: readonly (FileJson & { silenced: number })[] };
    expect((await seqwright(['check', file], folder)).stdout).toContain('; 1 switched off');
    expect(files[0]?.silenced).toBe(1);
    expect(files[0]?.diagnostics.map(({ name }) => name)).not.toContain('race');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('errors come first, then warnings; assumptions have a line each, and all is shown when it is asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seqwright-check-'));
  try {
    const fragments = Array.from({ length: 8 }, () => 'alt in stock\nA -> B : x\nend');
    await writeFile(
      join(folder, 'a.puml'),
      ['@startuml', ...fragments, 'what is this', 'end', '@enduml'].join('\n'),
    );
    const usual = (await seqwright(['check', 'a.puml'], folder)).stdout;
    const all = (await seqwright(['check', '--all', 'a.puml'], folder)).stdout;

    expect(usual).toMatch(/^error\[SQ202\] .*\nwarning\[SQ201\] .*\na\.puml:2:1: info\[SQ403\]/s);
    expect(usual.match(/^a\.puml:\d+:\d+: info/gm)).toHaveLength(5);
    const [, left = ''] = /… and (\d+) infos more; `--all` shows them/.exec(usual) ?? [];
    const [, total = ''] = /1 error, 1 warning, (\d+) infos\n/.exec(usual) ?? [];
    expect(Number(left)).toBe(Number(total) - 5);
    expect(all.match(/^info\[SQ\d+\]/gm)).toHaveLength(Number(total));
    expect(all).not.toContain('… and');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('of a folder with many diagrams only those are named that something is wrong with', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seqwright-check-'));
  try {
    for (let index = 10; index < 40; index++) {
      const line = index === 25 ? 'what is this' : '';
      await writeFile(join(folder, `${index}.puml`), `@startuml\nA -> B : x\n${line}\n@enduml\n`);
    }
    const { stdout } = await seqwright(['check', '.'], folder);

    expect(stdout).toMatch(
      /^warning\[SQ201\] unknown-line: .*\n25\.puml: 1 message, 2 lifelines; 1 warning/s,
    );
    expect(stdout.match(/^\d+\.puml: /gm)).toEqual(['25.puml: ']);
    expect(stdout).toContain('\n… and 29 diagrams without an error or a warning\n');
    expect(stdout).toMatch(/\n30 files: 1 warning, 60 infos\n$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('each race comes with the edits that would settle it, on request alone', async () => {
  const fixesOf = async (...args: readonly string[]) => {
    const [file] = await check('diagrams/agreement/agreement.puml', ...args);
    const races = (file?.diagnostics ?? []).filter(({ name }) => name === 'race');
    return races.map((race) =>
      'fixes' in race ? (race.fixes as readonly { safe: boolean; title: string }[]) : [],
    );
  };

  expect((await fixesOf()).flat()).toEqual([]);
  const repairs = await fixesOf('--repairs');
  expect(repairs).toHaveLength(18);
  for (const [weaker, stronger, ...others] of repairs) {
    expect(weaker).toMatchObject({ safe: false, title: expect.stringMatching(/^let either come first/) });
    expect(stronger).toMatchObject({
      safe: false,
      title: expect.stringMatching(/^enforce the drawn order: add `/),
    });
    expect(others).toEqual([]);
  }
});

test('a repair is shown as what it changes', async () => {
  const { stdout } = await seqwright(
    ['check', 'diagrams/agreement/agreement.puml', '--repairs', '--quiet'],
    project,
  );
  expect(stdout).not.toContain('@@');
  const shown = await seqwright(['check', 'diagrams/agreement/agreement.puml', '--repairs'], project);
  expect(shown.stdout).toContain('    +Exchange ->> Producer : acknowledge\n');
  expect(shown.stdout).toContain('    +par\n');
});

test('what orders a diagram is told on request', async () => {
  const [plain] = await check('diagrams/order-flow/order-flow.wsd');
  expect(plain).not.toHaveProperty('causality');
  const [file] = await check('diagrams/order-flow/order-flow.wsd', '--causality');
  expect(file).toMatchObject({ causality: { critical: { leastTime: 0 } } });

  const { stdout } = await seqwright(
    ['check', 'diagrams/order-flow/order-flow.wsd', '--causality', '--quiet'],
    project,
  );
  expect(stdout).toContain('  line 80 before line 78 at OrdersService: fifo, mailbox, causal, bag, sync\n');
  expect(stdout).toContain('  line 76 before line 12 at RabbitMQ (Message broker): fifo, bag\n');
  expect(stdout).toMatch(/^longest chain: \d+ messages and actions, each waiting for the one before$/m);
});
