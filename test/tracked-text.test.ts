import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

// Written in pieces, so that this file does not find itself.
const beside = ['..', 'shared'].join('/');
const machines = [
  ['work', ''],
  ['tmp', 'bash'],
  ['home', '\\w'],
  ['Users', '\\w'],
  ['root', ''],
];
const forbidden = [
  { what: 'a path beside the project', pattern: new RegExp(`${beside.replaceAll('.', '\\.')}(?!/corpus)`) },
  {
    what: "a path of somebody's machine",
    pattern: new RegExp(`(?<![\\w.~})-])/(${machines.map((folders) => folders.join('/')).join('|')})`),
  },
  { what: "a registry's address", pattern: new RegExp(`https?://[^\\s"'\`]*${'regis'}try[.\\w-]*[:/]`) },
];

test('no tracked text says where it was written or installed from', () => {
  expect(trackedTexts().flatMap(({ file, text }) => traces(file, text))).toEqual([]);
});

test('such a text is reported with its line', () => {
  const text = [
    `read ${beside}/seeds`,
    `read ${beside}/corpus`,
    `cd /${'home'}/someone/seqwright`,
    'GET /orders/home/1',
    `fetch https://${'regis'}try.example.org/d3`,
    'see https://www.npmjs.com/package/d3',
  ].join('\n');
  expect(traces('README.md', text)).toEqual([
    'README.md:1 holds a path beside the project',
    "README.md:3 holds a path of somebody's machine",
    "README.md:5 holds a registry's address",
  ]);
});

test('only tests look for the corpus beside the project', () => {
  const others = trackedTexts().filter(
    ({ file, text }) => !file.startsWith('test/') && text.includes(beside),
  );
  expect(others.map(({ file }) => file)).toEqual([]);
});

test('the lockfile pins versions and checksums, and no address', () => {
  const lockfile = readFileSync(`${root}package-lock.json`, 'utf8');
  expect(lockfile).toContain('"integrity"');
  expect(lockfile).not.toMatch(/"resolved": "\w+:/);
});

/** What a text tells of the place where it was written, one sentence a line. */
function traces(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      forbidden
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${file}:${index + 1} holds ${what}`),
    );
}

function trackedTexts(): readonly { file: string; text: string }[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(root + file))
    .map((file) => ({ file, text: readFileSync(root + file, 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}
