import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';

interface Meaning {
  readonly interaction: Interaction;
  readonly diagnostics: readonly Diagnostic[];
}

function meaningOf(statements: readonly string[]): Meaning {
  const [only] = compile(['@startuml', ...statements, '@enduml'].join('\n'), 'time.puml').diagrams;
  if (only === undefined) throw new Error('there is no diagram');
  return only;
}

/** What each constraint is about, `A send x to B receive x, once`. */
function constraints(...statements: readonly string[]): readonly string[] {
  const told = (some: Interaction['occurrences']): string =>
    some.map(({ kind, lifelines, label }) => `${lifelines.join()} ${kind} ${label}`).join(' or ') ||
    'nothing';
  return meaningOf(statements).interaction.timings.map(
    ({ from, to, pairing }) => `${told(from)} to ${told(to)}, ${pairing}`,
  );
}

/** What is said about time, `line: words`. */
function said(...statements: readonly string[]): readonly string[] {
  const names = ['unknown-anchor', 'duration-not-read', 'duration-without-bound', 'timing-unclear'];
  return meaningOf(statements)
    .diagnostics.filter(({ name }) => names.includes(name))
    .map((diagnostic) => `${diagnostic.span.line}: ${describeDiagnostic(diagnostic).message}`);
}

const bound = '{a} <-> {b} : <= 5s';

describe('an anchor', () => {
  test('before a message is its send, behind it its receive', () => {
    expect(constraints('{a} A -> B {b} : x', bound)).toEqual(['A send x to B receive x, once']);
  });

  test('of a message with one occurrence is that', () => {
    expect(constraints('{a} A -> A : x', '?-> A {b} : y', bound)).toEqual([
      'A action x to A receive y, once',
    ]);
    expect(constraints('{a} [-> A : x', 'A ->x B {b} : y', bound)).toEqual(['A receive x to A send y, once']);
  });

  test('of an arrow to the left is at the end where it stands', () => {
    expect(constraints('A{a} <- B : x', 'A <- B{b} : y', bound)).toEqual(['A receive x to B send y, once']);
  });

  test('of several messages in one arrow is that of the first', () => {
    expect(constraints('{a} A <-> B : x', 'A -> B & C {b} : y', bound)).toEqual([
      'A send x to B receive y, once',
    ]);
  });

  test('of a layout arrow is nothing', () => {
    expect(constraints('{a} A -> B : x', '{b} A -[hidden]> B', bound)).toEqual(['A send x to nothing, once']);
  });

  test('of a return is that of its reply', () => {
    expect(constraints('{a} A -> B ++ : x', '{b} return y', bound)).toEqual(['A send x to B send y, once']);
  });

  test('is one of its own diagram, wherever that is put in', () => {
    const text = `@startuml\nref over A, B : part\nref over A, B : part\n@enduml\n@startuml part\n{a} A -> B {b} : x\n${bound}\n@enduml\n`;
    const [first] = compile(text, 'time.puml').diagrams;
    expect(
      first?.interaction.timings.map(({ from, to }) => [...from, ...to].map(({ index }) => index)),
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe('which belongs to which', () => {
  test('is certain where each happens at most once', () => {
    expect(constraints('{a} A -> A : x', 'opt', '{b} A -> A : y', 'end', bound)).toEqual([
      'A action x to A action y, once',
    ]);
    expect(
      constraints('{a} A -> A : x', 'alt', '{b} A -> A : y', 'else', '{b} A -> A : z', 'end', bound),
    ).toEqual(['A action x to A action y or A action z, once']);
  });

  test('is certain in a loop where no iteration skips one of them', () => {
    expect(constraints('loop', '{a} A -> A : x', 'par', '{b} A -> A : y', 'end', 'end', bound)).toEqual([
      'A action x to A action y, iterations',
    ]);
    expect(constraints('loop', 'alt', '{a} A -> A : x', '{b} A -> A : y', 'end', 'end', bound)).toEqual([
      'A action x to A action y, iterations',
    ]);
  });

  test('is told to be unclear where it is', () => {
    const skipped = 'in a loop one of them may be skipped, so that it is not known which belong together';
    expect(said('loop', '{a} A -> A : x', 'opt', '{b} A -> A : y', 'end', 'end', bound)).toEqual([
      `8: this time is never judged: ${skipped}`,
    ]);
    expect(said('{a} A -> A : x', '{a} A -> A : y', '{b} A -> A : z', bound)).toEqual([
      '5: this time is never judged: `{a}` stands at several messages of one run',
    ]);
  });
});

test('an anchor that no message has is told, with the one that was meant', () => {
  const { diagnostics, interaction } = meaningOf(['{start} A -> B {end} : x', '{strat} <-> {end} : <= 5s']);
  const found = diagnostics.filter(({ name }) => name === 'unknown-anchor').map(describeDiagnostic);
  expect(found).toMatchObject([
    { message: 'no message has the anchor `{strat}`', hint: 'did you mean `{start}`?' },
  ]);
  expect(interaction.timings).toEqual([]);
});

test('a text without a bound constrains nothing, and one that seems to give one is a warning', () => {
  const texts = ['5 s', 'some time', '<= 5 parsecs', 'about 5 s'];
  expect(said('{a} A -> B {b} : x', ...texts.map((text) => `{a} <-> {b} : ${text}`), '{a} <-> {b}')).toEqual([
    '3: "5 s" gives no bound, so it constrains nothing',
    '4: "some time" gives no bound, so it constrains nothing',
    '5: "<= 5 parsecs" says no duration that can be read',
    '6: "about 5 s" says no duration that can be read',
    '7: the time between these anchors is not said',
  ]);
});

test('many of them take no more than linear time', () => {
  const many = (count: number): number => {
    const lines = Array.from({ length: count }, (_, index) => [
      `{a${index}} A -> B {b${index}} : x`,
      `{a${index}} <-> {c${index}} : <= 5s`,
      `{a${index}} <-> {b${index}} : <= 5s`,
    ]);
    const start = performance.now();
    meaningOf(lines.flat());
    return performance.now() - start;
  };
  many(500);
  expect(many(8_000) / Math.max(many(2_000), 20)).toBeLessThan(12);
});
