import { describe, expect, test } from 'vitest';
import { causeOf } from '../../runtime/explore/cause.ts';
import { drawn, exploredUnder } from './explored.ts';

/**
 * H. Ben-Abdallah, S. Leue, "Syntactic detection of process divergence and non-local choice in message sequence charts", TACAS
 * 1997. A choice is non-local when the first events of its branches are of several processes. A process diverges when it may send
 * any number of messages ahead of those that it sends them to.
 */
describe('non-local choice', () => {
  test('either end of a connection may close it, and both may', () => {
    const closing =
      'A -> B : connect\nB -> A : connected\nalt\nA -> B : disconnect\nelse\nB -> A : release\nend';
    expect(causesIn(closing)).toEqual(['non-local-choice']);
    expect(exploredUnder('fifo', closing).realizable).not.toBe('safely');
  });

  test('branches that begin on processes which share no message', () => {
    expect(causesIn('alt\nA -> B : x\nelse\nC -> D : y\nend')).toEqual(['non-local-choice']);
  });

  test('a choice that one process makes is local, although the branches go on elsewhere', () => {
    const local = 'alt\nA -> B : x\nB -> C : x2\nelse\nA -> C : y\nC -> B : y2\nend';
    expect(causesIn(local)).toEqual([]);
    expect(exploredUnder('fifo', local).realizable).toBe('safely');
  });

  test('whether a loop goes round once more is a choice, too', () => {
    expect(causesIn('loop\nA -> B : x\nB -> A : y\nend\nB -> A : z')).toEqual(['non-local-choice']);
    expect(causesIn('loop\nA -> B : x\nB -> A : y\nend\nA -> B : z')).toEqual([]);
  });
});

describe('process divergence', () => {
  test('a process that is never answered in a loop may run ahead without end', () => {
    const { unbounded, complete } = exploredUnder('fifo', 'loop\nA -> B : data\nend');
    expect([unbounded.map(({ label }) => label), complete]).toEqual([['data'], false]);
  });

  test('one that is answered in each turn may not', () => {
    expect(exploredUnder('fifo', 'loop\nA -> B : data\nB -> A : ack\nend').unbounded).toEqual([]);
  });

  test('nor does a chain of processes that leads back to the first', () => {
    expect(exploredUnder('fifo', 'loop\nA -> B : data\nB -> C : data\nC -> A : ack\nend').unbounded).toEqual(
      [],
    );
    expect(exploredUnder('fifo', 'loop\nA -> B : data\nB -> C : data\nend').unbounded.length).toBeGreaterThan(
      0,
    );
  });
});

/** The kinds of causes of what the scripts do and the diagram does not have. */
function causesIn(body: string): readonly string[] {
  const { interaction } = drawn(body);
  const { scenarios } = exploredUnder('fifo', body).implied;
  return [...new Set(scenarios.flatMap((one) => causeOf(interaction, one)?.kind ?? []))];
}
