import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import { patternsIn } from '../../../compiler/invariants/invariant.ts';
import { readInvariant } from '../../../compiler/invariants/read-invariant.ts';
import { randomCases } from '../../random-share.ts';

const pay = [{ moment: 'happens', from: null, to: null, label: ['pay'] }];
const ship = [{ moment: 'happens', from: null, to: null, label: ['ship'] }];
const close = [{ moment: 'happens', from: null, to: null, label: ['close'] }];

describe('an invariant is read', () => {
  test.for([
    ['pay before ship', { kind: 'precedence', first: pay, second: ship }],
    ['"pay"  before\t"ship"', { kind: 'precedence', first: pay, second: ship }],
    ['never ship', { kind: 'absence', of: ship, scope: { kind: 'always' } }],
    ['never ship before pay', { kind: 'absence', of: ship, scope: { kind: 'before', end: pay } }],
    [
      'never ship after close',
      { kind: 'absence', of: ship, scope: { kind: 'after', start: close, end: null } },
    ],
    [
      'never ship after close until pay',
      { kind: 'absence', scope: { kind: 'after', start: close, end: pay } },
    ],
    [
      'never ship between pay and close',
      { kind: 'absence', scope: { kind: 'between', start: pay, end: close } },
    ],
    ['ship responds to pay', { kind: 'response', by: ship, to: pay, within: null }],
    ['ship responds to pay within 1.5 min', { kind: 'response', within: { kind: 'time', ms: 90_000 } }],
    ['ship responds to pay within 3 messages', { kind: 'response', within: { kind: 'messages', count: 3 } }],
    ['exactly once pay', { kind: 'count', of: pay, min: 1, max: 1 }],
    ['at most twice pay', { kind: 'count', of: pay, min: 0, max: 2 }],
    ['at least 3 times pay', { kind: 'count', of: pay, min: 3, max: Number.POSITIVE_INFINITY }],
    ['ship while pay', { kind: 'while', what: ship, from: pay, until: null }],
    ['ship while pay until close', { kind: 'while', what: ship, from: pay, until: close }],
  ] as const)('%s', ([text, rule]) => {
    expect(readInvariant(text)).toMatchObject({ text: text.replace(/\s+/g, ' '), rule });
  });

  test.for([
    ['Shop -> Bank : pay', { moment: 'happens', from: 'Shop', to: 'Bank', label: ['pay'] }],
    ['Shop->Bank "pay in full"', { moment: 'happens', from: 'Shop', to: 'Bank', label: ['pay in full'] }],
    ['"The shop" --> * ', { moment: 'happens', from: 'The shop', to: null, label: null }],
    ['receive * -> Bank', { moment: 'receive', from: null, to: 'Bank', label: null }],
    ['send pay', { moment: 'send', from: null, to: null, label: ['pay'] }],
    ['*', { moment: 'happens', from: null, to: null, label: null }],
    ['"pay*now"', { label: ['pay', 'now'] }],
    ['"5 \\* 3"', { label: ['5 * 3'] }],
    ['"**before**"', { label: ['', '', 'before', '', ''] }],
    ["'before'", { label: ['before'] }],
  ] as const)('with the pattern %s', ([text, pattern]) => {
    const read = readInvariant(`never ${text}`);
    if ('reason' in read) throw new Error(read.reason);
    expect(patternsIn(read.rule).flat()).toMatchObject([pattern]);
  });
});

describe('what is no invariant says why, where, and what may have been meant', () => {
  test.for([
    ['pay befor ship', '`befor` stands where `before`, `responds`, `while` belongs', 'before', 4, 9],
    ['pay', '`before`, `responds`, `while` is missing at its end', null, 3, 3],
    ['never', 'a message is missing at its end', null, 5, 5],
    [
      'never ship afer pay',
      '`afer` stands where the end, `before`, `after`, `between` belongs',
      'after',
      11,
      15,
    ],
    ['exactly onse pay', '`onse` stands where `once`, `twice` or `3 times` belongs', 'once', 8, 12],
    ['exactly 3 pay', '`pay` stands where `times` belongs', null, 10, 13],
    ['at most 0 times pay', '`0` is no whole number from 1 to 1000', null, 8, 19],
    ['pay responds ship', '`ship` stands where `to` belongs', null, 13, 17],
    [
      'pay responds to ship within soon',
      '`soon` is neither a duration nor a number of messages',
      null,
      28,
      32,
    ],
    ['pay responds to ship within', 'how soon is missing behind `within`', null, 27, 27],
    ['pay before before', '`before` stands where a message belongs', null, 11, 17],
    ['"pay before ship', 'what begins with this quotation mark does not end with the same', null, 0, 16],
    ['pay (before) ship', '`(` has no meaning here', null, 4, 5],
    ['pay before ship ship', '`ship` stands where the end belongs', null, 16, 20],
    ['Shop -> : pay', '`:` stands where a lifeline or `*` belongs', null, 8, 9],
    ['', 'a message, `never`, `exactly`, `at most` or `at least` is missing at its end', null, 0, 0],
  ] as const)('%s', ([text, reason, suggestion, start, end]) => {
    expect(readInvariant(text)).toEqual({ reason, suggestion, start, end });
  });

  test('any text is read or refused, in the bounds of the text', () => {
    const word = fc.constantFrom(
      'pay',
      'before',
      'never',
      'after',
      '"x y"',
      '->',
      '*',
      ':',
      'or',
      'within',
      '3',
      's',
    );
    const texts = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const found = readInvariant(text);
        if (!('reason' in found)) read += 1;
        const { start, end } = 'reason' in found ? found : { start: 0, end: 0 };
        expect([start <= end, end <= text.length]).toEqual([true, true]);
      }),
      { numRuns: randomCases(20_000) },
    );
    expect(read).toBeGreaterThan(0);
    expect(readInvariant('pay before '.repeat(1_000))).toMatchObject({
      reason: 'it is longer than 1000 characters',
    });
  });
});

describe('in a diagram', () => {
  test('what cannot be read, and what says nothing of the diagram, is told at the very word', () => {
    expect(
      saidOf(
        '@startuml',
        'participant "The shop" as Shop',
        '\' @invariant "pay" befor "ship"',
        'Shop -> Bank : pay',
        'Shop -> Shop : pack',
        "'  @invariant pya before Bnak -> *",
        'Bank --> Shop : paid',
        '\' @invariant never receive "pack"',
        '\' @invariant never "The shop" -> Bank "pay"',
        'Shop -> Bank : thanks',
        '@enduml',
      ),
    ).toEqual([
      '3:20-25 directive-not-read: `@invariant` cannot be read: `befor` stands where `before`, `responds`, `while` belongs (did you mean `before`?)',
      '6:15-18 invariant-about-nothing: no message of the diagram fits `"pya"` (did you mean "pay"?)',
      '6:26-35 invariant-unknown-lifeline: the invariant speaks of "Bnak", which is no lifeline of the diagram (did you mean "Bank"?)',
      '8:20-34 invariant-about-nothing: no message of the diagram fits `receive "pack"` (name a message by its label as it is drawn, or by its lifelines: `Shop -> Bank`)',
    ]);
  });

  test('all of them are kept, from the head and from wherever else they stand, with their names', () => {
    const { interaction } = compiled(
      '@startuml',
      '\' @invariant "x"  before "y"',
      'participant A',
      'alt one',
      "  ' @invariant exactly once x",
      "  ' @invariant never y after x",
      '  A -> B : x',
      "' @invariant never x after y",
      'else two',
      '  A -> B : y',
      'end',
      '@enduml',
    );
    expect(interaction.annotations.invariants.map(({ text, span }) => [text, span?.line])).toEqual([
      ['"x" before "y"', 2],
      ['exactly once x', 5],
      ['never y after x', 6],
      ['never x after y', 8],
    ]);
  });

  test('a message without a text may be what an invariant speaks of', () => {
    expect(saidOf('@startuml', '\' @invariant never "x"', 'A -> B', '@enduml')).toEqual([]);
  });
});

function compiled(...lines: readonly string[]): ReturnType<typeof compile>['diagrams'][number] {
  const [first] = compile(lines.join('\n'), 'a.puml').diagrams;
  if (first === undefined) throw new Error('no diagram');
  return first;
}

function saidOf(...lines: readonly string[]): readonly string[] {
  return compiled(...lines)
    .diagnostics.filter(({ name }) => /invariant|directive/.test(name))
    .map((one) => {
      const { span, name } = one;
      const { message, hint } = describeDiagnostic(one);
      return `${span.line}:${span.column}-${span.endColumn} ${name}: ${message} (${hint})`;
    })
    .toSorted();
}
