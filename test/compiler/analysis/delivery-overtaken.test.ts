import { expect, test } from 'vitest';
import type { Channel } from '../../../compiler/analysis/enforced-order.ts';
import { findings, places, plantuml } from './findings.ts';

function overtaken(statements: readonly string[], channel: Channel = 'fifo'): readonly string[] {
  return findings('delivery-overtaken', plantuml(...statements), { channel }).map(places);
}

const values = ['X -> F : push', 'F --> Y : state [1]', 'X -> F : push', 'F --> Y : state [2]'];

test('a value is overtaken by the next one', () => {
  expect(overtaken(values)).toEqual(['2 ← 3']);
});

test('where the next one waits for the delivery it is not', () => {
  expect(overtaken(values.toSpliced(2, 0, 'Y -> X : seen'))).toEqual([]);
});

test('a subscription is answered by the first value, any other call by its reply', () => {
  expect(overtaken(['Y -> F : subscribe', ...values])).toEqual(['3 ← 4']);
  expect(overtaken(['Y -> F : get state', ...values])).toEqual([]);
});

test('two things, the same value again, and values of two senders are not one after the other', () => {
  expect(overtaken(values.with(3, 'F --> Y : place [2]'))).toEqual([]);
  expect(overtaken(values.with(3, 'F --> Y : state [1]'))).toEqual([]);
  expect(overtaken(values.with(2, 'Z -> F : push'))).toEqual([]);
});

test('an arrow that holds its sender until it is received does not wait for what the receiver does then', () => {
  expect(overtaken(values, 'causal')).toEqual(['2 ← 3']);
});
