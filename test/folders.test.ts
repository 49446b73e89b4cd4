import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

test('every folder of the sources, and every specified system, tells why it is as it is', () => {
  // Folders further down are parts of these, and told about there.
  const deep = ['compiler', 'runtime', 'diagrams'];
  const folders = files.flatMap((file) => {
    const [top = '', below = ''] = file.split('/');
    if (!file.includes('/') || top.startsWith('.')) return [];
    return deep.includes(top) && file.split('/').length > 2 ? [top, `${top}/${below}`] : [top];
  });
  const told = new Set(folders);
  expect(told.size).toBeGreaterThan(15);
  expect([...told].filter((folder) => !files.includes(`${folder}/README.md`))).toEqual([]);
});

test('every link of a page leads to a file', () => {
  const pages = files.filter((file) => file.endsWith('.md'));
  const links = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(
      ([, target = '']) => ({ page, target }),
    ),
  );
  expect(links.length).toBeGreaterThan(30);
  const dead = links.filter(({ page, target }) => !existsSync(join(root, dirname(page), target)));
  expect(dead).toEqual([]);
});
