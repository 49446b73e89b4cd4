import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

const asked = ['A -> B : GET /', 'B --> A : 200'];

function unanswered(...statements: readonly string[]): readonly string[] {
  return findings('request-unanswered', plantuml(...asked, ...statements)).map(places);
}

test('a request that nothing comes back for is found', () => {
  expect(unanswered('A -> B : POST /orders', 'A -> C : **PUT** /orders/7')).toEqual(['3', '4']);
});

test('of two requests in a row the first is not answered by what answers the second', () => {
  expect(unanswered('A -> B : POST /1', 'A -> B : POST /2', 'B --> A : 201')).toEqual(['3']);
});

test('any message back is a response, whatever its arrow', () => {
  expect(unanswered('A -> B : POST /orders', 'B ->> A : created')).toEqual([]);
});

test('where no reply is drawn none is missed', () => {
  const diagram = plantuml('A -> B : POST /orders', 'B -> C : POST /mail');

  expect(findings('request-unanswered', diagram)).toEqual([]);
});

test('SQL, words in small letters and signals are no requests', () => {
  expect(unanswered('A -> B : DELETE FROM orders', 'A -> B : get it', 'A ->> B : POST /log')).toEqual([]);
});
