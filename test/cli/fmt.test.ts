import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-fmt-'));
const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

const untidy = '@startuml\nA->B:x\nalt y\nB->A\nend alt\n@enduml\n';
const tidy = '@startuml\nA -> B : x\nalt y\n  B -> A\nend alt\n@enduml\n';
const open = '@startuml\nA->B:x\nalt y\n@enduml\n';

beforeEach(() => {
  write('untidy.puml', untidy);
  write('tidy.puml', tidy);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('files are rewritten in place, and only those that change', async () => {
  const ended = await seqwright(['fmt', 'untidy.puml', 'tidy.puml'], folder);
  expect(ended).toEqual({ code: 0, stdout: '', stderr: 'untidy.puml is rewritten\n' });
  expect(read('untidy.puml')).toBe(tidy);
});

test('--check writes nothing, names what is not formatted with the first lines of it, and fails', async () => {
  const ended = await seqwright(['fmt', '--check', '.'], folder);
  expect(ended).toEqual({
    code: 1,
    stdout: [
      'untidy.puml is not formatted',
      '  @@ -1 +1 @@',
      '   @startuml',
      '  -A->B:x',
      '  +A -> B : x',
      '   alt y',
      '  -B->A',
      '  +  B -> A',
      '   end alt',
      '   @enduml',
      '   ',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect(read('untidy.puml')).toBe(untidy);
  expect(await seqwright(['fmt', '--check', 'tidy.puml'], folder)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test('--stdout prints, and - formats standard input', async () => {
  const printed = await seqwright(['fmt', '--stdout', 'untidy.puml'], folder);
  expect(printed).toEqual({ code: 0, stdout: tidy, stderr: '' });
  expect(read('untidy.puml')).toBe(untidy);
  const piped = await new Promise<string>((resolve) => {
    const child = execFile(process.execPath, [main, 'fmt', '-'], (_, stdout) => resolve(stdout));
    child.stdin?.end(untidy);
  });
  expect(piped).toBe(tidy);
});

test('--json says for each file whether it was formatted', async () => {
  const { code, stdout } = await seqwright(['fmt', '--check', '--json', 'untidy.puml', 'tidy.puml'], folder);
  expect({ code, ...(JSON.parse(stdout) as object) }).toEqual({
    code: 1,
    files: [
      { file: 'untidy.puml', formatted: false, diagnostics: [] },
      { file: 'tidy.puml', formatted: true, diagnostics: [] },
    ],
  });
});

test('a diagram with an error is not touched, and that fails with the reason', async () => {
  write('open.wsd', 'A->B:x\nalt y\n');
  const { code, stderr } = await seqwright(['fmt', 'open.wsd'], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('left as it is: `alt` is never closed');
  expect(stderr).toContain('open.wsd:2:1');
  expect(read('open.wsd')).toBe('A->B:x\nalt y\n');
  rmSync(join(folder, 'open.wsd'));
});

test('files keep their encoding, their byte order mark and their line ends', async () => {
  const text = '\uFEFF@startuml\r\nA->B:ä\r\n@enduml';
  const wanted = '\uFEFF@startuml\r\nA -> B : ä\r\n@enduml\r\n';
  const encodings = [
    (written: string) => Buffer.from(written),
    (written: string) => Buffer.from(written, 'utf16le'),
    (written: string) => Buffer.from(written, 'utf16le').swap16(),
  ];
  for (const encode of encodings) {
    write('bytes.puml', encode(text));
    expect((await seqwright(['fmt', 'bytes.puml'], folder)).code).toBe(0);
    expect(readFileSync(join(folder, 'bytes.puml'))).toEqual(encode(wanted));
  }
  rmSync(join(folder, 'bytes.puml'));
});

test('what cannot be read or holds no diagram is wrong usage, and the others are formatted', async () => {
  write('prose.puml', 'hello');
  const { code, stderr } = await seqwright(['fmt', 'absent.puml', 'prose.puml', 'untidy.puml'], folder);
  expect(code).toBe(2);
  expect(stderr).toContain('absent.puml: there is no such file');
  expect(stderr).toContain('no-diagram');
  expect(read('untidy.puml')).toBe(tidy);
  rmSync(join(folder, 'prose.puml'));
});

test('a fragment that PlantUML closes by itself keeps its diagram from being touched, too', async () => {
  write('open.puml', open);
  const { code } = await seqwright(['fmt', 'open.puml'], folder);
  expect({ code, text: read('open.puml') }).toEqual({ code: 1, text: open });
  rmSync(join(folder, 'open.puml'));
});

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
