import { describe, expect, test } from 'vitest';
import type { Channel } from '../../compiler/analysis/enforced-order.ts';
import { races } from '../compiler/analysis/findings.ts';
import { drawn } from './explored.ts';

/**
 * R. Alur, G. Holzmann, D. Peled, "An analyzer for message sequence charts", TACAS 1996. A race is an order that is drawn and
 * that nothing enforces; what is enforced depends on the queues: one for each process (`mailbox`), one for each ordered pair of
 * processes (`fifo`), or none that keeps an order (`bag`).
 */
describe('races', () => {
  test.each<[string, string, readonly Channel[], string]>([
    [
      'two senders, one receiver: whatever the queues',
      'P1 -> P3 : a\nP2 -> P3 : b',
      ['mailbox', 'fifo', 'bag'],
      'r1–r2@P3',
    ],
    [
      'two messages of one sender: only where they may overtake',
      'P1 -> P2 : a\nP1 -> P2 : b',
      ['bag'],
      'r1–r2@P2',
    ],
    [
      'two receives whose sends are ordered by another message: not where all queue at the receiver',
      'P1 -> P3 : a\nP1 -> P2 : go\nP2 -> P3 : b',
      ['fifo', 'bag'],
      'r1–r3@P3',
    ],
    [
      'a receive that is drawn after a send of the same process: whatever the queues',
      'P1 -> P2 : a\nP3 -> P1 : b',
      ['mailbox', 'fifo', 'bag'],
      's1–r2@P1',
    ],
    ['a reply cannot come before its request', 'P1 -> P2 : request\nP2 -> P1 : reply', [], ''],
    ['a send that is drawn after a receive waits for it', 'P1 -> P2 : a\nP2 -> P3 : b\nP3 -> P1 : c', [], ''],
  ])('%s', (_, body, racing, pair) => {
    for (const channel of ['mailbox', 'fifo', 'bag'] as const) {
      expect(races(drawn(body), { channel }), channel).toEqual(racing.includes(channel) ? [pair] : []);
    }
  });
});
