import { describe, expect, test } from 'vitest';
import { findings, plantuml, races } from './findings.ts';

/** The races of a diagram given by its statements; messages are numbered in text order. */
function racesOf(...statements: readonly string[]): readonly string[] {
  return races(plantuml(...statements));
}

describe('a race is', () => {
  test('two messages from different senders to one lifeline', () => {
    expect(racesOf('A -> C : x', 'B -> C : y')).toEqual(['r1–r2@C']);
  });

  test('a send and the receive drawn after it, when the message does not answer', () => {
    expect(racesOf('A -> B : x', 'C -> A : y')).toEqual(['s1–r2@A']);
  });

  test('a message from outside and whatever is drawn before it', () => {
    expect(racesOf('A -> B : x', '[-> B : y')).toEqual(['r1–r2@B']);
  });

  test('an unresolved ref and a message that nobody in it sends', () => {
    expect(racesOf('ref over A, B : inside', 'C -> A : x')).toEqual(['r–r1@A']);
  });
});

describe('no race is', () => {
  test('a call and its reply', () => {
    expect(racesOf('A -> B : x', 'B --> A : y')).toEqual([]);
  });

  test('two messages from one sender', () => {
    expect(racesOf('A -> B : x', 'A -> B : y')).toEqual([]);
  });

  test('a receive and the send drawn after it, since a lifeline controls what it sends', () => {
    expect(racesOf('A -> B : x', 'B -> C : y')).toEqual([]);
  });

  test('what a chain of messages orders', () => {
    expect(racesOf('A -> B : x', 'B -> C : y', 'C -> D : z', 'D -> B : w')).toEqual([]);
  });

  test('a ref and what its lifelines do afterwards', () => {
    expect(racesOf('A -> B : x', 'ref over A, B : inside', 'B -> A : y')).toEqual([]);
  });
});

describe('in fragments', () => {
  test('operands of one par never race', () => {
    expect(racesOf('par', 'A -> C : x', 'else', 'B -> C : y', 'end')).toEqual([]);
  });

  test('what follows a par races with each of its operands', () => {
    expect(racesOf('par', 'A -> C : x', 'else', 'B -> C : y', 'end', 'D -> C : z')).toEqual([
      'r1–r3@C',
      'r2–r3@C',
    ]);
  });

  test('operands of one alt never race', () => {
    expect(racesOf('alt', 'A -> C : x', 'else', 'B -> C : y', 'end')).toEqual([]);
  });

  test('a pair counts when it races in one of the runs', () => {
    const answer = 'C -> B : done';
    expect(racesOf('A -> C : x', answer, 'B -> C : y')).toEqual([]);
    expect(racesOf('A -> C : x', 'opt', answer, 'end', 'B -> C : y')).toEqual(['r1–r3@C']);
  });

  test('a loop body races with its own next iteration', () => {
    const found = findings('race', plantuml('loop', 'A -> C : x', 'B -> C : y', 'end'));
    expect(found.map(({ diagnostic }) => diagnostic.span.line)).toEqual([4]);
    expect(racesOf('loop', 'A -> B : x', 'C -> D : y', 'B -> D : z', 'end')).toEqual(['s3–r1@B', 'r2–r3@D']);
    expect(racesOf('loop', '[-> A : tick', 'end')).toEqual(['r1–r1@A']);
  });

  test('a loop of at most one iteration has no next one', () => {
    expect(racesOf('loop 1', '[-> A : tick', 'end')).toEqual([]);
    expect(racesOf('loop 2', '[-> A : tick', 'end')).toEqual(['r1–r1@A']);
    expect(racesOf('loop 7', '[-> A : tick', 'end')).toEqual(['r1–r1@A']);
  });

  test('what a break replaces never races with its content', () => {
    expect(racesOf('break', 'A -> C : x', 'end', 'B -> C : y')).toEqual([]);
    expect(racesOf('D -> C : w', 'break', 'A -> C : x', 'end', 'B -> C : y')).toEqual(['r1–r2@C', 'r1–r3@C']);
  });

  test('a break in a loop races with the iteration before it', () => {
    const broken = plantuml('loop 3', 'break', 'A -> C : x', 'end', 'B -> C : y', 'end');

    expect(races(broken)).toEqual(['r2–r1@C']);
    expect(findings('race', broken).map(({ args }) => args.acrossIterations)).toEqual([true]);
  });

  test('what never happens races with nothing', () => {
    expect(racesOf('group neg', 'A -> C : x', 'end', 'B -> C : y')).toEqual([]);
  });
});

describe('the channel decides which receives keep the order of their sends', () => {
  const oneSender = plantuml('A -> B : x', 'A -> B : y');
  const chain = plantuml('A -> C : x', 'A -> B : y', 'B -> C : z');

  test.each([
    { channel: 'fifo', races: [[], ['r1–r3@C']] },
    { channel: 'mailbox', races: [[], []] },
    { channel: 'causal', races: [[], []] },
    { channel: 'bag', races: [['r1–r2@B'], ['r1–r3@C']] },
  ] as const)('$channel', ({ channel, races: expected }) => {
    expect([oneSender, chain].map((one) => races(one, { channel }))).toEqual(expected);
  });
});

describe('when there are too many runs', () => {
  const options = Array.from({ length: 30 }, (_, at) => [
    'opt',
    `A -> B : x${at}`,
    `B --> A : y${at}`,
    'end',
  ]);
  const wide = plantuml(...options.flat(), 'C -> B : z');

  test('a sample of them is searched, the same every time, and that is said', () => {
    expect(findings('races-cut', wide)).toHaveLength(1);
    expect(races(wide)).toEqual(races(wide));
  });

  test('a pair that races in most runs is still found', () => {
    // z races with the receive of every x and the send of every y.
    expect(races(wide)).toHaveLength(60);
  });

  test('a diagram of a few choices is searched whole', () => {
    expect(findings('races-cut', plantuml(...options.slice(0, 8).flat()))).toEqual([]);
  });
});
