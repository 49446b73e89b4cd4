import { expect, test } from 'vitest';
import { findingsIn, plantuml } from './said.ts';

test('a type that is not drawn is reported with the one that was meant, if any is close', () => {
  expect(
    findingsIn(plantuml('class Order', "' @payload Ordr", 'A -> B : x', "' @payload Cart", 'A -> B : y')),
  ).toEqual([
    '3 unknown-payload-type: there is no type "Ordr" in this file or in what it includes',
    '5 unknown-payload-type: there is no type "Cart" in this file or in what it includes',
  ]);
});

test('a label that is the name of a type is not taken for its payload, and that is said', () => {
  expect(findingsIn(plantuml('class Order', 'A -> B : Order', "' @payload Order", 'A -> B : Order'))).toEqual(
    [
      '3 payload-type-unsaid: the label is the name of the type "Order", and what the message brings is not checked',
    ],
  );
});
