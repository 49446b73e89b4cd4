import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';
import { inTemporaryFolder } from './temporary.ts';

const index = pathToFileURL(join(import.meta.dirname, '../../index.ts')).href;

const shop = [
  '@startuml',
  '\' @invariant "pay" before "ship"',
  'Buyer -> Shop : buy',
  'par',
  '  Shop -> Bank : pay',
  'else',
  '  Shop -> Courier : ship',
  'end',
  'Shop --> Buyer : confirmed',
  '@enduml',
  '',
].join('\n');

test('a simulated run that breaks an invariant fails and names it, and one that does not passes', async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'shop.puml'), shop);
    const ended = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((seed) => seqwright(['run', 'shop.puml', '--seed', `${seed}`], folder)),
    );
    const broken = 'broken: "pay" before "ship" (shop.puml:2), when Shop sends "ship" to Courier';
    for (const { code, stdout } of ended) {
      const isShippedFirst = /Shop +──▶ +Courier.*Shop +──▶ +Bank/s.test(stdout);
      expect([code, stdout.includes(broken)]).toEqual([isShippedFirst ? 1 : 0, isShippedFirst]);
    }
    expect(new Set(ended.map(({ code }) => code)).size).toBe(2);
    const json = await seqwright(
      ['run', 'shop.puml', '--json', '--seed', `${ended.findIndex(({ code }) => code === 1) + 1}`],
      folder,
    );
    expect(json).toMatchObject({ code: 1, stderr: `${broken}\n` });
    await writeFile(join(folder, 'run.ndjson'), json.stdout);
    const judged = await seqwright(['conform', 'shop.puml', 'run.ndjson', '--json'], folder);
    expect(JSON.parse(judged.stdout)).toMatchObject({
      results: [{ verdict: 'fail', extent: 'complete', property: '"pay" before "ship"', at: { line: 7 } }],
    });
  });
}, 120_000);

describe('a binding', () => {
  const binding = (invariant: string): string =>
    `export default { lifelines: {}, messages: [], invariants: [${JSON.stringify(invariant)}] };\n`;

  test('says what every run is to keep, and the literal reading leaves that out', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.puml'), '@startuml\nA -> B : x\nC -> D : y\n@enduml\n');
      await writeFile(join(folder, 'a.binding.mts'), binding('x before y'));
      const { code, stdout } = await seqwright(['explore', 'a.puml'], folder);
      expect(code).toBe(1);
      expect(stdout).toContain('broken invariant x before y (in the binding)\n');
      expect((await seqwright(['explore', 'a.puml', '--literal'], folder)).code).toBe(0);
    });
  });

  test.for([
    ['x befor y', 'the invariant `x befor y` of the binding cannot be read: `befor` stands where'],
    ['x before z1', 'no message of the diagram fits `"z1"`'],
  ] as const)('that says %s does not fit', async ([invariant, words]) => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.puml'), '@startuml\nA -> B : x\nC -> D : y\n@enduml\n');
      await writeFile(join(folder, 'a.binding.mts'), binding(invariant));
      const { code, stderr } = await seqwright(['run', 'a.puml'], folder);
      expect(code).toBe(2);
      expect(stderr).toContain(words);
    });
  });
});

test('a real participant that breaks an invariant of its binding fails its test, although the diagram lets it', async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'shop.puml'), shop.replace(/' @invariant.*\n/, ''));
    await writeFile(
      join(folder, 'shop.mjs'),
      `import { createServer } from 'node:http';
const { PORT, BANK, COURIER, HASTY } = process.env;
createServer(async (request, response) => {
  if (request.url === '/health') return response.end();
  const steps = [BANK + '/pay', COURIER + '/ship'];
  if (HASTY) steps.reverse();
  for (const url of steps) await fetch(url, { method: 'POST' });
  response.end();
}).listen(PORT, '127.0.0.1');
`,
    );
    await writeFile(
      join(folder, 'shop.binding.mts'),
      `import { defineBinding, httpRequest, httpResponse, message } from '${index}';
const buy = message('buy');
const to = (path) => httpRequest({ method: 'POST', path });
export default defineBinding({
  lifelines: { Shop: {
    kind: 'process', command: process.execPath, args: ['shop.mjs'],
    environment: ({ port, address }) => ({ PORT: String(port), BANK: address('Bank'), COURIER: address('Courier') }),
    ready: { path: '/health' },
  } },
  messages: [
    { message: buy, on: to('/buy') },
    { message: message('pay'), on: to('/pay') },
    { message: message('ship'), on: to('/ship') },
    { message: message('confirmed'), on: httpResponse(buy) },
  ],
  invariants: ['pay before ship'],
  mutants: { hasty: { lifeline: 'Shop', about: 'ships before it is paid', environment: { HASTY: '1' } } },
});
`,
    );
    const sound = await seqwright(['test', 'shop.puml', '--json'], folder);
    expect(JSON.parse(sound.stdout)).toMatchObject({ runs: [{ verdict: 'pass' }] });
    const hasty = await seqwright(['test', 'shop.puml', '--mutant', 'hasty', '--json'], folder);
    expect(hasty.code).toBe(1);
    const { runs } = JSON.parse(hasty.stdout) as { runs: readonly { trace: string }[] };
    expect(runs).toMatchObject([{ verdict: 'fail', property: 'pay before ship' }]);
    expect(await readFile(join(folder, runs[0]?.trace ?? ''), 'utf8')).toContain('"label":"ship"');
    const literal = await seqwright(['test', 'shop.puml', '--mutant', 'hasty', '--literal'], folder);
    expect(literal.code).toBe(0);
  });
}, 120_000);
