import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

let folder = '';
const working = (path: string): string => join(folder, 'project', path);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqwright-includes-'));
  await write('secret.txt', 'A -> B : secret');
  await write('other/common.txt', 'A -> B : beside');
  await write('project/common.txt', 'A -> B : shared\nwhat is this');
  await write('project/docs/part.txt', 'A -> B : part');
  await write('project/macros.txt', '!procedure $hello($a)\n$a -> B : hello\n!endprocedure');
  await symlink(join(folder, 'secret.txt'), working('link.txt'));
  await symlink(folder, working('up'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** Checks a diagram of the project that includes a path. */
async function including(
  path: string,
  diagram = 'project/a.puml',
): Promise<{ messages: number; reason: string }> {
  await write(diagram, `@startuml\n!include ${path}\nA -> B : own\n@enduml\n`);
  const { stdout } = await seqwright(['check', join(folder, diagram), '--json'], working('.'));
  const [entry] = JSON.parse(stdout).files;
  const refused = entry.diagnostics.find(({ name }: { name: string }) => name === 'include-not-read');
  return { messages: entry.messages, reason: refused?.message ?? '' };
}

describe('a file is included', () => {
  test.each([
    ['beside the diagram', 'common.txt', 'project/a.puml'],
    ['below it', 'docs/part.txt', 'project/a.puml'],
    ['above it, inside the working directory', '../common.txt', 'project/docs/a.puml'],
    ['beside a diagram that is outside the working directory', 'common.txt', 'other/a.puml'],
  ])('%s', async (_, path, diagram) => {
    expect(await including(path, diagram)).toEqual({ messages: 2, reason: '' });
  });
});

describe('a file is not included', () => {
  const refused = [
    ['outside the working directory', '../secret.txt', 'it lies outside'],
    ['that does not exist, outside', '../none.txt', 'it lies outside'],
    ['by an absolute path outside', join(tmpdir(), 'x.txt'), 'it lies outside'],
    ['through a link to a file outside', 'link.txt', 'it lies outside'],
    ['through a link to a folder outside', 'up/secret.txt', 'it lies outside'],
    ['that is a folder', 'docs', 'it is no file'],
    ['that is not there', 'none.txt', 'there is no such file'],
    ['that is not text', 'binary.txt', 'it holds zero bytes'],
    ['behind an address', 'https://example.org/x.puml', 'addresses are never fetched'],
    ['behind an address of a file', 'file:///etc/hosts', 'addresses are never fetched'],
    ['of the library of PlantUML', '<tupadr3/common>', "PlantUML's own library"],
  ] as const;
  let lines: readonly (string | undefined)[] = [];
  let messages = 0;
  beforeAll(async () => {
    await write('project/binary.txt', Uint8Array.of(0x41, 0, 0x42));
    const rows = refused.map(([, path]) => `!include ${path}`);
    await write('project/refused.puml', `@startuml\n${rows.join('\n')}\nA -> B : own\n@enduml\n`);
    const { stdout } = await seqwright(['check', 'refused.puml', '--json'], working('.'));
    const [entry] = JSON.parse(stdout).files as [
      { messages: number; diagnostics: { name: string; line: number; message: string }[] },
    ];
    messages = entry.messages;
    const found = entry.diagnostics.filter(({ name }) => name === 'include-not-read');
    lines = refused.map((_, index) => found.find(({ line }) => line === index + 2)?.message);
  });

  test.each(refused.map(([what, , reason], index) => ({ what, reason, index })))(
    '$what',
    ({ reason, index }) => {
      expect(lines[index]).toContain(reason);
    },
  );

  test('and the rest of the diagram is read', () => {
    expect(messages).toBe(1);
  });
});

test('what is wrong in an included file is shown there, with the line that includes it', async () => {
  await write('project/a.puml', '@startuml\n\n!include common.txt\n@enduml\n');
  const { stdout } = await seqwright(['check', 'a.puml'], working('.'));
  expect(stdout).toContain(' --> common.txt:2:1\n  |\n2 | what is this\n  | ^^^^^^^^^^^^\n');
  expect(stdout).toContain(' ::: a.puml:3:1: included here\n');
});

test('machines are told the file of such a place', async () => {
  await write('project/a.puml', '@startuml\n!include common.txt\n@enduml\n');
  const { stdout } = await seqwright(['check', 'a.puml', '--json'], working('.'));
  const [{ diagnostics }] = JSON.parse(stdout).files;
  expect(diagnostics.find(({ name }: { name: string }) => name === 'unknown-line')).toMatchObject({
    file: 'common.txt',
    line: 2,
    related: [{ file: 'a.puml', line: 2 }],
  });
});

test('a diagram with macros of an include runs', async () => {
  await write('project/a.puml', '@startuml\n!include macros.txt\n$hello("A")\n@enduml\n');
  const { code, stdout } = await seqwright(['run', 'a.puml'], working('.'));
  expect(code).toBe(0);
  expect(stdout).toContain('hello');
});
