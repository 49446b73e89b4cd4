import { describe, expect, test } from 'vitest';
import { countRules, total } from './findings.ts';
import { hasCorpus, readCorpus, sharedCorpus } from './read-corpus.ts';

/** Suspicions, and how many diagrams of others each may fire on before it has to be looked at again. */
const suspicions: Readonly<Record<string, number>> = {
  'activation-irregular': 30,
  'alias-varies': 10,
  'calls-overlapping': 10,
  'condition-in-label': 20,
  'delivery-overtaken': 10,
  'delivery-without-subscription': 5,
  'end-of-another': 5,
  'label-varies': 60,
  'non-local-choice': 30,
  'question-left-open': 25,
  'repetition-in-label': 10,
  'reply-backwards': 10,
  'request-unanswered': 25,
  'subscription-unconfirmed': 10,
  'subscription-without-delivery': 5,
  'threads-in-labels': 10,
  'timeout-drawn-as-step': 10,
  'updates-unordered': 10,
};

describe.skipIf(!hasCorpus)('diagrams that other people wrote', () => {
  test('seldom have what is only suspected', () => {
    const counts = new Map(countRules(readCorpus(sharedCorpus)).map((rule) => [rule.name, total(rule)]));
    const often = Object.entries(suspicions).filter(([name, most]) => (counts.get(name) ?? 0) > most);

    expect(counts.get('race')).toBeGreaterThan(100);
    expect(often).toEqual([]);
  });
});
