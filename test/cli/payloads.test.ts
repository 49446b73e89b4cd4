import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-payloads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, ...lines: readonly string[]): void =>
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);

write('types.puml', '@startuml', 'class Payment {', '  id : int', '  note? : String', '}', '@enduml');
write(
  'shop.puml',
  '@startuml',
  '!include types.puml',
  'participant Client',
  'participant Shop',
  'participant Bank',
  'Client -> Shop : buy',
  "' @payload Payment",
  'Shop -> Bank : pay',
  'Bank --> Shop : paid',
  'Shop --> Client : done',
  '@enduml',
);

test('a run with made-up payloads conforms, and a spoilt one fails at its arrow', async () => {
  const { code, stdout } = await seqwright(
    ['run', 'shop.puml', '--payloads', '--json', '--seed', '4'],
    folder,
  );
  expect(code).toBe(0);
  write('run.ndjson', stdout.trimEnd());
  write('spoilt.ndjson', stdout.trimEnd().replaceAll(/"payload":\{"id":-?\d+/g, '"payload":{"id":"x"'));
  const judged = await seqwright(['conform', 'shop.puml', 'run.ndjson', 'spoilt.ndjson', '--json'], folder);
  const { results } = JSON.parse(judged.stdout) as { readonly results: readonly unknown[] };

  expect(stdout).toContain('"payload":{"id":');
  expect(judged.code).toBe(1);
  expect(results).toMatchObject([
    { verdict: 'pass' },
    {
      verdict: 'fail',
      at: { file: 'shop.puml', line: 8 },
      payload: [{ path: 'id', expected: 'an integer', got: '"x"' }],
    },
  ]);
});

test('what a real participant sends is held against its type', async () => {
  const index = new URL('../../index.ts', import.meta.url).href;
  write(
    'shop.binding.mts',
    `import { createServer } from 'node:http';`,
    `import { httpRequest, httpResponse, message } from '${index}';`,
    `const start = async ({ address, port }) => {`,
    `  const server = createServer(async (request, response) => {`,
    `    const body = JSON.stringify({ id: process.env.WRONG ? 'one' : 1 });`,
    `    await fetch(address('Bank') + '/pay', { method: 'POST', body, headers: { 'content-type': 'application/json' } });`,
    `    response.end('{}');`,
    `  });`,
    `  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));`,
    `  const stop = () => new Promise((stopped) => { server.close(() => stopped()); server.closeAllConnections(); });`,
    `  return { addresses: { http: 'http://127.0.0.1:' + port }, stop };`,
    `};`,
    `const [buy, pay] = [message('buy'), message('pay')];`,
    `export default {`,
    `  lifelines: { Shop: { kind: 'module', start } },`,
    `  messages: [`,
    `    { message: buy, on: httpRequest({ method: 'POST', path: '/buy' }) },`,
    `    { message: pay, on: httpRequest({ method: 'POST', path: '/pay' }) },`,
    `    { message: message('paid'), on: httpResponse(pay) },`,
    `    { message: message('done'), on: httpResponse(buy) },`,
    `  ],`,
    `};`,
  );
  const right = await seqwright(['test', 'shop.puml'], folder);
  write(
    'shop.binding.mts',
    readFileSync(join(folder, 'shop.binding.mts'), 'utf8').replace('process.env.WRONG', 'true'),
  );
  const wrong = await seqwright(['test', 'shop.puml', '--json'], folder);
  const { runs } = JSON.parse(wrong.stdout) as { readonly runs: readonly { readonly trace: string }[] };
  const again = await seqwright(['conform', 'shop.puml', runs[0]?.trace ?? ''], folder);

  expect(right.code, right.stdout + right.stderr).toBe(0);
  expect([wrong.code, again.code]).toEqual([1, 1]);
  expect(runs).toMatchObject([{ verdict: 'fail', at: { file: 'shop.puml', line: 8 } }]);
  expect(again.stdout).toContain('id: expected an integer, got "one"');
});
