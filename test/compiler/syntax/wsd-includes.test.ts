import { expect, test } from 'vitest';
import type { IncludeReader } from '../../../compiler/preprocess/include.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { outline } from './outline.ts';

const files: Readonly<Record<string, string>> = {
  'login.wsd': 'User->Server: log in\ninclude again',
  'again.txt': 'Server->User: ask again',
  'round.wsd': 'A->B: x\ninclude round',
};

const reader: IncludeReader = (path) => {
  if (path.startsWith('/etc')) return { refused: 'it lies outside of the project' };
  const text = files[path];
  return text === undefined ? null : { text, file: path };
};

test('the lines of included diagrams stand where they are included, and lead to their own files', () => {
  const result = parse('include login\nUser->Server: x', 'main.wsd', undefined, { includes: reader });
  expect(outline(result).split('\n').slice(1)).toEqual([
    'lifelines User?, Server?',
    'User -> Server "log in"',
    'Server -> User "ask again"',
    'User -> Server "x"',
  ]);
  expect(result.diagrams[0]?.statements.map(({ span }) => `${span.file}:${span.line}`)).toEqual([
    'login.wsd:1',
    'again.txt:1',
    'main.wsd:2',
  ]);
});

test.each([
  ['include nothing', 'include-not-read', 'there is no such file'],
  ['include https://example.org/x', 'include-not-read', 'addresses are never fetched'],
  ['include /etc/passwd', 'include-not-read', 'it lies outside of the project'],
  ['include round', 'recursive-include', 'round'],
])('`%s` is kept and named: %s, %s', (line, name, reason) => {
  const result = parse(`A->B: x\n${line}`, 'main.wsd', undefined, { includes: reader });
  expect(outline(result)).toMatch(
    new RegExp(`unknown "include \\S+"\n(?:.*\n)*! \\d.* ${name} .*"${reason}"`),
  );
});

test('files that include each other over and over come to an end', () => {
  const twice: IncludeReader = (path) => {
    const depth = Number(path);
    return Number.isNaN(depth)
      ? null
      : { text: `A->B: ${depth}\ninclude ${depth + 1}\ninclude ${depth + 1}`, file: path };
  };
  const { diagrams } = parse('A->B: x\ninclude 0', 'main.wsd', undefined, { includes: twice });
  expect(diagrams[0]?.statements.length).toBeLessThan(1_000);
});
