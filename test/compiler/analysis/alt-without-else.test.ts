import { expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function alone(...statements: readonly string[]): readonly string[] {
  return findings('alt-without-else', plantuml(...statements)).map(places);
}

test('an alt with one operand is found, at any depth', () => {
  const inner = ['alt in stock', 'B -> A : yes', 'end'];

  expect(alone('A -> B : ask', ...inner)).toEqual(['2']);
  expect(alone('loop', 'A -> B : ask', ...inner, 'end')).toEqual(['3']);
});

test('an alt with an else, and an opt, are what they say', () => {
  expect(alone('alt in stock', 'B -> A : yes', 'else', 'B -> A : no', 'end')).toEqual([]);
  expect(alone('opt in stock', 'B -> A : yes', 'end')).toEqual([]);
});
