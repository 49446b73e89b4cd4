import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function unserved(...statements: readonly string[]): readonly string[] {
  return findings('subscription-without-delivery', plantuml(...statements)).map(
    (finding) => `${finding.args.lifeline}: ${places(finding)}`,
  );
}

test('a subscriber who gets nothing while somebody else does is found', () => {
  expect(unserved('App -> Feed : Subscribe', 'Shop -> Feed : news', 'Feed --> Reader : news')).toEqual([
    'App: 1 ← 3',
  ]);
});

test('a feed that delivers to nobody may do so elsewhere', () => {
  expect(unserved('App -> Feed : subscribe', 'Shop -> Feed : news')).toEqual([]);
});

test('what a feed sends to those that call it, or that subscribed too, may be something else', () => {
  expect(unserved('App -> Feed : subscribe', 'Shop -> Feed : news', 'Feed --> Shop : stored')).toEqual([]);
  expect(unserved('App -> Feed : subscribe', 'Reader -> Feed : subscribe', 'Feed -> Reader : news')).toEqual(
    [],
  );
});

test('who unsubscribes, and the number of a subscriber, is no subscription', () => {
  expect(unserved('App -> Feed : unsubscribe', 'Feed --> Reader : news')).toEqual([]);
  expect(unserved('App -> Feed : find subscriber 7', 'Feed --> Reader : news')).toEqual([]);
});
