import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { UsageError } from '../../cli/command.ts';
import { failureOf } from '../../cli/failure.ts';
import { Violation } from '../../compiler/diagnostics/violation.ts';

test("the user's mistake is one line, exit code 2", () => {
  expect(failureOf(new UsageError('a.puml: there is no such file'), false)).toEqual({
    code: 2,
    lines: ['error: a.puml: there is no such file'],
  });
});

test('our own bug is named as one, without a stack trace, exit code 70', () => {
  for (const error of [
    new Violation('no lifeline "A"'),
    new TypeError('no lifeline "A"\nat all'),
    'no lifeline "A"',
  ]) {
    const { code, lines } = failureOf(error, false);

    expect(code).toBe(70);
    expect(lines[0]).toMatch(/^seqwright has a bug: .*no lifeline "A"$/);
    expect(lines.join('\n')).not.toContain(' at ');
  }
});

test('whoever looks for the bug is shown where it happened', () => {
  expect(failureOf(new Violation('no lifeline'), true).lines.at(-1)).toContain('failure.test.ts');
});

test('what the argument parser has said is not said again', () => {
  expect(failureOf(new CommanderError(1, 'commander.unknownOption', 'unknown option'), false)).toEqual({
    code: 2,
    lines: [],
  });
  expect(failureOf(new CommanderError(0, 'commander.version', '0.1.0'), false).code).toBe(0);
});
