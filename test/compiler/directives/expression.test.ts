import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expression, readExpression } from '../../../compiler/directives/expression.ts';
import { randomCases } from '../../random-share.ts';

test.for([
  ['paid', 'paid'],
  ['order.lines[0].price >= 10', '(order.lines.0.price >= 10)'],
  ['a["b c"] == "x"', '(a.b c == "x")'],
  ['not a and b or c', '(((not a) and b) or c)'],
  ['!a && b || c', '(((not a) and b) or c)'],
  ['a == 1 and b != null and (c or d)', '((a == 1) and (b != null) and (c or d))'],
  ["x == 'it''", null],
  ['-1.5e3 < b', '(-1500 < b)'],
  ['true', 'true'],
] as const)('%s is read as %s', ([text, shown]) => {
  const read = readExpression(text);
  expect('reason' in read ? null : show(read)).toBe(shown);
});

describe('what is no condition is told so', () => {
  test.for([
    ['', 'there is no condition'],
    ['a ==', 'it ends too early'],
    ['a b', '`b` is not expected where it stands'],
    ['(a', 'a `)` is missing'],
    ['a.', 'the name of a property belongs behind `.`'],
    ['a[b]', 'a number or a quoted name belongs between `[` and `]`'],
    ['a = 1', 'equality is `==`, not `=`'],
    ['run("rm -rf /")', '`(` is not expected where it stands'],
    ['#id', '`#id` is no part of a condition'],
    ['a < b < c', '`<` is not expected where it stands'],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, 'it is nested more than 50 deep'],
    [`${'not '.repeat(60)}a`, 'it is nested more than 50 deep'],
  ] as const)('%s: %s', ([text, reason]) => {
    expect(readExpression(text)).toEqual({ reason });
  });
});

test('any text is read or refused, and quickly', () => {
  const word = fc.constantFrom(
    'a',
    '(',
    ')',
    'not',
    'and',
    'or',
    '==',
    '.',
    '[',
    ']',
    '1',
    '"x"',
    '<',
    '!',
    ' ',
    '$',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      readExpression(words.join(' '));
      readExpression(words.join(''));
    }),
    { numRuns: randomCases(2_000) },
  );
  const started = performance.now();
  readExpression('a and '.repeat(15_000));
  readExpression('('.repeat(90_000));
  expect(performance.now() - started).toBeLessThan(10_000);
});

function show(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'path':
      return expression.steps.join('.');
    case 'not':
      return `(not ${show(expression.operand)})`;
    case 'and':
    case 'or':
      return `(${expression.operands.map(show).join(` ${expression.kind} `)})`;
    case 'compare':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
  }
}
