import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';
import { inTemporaryFolder } from './temporary.ts';

const broken = '@startuml\npar one\n  A -> B : x\nand two\n  A -> B : y\nend\n';
const mended = '@startuml\npar one\n  A -> B : x\nelse two\n  A -> B : y\nend\n@enduml\n';

test('what can be put right in one way only is put right, and told', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), broken);
    const { code, stdout, stderr } = await seqwright(['check', '--fix', '--strict', 'a.puml'], folder);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      [
        'fixed a.puml:1:1: missing-end-of-diagram: add `@enduml`',
        'fixed a.puml:4:1: unknown-line: write `else two` instead of `and two`',
        '',
      ].join('\n'),
    );
    expect(stdout).toMatch(/\na\.puml: 2 messages, 2 lifelines; 2 infos\n$/);
    expect(await readFile(join(folder, 'a.puml'), 'utf8')).toBe(mended);
    expect(await readdir(folder)).toEqual(['a.puml']);
  }));

test('a dry run shows the changes and writes nothing', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), broken);
    const { stdout } = await seqwright(['check', '--fix', '--dry-run', 'a.puml'], folder);

    expect(stdout).toContain(
      [
        '--- a.puml',
        '+++ a.puml',
        '@@ -1 +1 @@',
        ' @startuml',
        ' par one',
        '   A -> B : x',
        '-and two',
        '+else two',
        '   A -> B : y',
        ' end',
        '+@enduml',
      ].join('\n'),
    );
    expect(stdout).toContain('would fix a.puml:4:1: unknown-line');
    expect(await readFile(join(folder, 'a.puml'), 'utf8')).toBe(broken);
  }));

test('a dry run without --fix, and --fix while watching, are misuses', async () => {
  expect((await seqwright(['check', '--dry-run', 'a.puml'], '.')).code).toBe(2);
  expect((await seqwright(['check', '--watch', '--fix', 'a.puml'], '.')).code).toBe(2);
});

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, big end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
])('a file in %s stays one, with its line ends', (_, encode) =>
  inTemporaryFolder(async (folder) => {
    const [before, after] = [broken, mended].map((text) => text.replaceAll('\n', '\r\n'));
    await writeFile(join(folder, 'a.puml'), encode(before as string));
    await seqwright(['check', '--fix', 'a.puml'], folder);

    expect(await readFile(join(folder, 'a.puml'))).toEqual(encode(after as string));
  }),
);

test('in a Markdown file only the lines of the diagram change', () =>
  inTemporaryFolder(async (folder) => {
    const page = (word: string): string =>
      `# Title\n\nand so on\n\n- item\n\n  \`\`\`mermaid\n  sequenceDiagram\n    par a\n    A->>B: x\n    ${word} b\n    A->>B: y\n    end\n  \`\`\`\n\nend alt\n`;
    await writeFile(join(folder, 'page.md'), page('else'));
    await seqwright(['check', '--fix', 'page.md'], folder);

    expect(await readFile(join(folder, 'page.md'), 'utf8')).toBe(page('and'));
  }));

test('a file with nothing to put right is not written', () =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, 'a.puml');
    await writeFile(file, mended);
    const before = await stat(file, { bigint: true });
    await seqwright(['check', '--fix', 'a.puml'], folder);
    const after = await stat(file, { bigint: true });

    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  }));

test('a file keeps its permissions', () =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, 'a.puml');
    await writeFile(file, broken);
    await chmod(file, 0o640);
    await seqwright(['check', '--fix', 'a.puml'], folder);

    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readFile(file, 'utf8')).toBe(mended);
  }));

test('nothing is written to included files, nor through links', () =>
  inTemporaryFolder(async (folder) => {
    const part = '%% a comment\nA -> B : from the part\n';
    await mkdir(join(folder, 'docs'));
    await writeFile(join(folder, 'part.puml'), part);
    await writeFile(join(folder, 'elsewhere.puml'), broken);
    await writeFile(join(folder, 'docs/a.puml'), '@startuml\n!include ../part.puml\nA -> B : x\n@enduml\n');
    await symlink('../elsewhere.puml', join(folder, 'docs/b.puml'));
    const { stderr } = await seqwright(['check', '--fix', 'docs', 'docs/b.puml'], folder);

    expect(await readFile(join(folder, 'part.puml'), 'utf8')).toBe(part);
    expect(await readFile(join(folder, 'elsewhere.puml'), 'utf8')).toBe(broken);
    expect(stderr).toContain('not fixed: docs/b.puml: this is a link, give the file that it leads to');
  }));

test('for machines each diagnostic has its fixes, and what was done is listed', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), broken);
    const before = JSON.parse((await seqwright(['check', '--json', 'a.puml'], folder)).stdout);
    const after = JSON.parse((await seqwright(['check', '--json', '--fix', 'a.puml'], folder)).stdout);

    expect(before.files[0].diagnostics).toContainEqual(
      expect.objectContaining({
        name: 'unknown-line',
        fixes: [
          {
            title: 'write `else two` instead of `and two`',
            safe: true,
            edits: [{ file: 'a.puml', line: 4, column: 1, endLine: 4, endColumn: 4, text: 'else' }],
          },
        ],
      }),
    );
    expect(before).not.toHaveProperty('fixed');
    expect(after.fixed).toEqual([
      { file: 'a.puml', line: 1, column: 1, name: 'missing-end-of-diagram', title: 'add `@enduml`' },
      {
        file: 'a.puml',
        line: 4,
        column: 1,
        name: 'unknown-line',
        title: 'write `else two` instead of `and two`',
      },
    ]);
  }));
