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

test('a misspelt name is a usage error with the nearest one', async () => {
  const { code, stderr } = await seqwright(['explain', 'reply-backward'], '.');
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean "reply-backwards"?');
});
