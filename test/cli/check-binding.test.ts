import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-binding-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Finding {
  readonly name: string;
  readonly line: number;
  readonly settled?: true;
}

interface Entry {
  readonly diagnostics: readonly Finding[];
  readonly meant?: readonly Finding[];
}

test.each([
  // Threads have no order and a timeout excludes what it waits for; a thread may hear of another one sooner than it is begun.
  ['agreement/agreement.puml', { race: 11, 'timeout-drawn-as-step': 3 }, { race: 2 }],
  // What stands in the place of the ref may come before the own page is told.
  ['cfd-order/order.original.puml', { 'unresolved-ref': 1 }, { race: 2 }],
  ['order-flow/order-flow.wsd', { race: 4, 'reply-backwards': 1 }, {}],
])('of %s the binding settles some findings, and some it adds', async (diagram, settled, added) => {
  const { stdout } = await check(`diagrams/${diagram}`, '--binding', '--json');
  const [entry] = (JSON.parse(stdout) as { files: readonly Entry[] }).files;
  expect(tally(entry?.diagnostics.filter((one) => one.settled === true))).toEqual(settled);
  expect(tally(entry?.meant)).toEqual(added);
});

test('it is told in words, and nothing of it without --binding', async () => {
  const { stdout } = await check('diagrams/order-flow/order-flow.wsd', '--quiet', '--binding');
  expect(stdout).toContain('diagrams/order-flow/order-flow.binding.ts settles 5 of them:\n');
  expect(stdout).toMatch(/^ {2}diagrams\/order-flow\/order-flow\.wsd:54:1: .* reply-backwards: /m);
  const literal = await check('diagrams/order-flow/order-flow.wsd', '--quiet');
  expect(literal.stdout).not.toContain('binding.ts');
});

test('what is settled does not fail a strict check', async () => {
  const diagram = join(folder, 'a.puml');
  writeFileSync(diagram, '@startuml\nA -> C : (1) x\nB -> C : (2) y\n@enduml\n');
  writeFileSync(
    join(folder, 'a.binding.mts'),
    'export default { lifelines: {}, messages: [], interpret: { threads: { one: { messages: /^.1/ }, two: { messages: /^.2/ } } } };\n',
  );
  expect((await check(diagram, '--strict')).code).toBe(1);
  expect((await check(diagram, '--strict', '--binding')).code).toBe(0);
});

test('an order that the binding adds is a race where nothing enforces it', async () => {
  const diagram = join(folder, 'b.puml');
  writeFileSync(diagram, '@startuml\npar\nA -> C : x\nelse\nB -> C : y\nelse\nC -> B : z\nend\n@enduml\n');
  const named = (label: string) => `{ label: '${label}', from: null, to: null, nth: null }`;
  const pairs = [
    [named('x'), named('y')],
    [named('x'), named('z')],
  ].map((pair) => `[${pair.join(', ')}]`);
  writeFileSync(
    join(folder, 'b.binding.mts'),
    `export default { lifelines: {}, messages: [], interpret: { after: [${pairs.join(', ')}] } };\n`,
  );
  const { stdout } = await check(diagram, '--binding', '--json');
  const [entry] = (JSON.parse(stdout) as { files: readonly Entry[] }).files;
  // C waits with z until x is there; it cannot keep y from coming.
  expect(entry?.meant?.filter(({ name }) => name === 'race').map(({ line }) => line)).toEqual([5]);
});

test('a binding that does not fit is wrong usage, with the reason at its place', async () => {
  const diagram = join(folder, 'c.puml');
  writeFileSync(diagram, '@startuml\nA -> B : x\n@enduml\n');
  writeFileSync(
    join(folder, 'c.binding.mts'),
    "export default { lifelines: {}, messages: [], interpret: { latest: ['B'] } };\n",
  );
  const { code, stderr } = await check(diagram, '--binding');
  expect(code).toBe(2);
  expect(stderr).toContain('"B" sends nothing that could be skipped');
});

function check(...args: readonly string[]): ReturnType<typeof seqwright> {
  return seqwright(['check', ...args], process.cwd());
}

function tally(findings: readonly Finding[] = []): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of findings) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
