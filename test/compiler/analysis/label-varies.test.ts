import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function varying(...labels: readonly string[]): readonly string[] {
  const statements = labels.map((label) => `A -> B : ${label}`);
  return findings('label-varies', plantuml(...statements)).map(
    (finding) => `${places(finding)}: ${finding.args.label} / ${finding.args.other}`,
  );
}

test('each spelling is told once, against the first', () => {
  expect(varying('Push order', 'push order', 'push order', 'push-order')).toEqual([
    '2 ← 1: push order / Push order',
    '4 ← 1: push-order / Push order',
  ]);
});

test('a thing with its state and without it is one thing', () => {
  expect(varying('order', 'order [New]', 'order [Paid]')).toEqual([
    '2 ← 1: order [New] / order',
    '3 ← 1: order [Paid] / order',
  ]);
  expect(varying('order [New]', 'order [Paid]')).toEqual([]);
});

test('arguments are no state, and marks alone are no words', () => {
  expect(varying('login (name)', 'login', 'x', 'X', '->', '...')).toEqual([]);
});
