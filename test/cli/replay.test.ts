import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, seqwright } from './seqwright.ts';

test('a simulated run is replayed to its end, each event with its line', async () => {
  const folder = await folderWith('A -> B : x\nB -> C : y');
  await seqwright(['run', 'made.puml', '--out', 'run.ndjson'], folder);
  const { code, stdout } = await seqwright(['run', 'made.puml', '--replay', 'run.ndjson'], folder);
  expect(stdout).toMatchInlineSnapshot(`
    "1  A  ──▶  B  x  made.puml:2
    2  B  ◀──  A  x  made.puml:2
    3  B  ──▶  C  y  made.puml:3
    4  C  ◀──  B  y  made.puml:3

    came to its end; 4 events replayed from run.ndjson
    "
  `);
  expect(code).toBe(0);
});

test('the counterexample of explore is replayed up to where the diagram does not go along', async () => {
  const folder = await folderWith('A -> B : w\nalt\nA -> B : x\nelse\nC -> D : y\nend');
  await seqwright(['explore', 'made.puml', '--out', 'wrong.ndjson'], folder);
  const { code, stdout } = await seqwright(['run', 'made.puml', '--replay', 'wrong.ndjson'], folder);
  expect(stdout).toMatchInlineSnapshot(`
    "1  A  ──▶  B  w  made.puml:2
    2  A  ──▶  B  x  made.puml:4
    3  C  ──▶  D  y  made.puml:6 ✗ no run of the diagram goes on like this
    B waits for A?w

    left the diagram; 3 events replayed from wrong.ndjson
    "
  `);
  expect(code).not.toBe(0);
});

test('a beginning tells who waits for what', async () => {
  const folder = await folderWith('A -> B : x\nB -> A : y');
  const { code, stdout } = await replayed(folder, [{ kind: 'send', lifeline: 'A', peer: 'B', label: 'x' }]);
  expect(stdout).toMatchInlineSnapshot(`
    "1  A  ──▶  B  x  made.puml:2
    A waits for B?y
    B waits for A?x

    the diagram goes on; 1 events replayed from trace.ndjson
    "
  `);
  expect(code).toBe(3);
});

test('an event of a lifeline that the diagram does not have is told, and nothing else goes wrong', async () => {
  const folder = await folderWith('A -> B : x');
  const { code, stdout } = await replayed(folder, [{ kind: 'action', lifeline: 'Z', label: 'x' }]);
  expect(stdout).toContain('✗ no run of the diagram goes on like this');
  expect(code).toBe(1);
});

async function replayed(folder: string, events: readonly object[]): Promise<Ended> {
  await writeFile(join(folder, 'trace.ndjson'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return seqwright(['run', 'made.puml', '--replay', 'trace.ndjson'], folder);
}

async function folderWith(body: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'replay-'));
  await writeFile(join(folder, 'made.puml'), `@startuml\n${body}\n@enduml\n`);
  return folder;
}
