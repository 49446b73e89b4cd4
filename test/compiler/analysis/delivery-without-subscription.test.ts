import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function deliveries(...statements: readonly string[]): readonly string[] {
  return findings('delivery-without-subscription', plantuml(...statements)).map(
    (finding) => `${finding.args.feed}→${finding.args.lifeline}: ${places(finding)}`,
  );
}

const subscription = 'App -> Feed : Subscribe';

test('a feed that delivers to another than its subscriber is found, once with all deliveries', () => {
  expect(
    deliveries(subscription, 'App -> Feed : news', 'Feed --> Reader : news', 'Feed --> Reader : more'),
  ).toEqual(['Feed→Reader: 3 ← 4']);
});

test('a subscriber may be delivered to', () => {
  expect(deliveries('Reader -> Feed : subscribe', 'App -> Feed : news', 'Feed --> Reader : news')).toEqual(
    [],
  );
});

test('an answer to any message is no delivery', () => {
  expect(deliveries(subscription, 'Reader -> Feed : get', 'Feed --> Reader : news')).toEqual([]);
});

test('a lifeline that nobody else feeds speaks for itself', () => {
  expect(deliveries(subscription, 'Clock --> Reader : tick')).toEqual([]);
});

test('where no subscription is drawn at all none is missed', () => {
  expect(deliveries('App -> Feed : news', 'Feed --> Reader : news')).toEqual([]);
});

test('where all lines are dashed a dashed one is no push', () => {
  expect(deliveries('App --> Feed : subscribe', 'App --> Feed : news', 'Feed --> Reader : news')).toEqual([]);
});
