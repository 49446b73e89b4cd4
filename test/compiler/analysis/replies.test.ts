import { describe, expect, test } from 'vitest';
import { findings, places, plantuml } from './findings.ts';

function backwards(...statements: readonly string[]): readonly string[] {
  return findings('reply-backwards', plantuml(...statements)).map(places);
}

function withoutCall(...statements: readonly string[]): readonly string[] {
  return findings('reply-without-call', plantuml(...statements)).map(places);
}

describe('a reply is drawn backwards when', () => {
  test('it runs the way of the call that nothing answers', () => {
    expect(backwards('A -> B : ask', 'A --> B : answer')).toEqual(['2 ← 1']);
  });

  test('the call is one of several, and the others are answered', () => {
    expect(backwards('A -> B : ask', 'B --> A : answer', 'A -> B : ask', 'A --> B : answer')).toEqual([
      '4 ← 3',
    ]);
  });
});

describe('a reply is not drawn backwards when', () => {
  test('its direction answers a call', () => {
    expect(backwards('A -> B : ask', 'B -> A : back', 'A --> B : answer')).toEqual([]);
  });

  test('the call is answered later', () => {
    expect(backwards('A -> B : ask', 'A --> B : more', 'B --> A : answer')).toEqual([]);
  });

  test('its receiver has called its sender before, so that it may be one more reply to that', () => {
    const exchange = ['B -> A : subscribe', 'A --> B : done'];
    expect(backwards(...exchange, 'A -> B : push', 'A --> B : more')).toEqual([]);
  });

  test('what runs its way is a signal, which wants no answer', () => {
    expect(backwards('A ->> B : tell', 'A -->> B : more')).toEqual([]);
  });

  test('there is no call at all', () => {
    expect(backwards('A --> B : news')).toEqual([]);
  });

  test('it answers in every operand of an alt', () => {
    const alternatives = ['alt good', 'B --> A : yes', 'else bad', 'B --> A : no', 'end'];
    expect(backwards('A -> B : ask', ...alternatives)).toEqual([]);
    expect(withoutCall('A -> B : ask', ...alternatives)).toEqual([]);
  });
});

describe('a reply is without a call when', () => {
  test('nobody asked', () => {
    expect(withoutCall('A -> B : ask', 'B --> A : answer', 'B --> A : more')).toEqual(['3']);
  });

  test('the call was a signal, with an open head', () => {
    expect(withoutCall('A ->> B : tell', 'B --> A : answer')).toEqual(['2']);
  });

  test('the answer comes from somebody else', () => {
    expect(withoutCall('A -> B : ask', 'C --> A : answer')).toEqual(['2']);
  });
});

describe('a reply is not without a call when', () => {
  test('it answers the innermost open call', () => {
    expect(withoutCall('A -> B : ask', 'B -> C : ask', 'C --> B : answer', 'B --> A : answer')).toEqual([]);
  });

  test('it acknowledges a signal, with an open head as well', () => {
    expect(withoutCall('A ->> B : tell', 'B -->> A : received')).toEqual([]);
  });

  test('one of two alternatives has left the call open', () => {
    expect(withoutCall('A -> B : ask', 'opt early', 'B --> A : answer', 'end', 'B --> A : answer')).toEqual(
      [],
    );
  });

  test('it is lost, comes from outside or stays on its lifeline', () => {
    expect(withoutCall('A -->x B : lost', '[--> A : found', 'A --> A : self')).toEqual([]);
  });

  test('every line of the diagram is dashed', () => {
    expect(withoutCall('A --> B : ask', 'B --> A : answer')).toEqual([]);
  });

  test('it is reported as drawn backwards', () => {
    expect(withoutCall('A -> B : ask', 'A --> B : answer')).toEqual([]);
  });
});
