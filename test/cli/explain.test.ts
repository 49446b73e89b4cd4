import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { seqwright } from './seqwright.ts';

test('a finding is explained by its code and by its name', async () => {
  const byCode = await seqwright(['explain', 'sq501'], '.');
  const byName = await seqwright(['explain', 'race'], '.');
  expect(byCode).toMatchObject({ code: 0, stdout: byName.stdout });
  expect(byName.stdout).toMatch(/^SQ501 race \(warning\)\n\n/);
  expect(byName.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
});

test('without a code all findings are listed, in the order of their codes', async () => {
  const { stdout } = await seqwright(['explain'], '.');
  const codes = stdout
    .trim()
    .split('\n')
    .map((line) => Number(/^SQ(\d+)/.exec(line)?.[1]));
  expect(codes).toHaveLength(Object.keys(catalogue).length);
  expect(codes).toEqual(codes.toSorted((a, b) => a - b));
});

test('what is easier shown than told has a diagram with the finding, and one without', async () => {
  const { stdout } = await seqwright(['explain', 'stray-else'], '.');
  expect(stdout).toContain(
    '\n\nThis has it:\n\n    sequenceDiagram\n    par one\n    A->>B: x\n    else two\n',
  );
  expect(stdout).toContain(
    '\n\nThis has not:\n\n    sequenceDiagram\n    par one\n    A->>B: x\n    and two\n',
  );
});

test('a misspelt name is a usage error with the nearest one', async () => {
  const { code, stderr } = await seqwright(['explain', 'reply-backward'], '.');
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean "reply-backwards"?');
});

test('a directive is explained with an example, and all of them by the page that ships', async () => {
  const one = await seqwright(['explain', '@timeout'], '.');
  const all = await seqwright(['explain', 'directives'], '.');
  expect(one.stdout).toContain("' @timeout 5s");
  expect(all.stdout.trimEnd()).toBe(readFileSync('compiler/DIRECTIVES.md', 'utf8').trimEnd());
});

test('a misspelt directive is a usage error with the nearest one', async () => {
  const { code, stderr } = await seqwright(['explain', '@timout'], '.');
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean "@timeout"?');
});
