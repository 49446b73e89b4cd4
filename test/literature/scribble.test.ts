import { describe, expect, test } from 'vitest';
import { project } from '../../compiler/script/project.ts';
import { unnoticedEnds } from '../../compiler/script/unnoticed-ends.ts';
import { drawn, exploredUnder } from './explored.ts';

/**
 * Protocols that Scribble rejects (K. Honda, A. Mukhamedov, G. Brown, T.-C. Chen, N. Yoshida, "Scribbling interactions with a formal
 * foundation", ICDCIT 2011; safety errors as in R. Hu, N. Yoshida, "Hybrid session verification through endpoint API
 * generation", FASE 2016), as they stand under `bad.safety` among the tests of scribble-java; there the first role named chooses.
 */
describe('what Scribble rejects', () => {
  test('orphan.threeparty.Test03: both are told the same, and each may send to the other', () => {
    const { orphans, realizable } = exploredUnder(
      'fifo',
      'alt\nA -> B : 1\nA -> C : 1\nB -> C : 2\nelse\nA -> B : 1\nA -> C : 1\nC -> B : 2\nend',
    );
    expect(orphans.count).toBeGreaterThan(0);
    expect(realizable).not.toBe('safely');
  });

  test('waitfor.threeparty.Test03: who does not know whether it will be sent something may go on without', () => {
    const { orphans, realizable } = exploredUnder(
      'fifo',
      'alt\nA -> B : 1\nB -> C : 1\nelse\nA -> B : 2\nend\nC -> B : 2',
    );
    expect(orphans.count).toBeGreaterThan(0);
    expect(realizable).not.toBe('safely');
  });

  test('waitfor.threeparty.Test05: who is sent something in one branch alone waits for ever in the other', () => {
    const { interaction } = drawn('alt\nA -> B : 1\nelse\nA -> B : 2\nA -> C : 4\nend');
    const scripts = interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
    expect(unnoticedEnds(scripts).map(({ lifeline }) => lifeline)).toEqual(['C']);
  });

  test('a circle of three that wait for each other gets stuck', () => {
    const circle = `alt
      A -> B : go
      B -> C : next
      C -> A : done
    else
      B -> C : start
      C -> A : middle
      A -> B : last
    end`;
    const { deadlocks, unspecified } = exploredUnder('fifo', circle);
    expect(deadlocks.count).toBeGreaterThan(0);
    expect(unspecified.count).toBeGreaterThan(0);
  });

  test('stuckmsg.twoparty.Test04 is none here: choosing is no step of its own, so B may choose what A has left open', () => {
    const { realizable, executions } = exploredUnder(
      'fifo',
      'alt\nA -> B : 1\nB -> A : 2\nelse\nA -> B : 1\nB -> A : 3\nend',
    );
    expect([realizable, executions]).toEqual(['safely', 2n]);
  });
});
