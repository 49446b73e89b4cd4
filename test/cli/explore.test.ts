import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Ended, seqwright } from './seqwright.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a system whose scripts do what its diagram does passes with its numbers', async () => {
  const { code, stdout } = await seqwright(['explore', 'diagrams/cfd-order/order.puml'], root);
  expect(stdout).toMatch(/^\d+ configurations, \d+ transitions, \d+ executions under fifo$/m);
  expect(stdout).toContain('nothing gets stuck');
  expect(code).toBe(0);
});

test('a choice that two lifelines make on their own fails with the shortest run and its lines', async () => {
  const { code, stdout } = await exploring('alt\nA -> B : x\nelse\nC -> D : y\nend');
  expect(code).toBe(1);
  expect(stdout).toContain(
    'implied scenario: the scripts do this together, and no run of the diagram begins so:',
  );
  expect(stdout).toContain('A ──▶ B x   made.puml:3');
  expect(stdout).toContain('C ──▶ D y   made.puml:5');
});

test('a deadlock tells who waits for what, for people and for machines', async () => {
  const body = 'alt\nA -> B : x\nB -> A : ok\nelse\nB -> A : y\nA -> B : no\nend';
  const shown = await exploring(body);
  expect(shown.code).toBe(1);
  expect(shown.stdout).toContain('deadlock: ');
  expect(shown.stdout).toMatch(
    /^ {2}A waits for A ◀── B ok {3}made\.puml:4\n {2}B waits for B ◀── A no {3}made\.puml:7\n {2}on its way: /m,
  );
  expect(shown.stdout).toContain('unspecified reception: "y" from B to A has come, and A does not take it');
  const { stdout } = await exploring(body, '--json');
  const found = JSON.parse(stdout) as { deadlocks: unknown[]; stuck: { deadlocks: number } };
  expect(found).toMatchObject({ complete: true, executions: expect.stringMatching(/^\d+$/), violations: [] });
  expect(found.stuck.deadlocks).toBeGreaterThan(0);
  expect(found.deadlocks[0]).toMatchObject({
    run: [{ kind: 'send', line: expect.any(Number) as number }, { kind: 'send' }],
    inTransit: [{ label: expect.any(String) as string }, {}],
  });
});

test('the shortest run that goes wrong is kept as a trace, which does not conform', async () => {
  const folder = await folderWith('alt\nA -> B : x\nelse\nC -> D : y\nend');
  expect((await seqwright(['explore', 'made.puml', '--out', 'wrong.ndjson'], folder)).code).toBe(1);
  expect(await readFile(join(folder, 'wrong.ndjson'), 'utf8')).toMatch(
    /^\{"kind":"header","version":1,"diagram":"made\.puml"/,
  );
  expect((await seqwright(['conform', 'made.puml', 'wrong.ndjson'], folder)).code).toBe(1);
});

test('an invariant that a run breaks fails with that run, which is kept, and one that holds is said to', async () => {
  const folder = await folderWith(
    '\' @invariant "pay" before "ship"\n\' @invariant exactly once pay\nShop -> Bank : pay\nShop2 -> Courier : ship',
  );
  const { code, stdout } = await seqwright(['explore', 'made.puml', '--out', 'broken.ndjson'], folder);
  expect(code).toBe(1);
  expect(stdout).toContain('broken invariant "pay" before "ship"   made.puml:2\n');
  expect(stdout).toContain('  the shortest run that breaks it:\n  Shop2 ──▶ Courier ship   made.puml:5\n');
  expect(stdout).not.toContain('exactly once pay');
  expect(await readFile(join(folder, 'broken.ndjson'), 'utf8')).toContain('"label":"ship"');
  const json = JSON.parse((await seqwright(['explore', 'made.puml', '--json'], folder)).stdout) as unknown;
  expect(json).toMatchObject({
    violations: [
      { property: '"pay" before "ship"', line: 2, by: 'transition', run: [{ label: 'ship', line: 5 }] },
    ],
    invariants: [{ verdict: 'broken' }, { property: 'exactly once pay', verdict: 'holds', line: 3 }],
  });
  const kept = await exploring("' @invariant never y\nA -> B : x");
  expect(kept.code).toBe(0);
  expect(kept.stdout).toContain('the invariant holds');
});

test('beside the trace the run is kept as a diagram that it conforms to, never over the explored one', async () => {
  const body = 'alt\nA -> B : x\nB -> A : ok\nelse\nB -> A : y\nA -> B : no\nend';
  const folder = await folderWith(body);
  const { stderr } = await seqwright(['explore', 'made.puml', '--out', 'made.ndjson'], folder);
  expect(stderr).toContain('the run is in made.ndjson, and as a diagram in made.run.puml');
  expect(await readFile(join(folder, 'made.puml'), 'utf8')).toContain(body);
  expect(await readFile(join(folder, 'made.run.puml'), 'utf8')).toMatchInlineSnapshot(`
    "@startuml
    title deadlock
    participant A
    participant B
    A ->x B : x
    B ->x A : y
    note over A : waits for "ok" from B
    note over B : waits for "no" from A
    @enduml
    "
  `);
  const { code } = await seqwright(['conform', 'made.run.puml', 'made.ndjson'], folder);
  expect(code).toBe(0);
});

test('every example for machines has its diagram', async () => {
  const body = 'alt\nA -> B : x\nB -> A : ok\nelse\nB -> A : y\nA -> B : no\nend';
  const { stdout } = await exploring(body, '--json');
  const found = JSON.parse(stdout) as Record<string, unknown[]>;
  const diagram = expect.stringMatching(/^@startuml\ntitle (?:.*\n)*@enduml\n$/) as string;
  for (const kind of ['deadlocks', 'unspecified', 'implied'])
    expect(found[kind]?.[0]).toMatchObject({ diagram });
});

test('all channel models are held beside each other, with the lines that matter', async () => {
  const body = 'A -> B : x\nA -> B : y\nC -> C : z';
  expect((await exploring(body, '--channel', 'all')).stdout).toMatchInlineSnapshot(`
    "sync     safe
    mailbox  safe
    causal   safe
    fifo     safe
    bag      safe
    "
  `);
  const racing = 'A -> C : x\nA -> B : y\nB -> C : z\nalt\nC -> A : p\nelse\nA -> C : q\nend';
  const { code, stdout } = await exploring(racing, '--channel', 'all');
  expect(stdout).toMatchInlineSnapshot(`
    "sync     safe
    mailbox  unsafe, as C (line 6) and A (line 8) decide apart (non-local choice): deadlock (line 8, 4); a message that nobody takes (line 8, 6); the scripts do what the diagram does not have (line 6); what comes to its end is as drawn
    causal   unsafe, as C (line 6) and A (line 8) decide apart (non-local choice): a message that nobody takes (line 8, 6); the scripts do what the diagram does not have (line 6); what comes to its end is as drawn
    fifo     unsafe, as C (line 6) and A (line 8) decide apart (non-local choice): a message that nobody takes (line 8, 6); the scripts do what the diagram does not have (line 6); what comes to its end is as drawn
    bag      unsafe, as C (line 6) and A (line 8) decide apart (non-local choice): a message that nobody takes (line 8, 6); the scripts do what the diagram does not have (line 6); what comes to its end is as drawn

    \`--out wrong.ndjson\` keeps the worst of it as a trace file and, beside that, as a diagram
    "
  `);
  expect(code).toBe(1);
});

test('what goes round without an end, and what is drawn and never happens, is told with its lines', async () => {
  const body =
    'alt\nloop\nA -> B : ping\nB -> A : pong\nend\nD -> C : go\nC -> A : stop\nelse\nD -> E : other\nend';
  const endless = await exploring(`${body}\nloop 0\nA -> B : never\nend`);
  expect(endless.code).toBe(1);
  expect(endless.stdout).toContain(
    'livelock: this goes round for ever, and the end cannot be reached any more',
  );
  expect(endless.stdout).toMatch(/and from there again and again:\n {2}B ◀── A ping {3}made\.puml:4\n/);
  expect(endless.stdout).toContain(
    'unreachable operand: no execution comes to what this `loop` "0" holds   made.puml:12',
  );
  const { stdout } = await exploring(`${body}\nloop 0\nA -> B : never\nend`, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    livelocks: [{ circle: [{}, {}, {}, {}] }, {}],
    unreachable: [{ keyword: 'loop', label: '0', line: 12, column: 1 }],
  });
});

test('a request that is lost leaves its sender waiting, which the trace tells as a remark', async () => {
  const folder = await folderWith('A -> B : ask\nB --> A : answer');
  const args = ['explore', 'made.puml', '--lossy', '--out', 'lost.ndjson'];
  const { code, stdout } = await seqwright(args, folder);
  expect(stdout).toMatchInlineSnapshot(`
    "7 configurations, 6 transitions, executions not counted under fifo

    deadlock: 2 configurations; the shortest way to one:
      A ──▶ B ask (lost)   made.puml:2
      A waits for A ◀── B answer   made.puml:3
      B waits for B ◀── A ask   made.puml:2
    "
  `);
  expect(code).toBe(1);
  expect(await readFile(join(folder, 'lost.ndjson'), 'utf8')).toContain(
    '{"kind":"drop","lifeline":"A","peer":"B","label":"ask"}',
  );
});

test('a lifeline that may crash leaves those waiting that need it, and a misspelt one is told', async () => {
  const { code, stdout } = await exploring('A -> B : ask\nB --> A : answer', '--crash', 'B');
  expect(stdout).toContain('B ● crashes');
  expect(stdout).toContain('A waits for A ◀── B answer');
  expect(code).toBe(1);
  const misspelt = await exploring('A -> B : ask', '--crash', 'Bob');
  expect(misspelt).toMatchObject({ code: 2, stderr: 'error: no lifeline "Bob"; there are A, B\n' });
});

test('a budget that is spent is inconclusive', async () => {
  const { code, stdout } = await exploring('par\nA->B:x\nelse\nC->D:y\nelse\nE->F:z\nend', '--budget', '5');
  expect(stdout).toContain('the budget was spent');
  expect(code).toBe(3);
});

async function exploring(body: string, ...args: readonly string[]): Promise<Ended> {
  return seqwright(['explore', 'made.puml', ...args], await folderWith(body));
}

async function folderWith(body: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'explore-'));
  await writeFile(join(folder, 'made.puml'), `@startuml\n${body}\n@enduml\n`);
  return folder;
}

test('with real lifelines it tells what testers at the others can enforce and notice', async () => {
  const agreement = ['explore', 'diagrams/agreement/agreement.puml', '--literal', '--real', 'Consumer'];
  const { code, stdout } = await seqwright(agreement, root);
  expect(code).toBe(1);
  expect(stdout).toContain('controllable: no, 1 problem\n');
  expect(stdout).toContain(
    'Producer cannot know that it must not yet: Producer ──▶ Consumer (5) Workload sends data',
  );
  expect(stdout).toContain('  Ethereum ──▶ Producer   above agreement.puml:45 (5) Workload sends data');

  const machine = await seqwright([...agreement, '--json'], root);
  expect(JSON.parse(machine.stdout)).toMatchObject({
    real: ['Consumer'],
    complete: true,
    uncontrollable: [{ kind: 'early', lifeline: 'Producer' }],
    coordination: { least: true, messages: [{ from: 'Ethereum', to: 'Producer', above: { line: 45 } }] },
  });
});

test('where a binding orders what is not drawn, no messages between testers are made up', async () => {
  const { stdout } = await seqwright(
    ['explore', 'diagrams/order-flow/order-flow.wsd', '--real', 'OrdersService'],
    root,
  );
  expect(stdout).toContain('controllable: no, ');
  expect(stdout).toContain('messages between testers are not looked for');
});

test('a real lifeline that is none, and none at all, are told', async () => {
  const explore = async (...real: readonly string[]) =>
    seqwright(['explore', 'diagrams/agreement/agreement.puml', '--literal', '--real', ...real], root);
  expect(await explore('Nobody')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no lifeline "Nobody"'),
  });
  expect(await explore()).toMatchObject({ code: 2, stderr: expect.stringContaining('`@real`') });
});
