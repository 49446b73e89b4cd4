import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import LZString from 'lz-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDiagrams } from '../../cli/find-diagrams.ts';
import { walk } from '../../cli/walk.ts';
import { seqwright } from './seqwright.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqwright-find-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const diagram = '@startuml\nA -> B : x\n@enduml\n';
const fenced = `# Page\n\n\`\`\`plantuml\n${diagram}\`\`\`\n`;

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

test('a folder stands for its diagrams and its pages with diagrams, and for nothing else', async () => {
  await write({
    'all/login.puml': diagram,
    'all/deep/er/order.mmd': 'sequenceDiagram\nA->>B: x\n',
    'all/page.md': fenced,
    'all/page.adoc': '[plantuml]\n----\nA -> B : x\n----\n',
    'all/page.html': '<p>\n<pre class="mermaid">\nsequenceDiagram\nA->>B: x\n</pre>\n',
    'all/bare.md': `\`\`\`\n${diagram}\`\`\`\n`,
    'all/page.rst': '.. uml::\n\n   A -> B : x\n',
    'all/old.txt': diagram,
    'all/link.txt':
      'https://sequencediagram.org/index.html#initialData=C4S2BsFMAIHUQE4gHYHMBQBJZAzBBDAUTRUkgQFoA',
    // Not ours
    'all/README.md': 'Our sequence: A -> B : x, then B --> A: y\n',
    'all/howto.md': 'Write this:\n\n    sequenceDiagram\n    A->>B: x\n',
    'all/howto.html': '<code>\nsequenceDiagram\nA->>B: x\n</code>\n',
    'all/flow.md': '```mermaid\ngraph TD\n```\n',
    'all/notes.txt': `A text that quotes a diagram:\n\n${diagram}`,
    'all/log.txt': 'sequence 1\nA -> B: x\n',
    'all/main.ts': diagram,
    'all/.hidden/login.puml': diagram,
    'all/node_modules/some/login.puml': diagram,
    'all/dist/login.puml': diagram,
  });
  await write({ 'outside/secret.puml': diagram });
  await symlink(join(folder, 'outside'), join(folder, 'all', 'linked'));
  await symlink(join(folder, 'outside', 'secret.puml'), join(folder, 'all', 'secret.puml'));
  const said: string[] = [];

  const found = await findDiagrams([join(folder, 'all')], (words) => said.push(words));

  expect(found.map((file) => relative(join(folder, 'all'), file))).toEqual([
    'bare.md',
    'deep/er/order.mmd',
    'link.txt',
    'login.puml',
    'old.txt',
    'page.adoc',
    'page.html',
    'page.md',
    'page.rst',
  ]);
  expect(said).toEqual([]);
});

test('what is passed over, and might have been meant, is said', async () => {
  await write({
    'some/login.puml': diagram,
    'some/class.puml': '@startuml\nclass A\n@enduml\n',
    'some/flow.mmd': 'graph TD\nA-->B\n',
    'some/broken.puml': 'Dear reader,\n',
    'some/large.md': `${fenced}${'word '.repeat(250_000)}`,
  });
  const said: string[] = [];

  const found = await findDiagrams([join(folder, 'some')], (words) =>
    said.push(words.replaceAll(folder, '…')),
  );

  // A file that should be a diagram and is none is for `check` to tell.
  expect(found.map((file) => relative(join(folder, 'some'), file))).toEqual(['broken.puml', 'login.puml']);
  expect(said).toEqual([
    'left out, with diagrams of other kinds only: …/some/class.puml, …/some/flow.mmd',
    'left out, of more than 1000000 bytes, not looked into: …/some/large.md',
  ]);
});

test('a folder with more files than anybody wants to wait for is looked at in part', async () => {
  await write({ 'many/a.puml': diagram, 'many/b.puml': diagram, 'many/c.puml': diagram });

  const all = await walk(join(folder, 'many'), () => true, 3);
  const some = await walk(join(folder, 'many'), () => true, 2);

  expect([all.files.length, all.isWhole, some.files.length, some.isWhole]).toEqual([3, true, 2, false]);
});

test('a page without a diagram is nothing in a folder, and an error when it is given', async () => {
  await write({ 'pages/README.md': 'Nothing here.\n', 'pages/page.md': fenced });

  const scanned = await seqwright(['check', 'pages'], folder);
  const given = await seqwright(['check', 'pages/README.md'], folder);

  expect([scanned.code, given.code]).toEqual([0, 2]);
  expect(scanned.stdout).toContain('pages/page.md: 1 message');
  expect(scanned.stdout).not.toContain('README');
  expect(given.stdout).toContain('error[SQ105] no-diagram');
});

test('a diagram of a page is chosen by its name, its title or its number', async () => {
  await write({
    'named.md': [
      '```{.puml #first}\nA -> B : one\n```',
      '```wsd\ntitle Second one\nA->B: two\n```',
      '```mermaid\nsequenceDiagram\nA->>B: three\n```',
    ].join('\n\n'),
  });
  const run = async (name: string): Promise<string> => {
    const { stdout, stderr } = await seqwright(['run', 'named.md', '--diagram', name], folder);
    return /one|two|three/.exec(stdout)?.[0] ?? stderr;
  };

  expect(await Promise.all(['first', 'Second one', '3'].map(run))).toEqual(['one', 'two', 'three']);
  expect(await run('4')).toBe(
    'error: named.md holds no sequence diagram named "4", but "first", "Second one", "3"\n',
  );
});

test('a link is a diagram, given or in a file of its own, and no other address is followed', async () => {
  const link = (text: string): string =>
    `https://sequencediagram.org/index.html#initialData=${LZString.compressToEncodedURIComponent(text)}`;
  const text = 'A->B: x\n\noops\n!include secret.puml\n';
  await write({
    'link.txt': `${link(text)}\n`,
    'damaged.txt': link(text).slice(0, -9),
    'secret.puml': diagram,
  });

  const given = await seqwright(['check', link(text)], folder);
  const held = await seqwright(['check', 'link.txt', '--json'], folder);
  const damaged = await seqwright(['check', 'damaged.txt'], folder);
  const address = await seqwright(['check', 'https://example.com/login.puml'], folder);

  expect(given).toMatchObject({ code: 0, stderr: '' });
  expect(given.stdout).toMatch(/sequencediagram\.org#\w{8}….*:3:1/);
  const { files } = JSON.parse(held.stdout) as { files: readonly { file: string; messages: number }[] };
  expect(files).toMatchObject([{ file: 'link.txt', messages: 1 }]);
  expect(held.stdout).toContain('"share-link"');
  expect(damaged.code).toBe(2);
  expect(damaged.stdout).toContain('error[SQ110] damaged-link');
  expect(address.code).toBe(2);
  expect(address.stderr).toBe(
    'error: https://example.com/login.puml: nothing is fetched from an address; save it as a file\n',
  );
});
