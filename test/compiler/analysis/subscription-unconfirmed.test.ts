import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function unconfirmed(...statements: readonly string[]): readonly string[] {
  return findings('subscription-unconfirmed', plantuml(...statements)).map(
    (finding) => `${finding.args.lifeline}: ${places(finding)}`,
  );
}

test('a subscription that nothing comes back for before the next message is found', () => {
  expect(
    unconfirmed('A -> Feed : subscribe', 'B -> Feed : subscribe', 'Shop -> Feed : news', 'Feed -> A : news'),
  ).toEqual(['A: 1 ← 3', 'B: 2 ← 3']);
});

test('whatever comes back first confirms it', () => {
  expect(unconfirmed('A -> Feed : subscribe', 'Feed --> A : ok', 'Shop -> Feed : news')).toEqual([]);
  expect(unconfirmed('A -> Feed : subscribe', 'Feed -> A : old news', 'Shop -> Feed : news')).toEqual([]);
});

test('where nothing is published afterwards nothing is missed', () => {
  expect(unconfirmed('A -> Feed : subscribe', 'Shop -> B : news')).toEqual([]);
});
