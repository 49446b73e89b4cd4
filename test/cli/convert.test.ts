import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-convert-'));

beforeAll(() => {
  write(
    'two.puml',
    '@startuml Login\nUser -> "The server" : hello\n@enduml\n@startuml Other\n[-> A : in\n@enduml\n',
  );
  write('macro.puml', '@startuml\n!$who = "B"\nA -> $who : x\n@enduml\n');
  write('wrong.wsd', 'A->B: x\nend\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the first diagram of a file is printed, and what became of it told on stderr', async () => {
  const { code, stdout, stderr } = await seqwright(['convert', 'two.puml', '--to', 'mermaid'], folder);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'sequenceDiagram\n  User->>The server: hello\n' });
  expect(stderr).toBe('');
});

test('one of several diagrams is chosen by its name and written to a file', async () => {
  const args = ['convert', 'two.puml', '--to', 'sequencediagram', '--name', 'Other', '--out', 'other.wsd'];
  expect(await seqwright(args, folder)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(folder, 'other.wsd'), 'utf8')).toBe('[->A: in\n');
});

test('what cannot be expressed is named at its place, and fails with --strict only', async () => {
  const args = ['convert', 'two.puml', '--to', 'mermaid', '--name', 'Other'];
  const lenient = await seqwright(args, folder);
  expect(lenient.code).toBe(0);
  expect(lenient.stderr).toContain(
    'warning[SQ263] meaning-lost: a message from or to the outside cannot be expressed in Mermaid: a note stands in its place',
  );
  expect(lenient.stderr).toContain('two.puml:5:1');
  expect(lenient.stdout).toContain('Note over A: receives: in');
  expect((await seqwright([...args, '--strict'], folder)).code).toBe(1);
});

test('--json gives the text, the aliases and the diagnostics', async () => {
  const args = ['convert', 'macro.puml', '--to', 'websequencediagrams', '--json'];
  const { code, stdout, stderr } = await seqwright(args, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    file: 'macro.puml',
    to: 'websequencediagrams',
    text: 'A->B: x\n',
    aliases: {},
    diagnostics: [{ name: 'written-expanded', line: 2, column: 1, endColumn: 12 }],
  });
});

test('a diagram that does not compile is not converted', async () => {
  const { code, stdout, stderr } = await seqwright(['convert', 'wrong.wsd', '--to', 'plantuml'], folder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('stray-end');
});

test('an unknown language is wrong usage, and the ones that there are are told', async () => {
  const { code, stderr } = await seqwright(['convert', 'two.puml', '--to', 'visio'], folder);
  expect(code).toBe(2);
  expect(stderr).toContain('plantuml, mermaid, sequencediagram, websequencediagrams');
});

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}
