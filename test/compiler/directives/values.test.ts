import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Annotations } from '../../../compiler/interaction/annotations.ts';
import { findingsIn, plantuml } from './said.ts';

function annotationsOf(...lines: readonly string[]): Annotations {
  const [first] = compile(plantuml(...lines), 'a.puml').diagrams;
  if (first === undefined) throw new Error('no diagram');
  return first.interaction.annotations;
}

/** What is said of one directive above a message between two declared lifelines. */
const saidOf = (directive: string, message = 'A -> Bob : x'): readonly string[] =>
  findingsIn(plantuml('participant A', 'participant Bob', `' ${directive}`, message));

describe('what a directive says is read', () => {
  test.for([
    ['5s', 5_000],
    ['200 ms', 200],
    ['1.5 minutes', 90_000],
    ['2h', 7_200_000],
  ] as const)('@timeout %s', ([text, value]) => {
    const { timeouts } = annotationsOf(`' @timeout ${text}`, 'A -> B : x');
    expect(timeouts).toMatchObject([{ value, first: 0, end: 2 }]);
  });

  test('@payload, a type, a list of it and an example', () => {
    const { payloads } = annotationsOf(
      "' @payload Order",
      'A -> B : x',
      "' @payload Order[]",
      'B --> A : y',
      '\' @payload {"id": [1, null]}',
      'A -> A : z',
    );
    expect(payloads).toMatchObject([
      { value: { kind: 'type', name: 'Order', list: false }, first: 0, end: 2 },
      { value: { kind: 'type', name: 'Order', list: true }, first: 2, end: 4 },
      { value: { kind: 'example', value: { id: [1, null] } }, first: 4, end: 5 },
    ]);
  });

  test('@fault, several in one and one below the other', () => {
    const { faults } = annotationsOf("' @fault lose, delay 2s", "' @fault crash B", 'A -> B : x');
    expect(faults.map(({ value }) => value)).toEqual([
      [{ kind: 'lose' }, { kind: 'delay', ms: 2_000 }, { kind: 'crash', lifeline: 'B' }],
    ]);
  });

  test('@real, by id and display name', () => {
    const { real } = annotationsOf("' @real B, The shop", 'participant "The shop" as S', 'S -> B : x');
    expect(real).toEqual(['B', 'S']);
  });

  test('@when, with all that happens under it', () => {
    const { guards } = annotationsOf(
      "' @when order.total > 100",
      'alt large',
      'A -> B : x',
      "' @when not paid",
      'else small',
      'A -> B : y',
      'A -> A : z',
      'end',
    );
    expect(guards).toMatchObject([
      { value: { text: 'order.total > 100' }, first: 0, end: 2 },
      { value: { text: 'not paid' }, first: 2, end: 5 },
    ]);
  });
});

describe('what cannot be read is an error that says why', () => {
  test.for([
    ['@timeout', 'A -> Bob : x', 'its value is missing'],
    ['@timeout soon', 'A -> Bob : x', '`soon` is no duration'],
    ['@timeout 5', 'A -> Bob : x', '`5` is no duration'],
    ['@timeout -5s', 'A -> Bob : x', '`-5s` is no duration'],
    ['@payload a b', 'A -> Bob : x', '`a b` is neither the name of a class nor JSON'],
    ['@payload {id: 1}', 'A -> Bob : x', 'this is not JSON'],
    [`@payload ${'['.repeat(60)}${']'.repeat(60)}`, 'A -> Bob : x', 'it is nested more than 50 deep'],
    ['@fault explode', 'A -> Bob : x', 'there is no fault `explode`'],
    ['@fault delay', 'A -> Bob : x', 'how long is missing behind `delay`'],
    ['@fault crash Bib', 'A -> Bob : x', 'the diagram has no lifeline "Bib"'],
    ['@off rice', 'A -> Bob : x', 'there is no finding `rice`'],
    ['@off', 'A -> Bob : x', 'its value is missing'],
    ['@off SQ208', 'A -> Bob : x', '`SQ208` is an error, and errors cannot be switched off'],
    ['@order loose', 'group g\nA -> Bob : x\nend', 'the order is `strict` or `weak`, not `loose`'],
    ['@loop often', 'loop\nA -> Bob : x\nend', '`often` gives no bounds'],
    ['@when a = b', 'opt\nA -> Bob : x\nend', 'equality is `==`, not `=`'],
  ] as const)('%s above %s: %s', ([directive, statement, reason]) => {
    const name = directive.slice(1).split(' ', 1)[0];
    expect(saidOf(directive, statement)).toEqual([
      `4 directive-not-read: \`@${name}\` cannot be read: ${reason}`,
    ]);
  });
});

test('a misspelt word is met with the one that was meant', () => {
  const [first] = compile(plantuml("' @real Shopp", 'participant Shop', 'Shop -> B : x'), 'a.puml').diagrams;
  expect(first?.diagnostics.map(({ args }) => ('suggestion' in args ? args.suggestion : null))).toContain(
    'Shop',
  );
});

describe('in the wrong place it has no effect, and where it belongs is said', () => {
  test.for([
    ['@timeout 5s', 'A -> A : x', 'a message from one lifeline to another'],
    ['@timeout 5s', 'note over A : x', 'a message from one lifeline to another'],
    ['@timeout 5s', 'ref over A : x', 'a message from one lifeline to another'],
    ['@timeout 5s', 'A ->x Bob : x', 'a message from one lifeline to another'],
    ['@fault lose', 'A -> A : x', 'a message from one lifeline to another'],
    ['@payload Order', 'opt\nA -> Bob : x\nend', 'a message'],
    ['@loop 3', 'opt\nA -> Bob : x\nend', 'a loop'],
    ['@real A', 'A -> Bob : x', 'the first participant or the title'],
    [
      '@when a',
      'A -> Bob : x',
      'an `alt`, `opt`, `loop`, `break` or `group`, for its first operand, or above an `else`',
    ],
    [
      '@when a',
      'par\nA -> Bob : x\nend',
      'an `alt`, `opt`, `loop`, `break` or `group`, for its first operand, or above an `else`',
    ],
    [
      '@order strict',
      'A -> Bob : x',
      'a fragment, or above the first participant or the title for the whole diagram',
    ],
  ] as const)('%s above %s', ([directive, statement, above]) => {
    const name = directive.slice(1).split(' ', 1)[0];
    expect(saidOf(directive, statement)).toEqual([
      `4 directive-without-effect: \`@${name}\` has no effect here: put it above ${above}`,
    ]);
  });
});

test('of two of a name above one thing the first holds', () => {
  const lines = ["' @timeout 5s", "' @timeout 2s", 'A -> B : x'];

  expect(annotationsOf(...lines).timeouts.map(({ value }) => value)).toEqual([5_000]);
  expect(findingsIn(plantuml(...lines))).toEqual([
    '3 directive-repeated: `@timeout` stands above the same thing twice; the first one holds',
  ]);
});
