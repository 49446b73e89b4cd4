import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { judge } from '../../../conformance/judge.ts';
import { payloadCheckOf } from '../../../conformance/payloads/check-payloads.ts';
import { withPayloads } from '../../../conformance/payloads/with-payloads.ts';
import { readTrace } from '../../../conformance/read-trace.ts';
import { judgementToJson } from '../../../conformance/to-json.ts';
import { printTrace } from '../../../runtime/print-trace.ts';
import { simulate } from '../../../runtime/simulate.ts';
import type { TraceEvent } from '../../../runtime/trace.ts';

const classes = ['class Order {', 'id : int', 'note? : String', '}'];

/** The verdict of a diagram's payload types on events, each of which is a whole message. */
function verdictOn(
  lines: readonly string[],
  events: readonly Omit<TraceEvent & { kind: 'message' }, 'kind'>[],
) {
  const { diagrams } = compile(['@startuml', ...lines, '@enduml', ''].join('\n'), 'shop.puml');
  const [first] = diagrams;
  if (first === undefined) throw new Error('no diagram');
  const trace = {
    header: null,
    footer: null,
    events: events.map((event, index) => ({
      event: { kind: 'message', ...event } as const,
      line: index + 1,
    })),
  };
  const payloads = payloadCheckOf(first.interaction, first.classes);
  const [judgement] = judge(first.interaction, trace, { payloads });
  if (judgement === undefined) throw new Error('no judgement');
  return judgementToJson('t.ndjson', judgement);
}

const place = { from: 'A', to: 'B', label: 'place' };

test('an event that brings what the diagram says passes', () => {
  const lines = [...classes, "' @payload Order", 'A -> B : place'];
  expect(verdictOn(lines, [{ ...place, payload: { id: 1, more: true } }])).toMatchObject({ verdict: 'pass' });
});

test('one that brings something else fails at the arrow, and says what differs where', () => {
  const lines = [...classes, "' @payload Order[]", 'A -> B : place'];
  const json = verdictOn(lines, [{ ...place, payload: [{ id: 1 }, { id: 'x', note: 5 }] }]);

  expect(json).toMatchObject({
    verdict: 'fail',
    at: { traceLine: 1, file: 'shop.puml', line: 7, column: 1 },
    payload: [
      { path: '[1].id', expected: 'an integer', got: '"x"' },
      { path: '[1].note', expected: 'a string', got: '5' },
    ],
  });
  expect(json.explanation.split('\n')).toEqual([
    'line 1: A sends "place" to B fits nothing there, after 0 events that did',
    'it is the message at shop.puml:7, but brings something else:',
    '  [1].id: expected an integer, got "x"',
    '  [1].note: expected a string, got 5',
    'expected: A sends "place" to B (shop.puml:7)',
  ]);
});

test('one without a payload is not checked, and listed', () => {
  const lines = [...classes, "' @payload Order", 'A -> B : place', 'B --> A : done'];
  const json = verdictOn(lines, [place, { from: 'B', to: 'A', label: 'done' }]);

  expect(json).toMatchObject({ verdict: 'pass', withoutPayload: [1, 1] });
  expect(json.explanation).toContain(
    'unchecked: what 2 events brought, as nobody recorded it: A sends "place" to B (line 1)',
  );
});

test('null is a payload', () => {
  const lines = [...classes, "' @payload Order", 'A -> B : place'];
  expect(verdictOn(lines, [{ ...place, payload: null }])).toMatchObject({
    verdict: 'fail',
    payload: [{ path: '', expected: 'an object', got: 'null' }],
  });
});

test('what an event brings tells which of two alike messages it is', () => {
  const lines = [
    ...classes,
    'alt',
    "' @payload Order",
    'A -> B : place',
    'B -> A : yes',
    'else',
    '\' @payload {"ids": [1]}',
    'A -> B : place',
    'B -> A : no',
    'end',
  ];
  const run = (payload: unknown, label: string) =>
    verdictOn(lines, [
      { ...place, payload },
      { from: 'B', to: 'A', label },
    ]).verdict;

  expect([
    run({ id: 1 }, 'yes'),
    run({ id: 1 }, 'no'),
    run({ ids: [] }, 'no'),
    run({ ids: [] }, 'yes'),
  ]).toEqual(['pass', 'fail', 'pass', 'fail']);
});

test('a payload of which the diagram says nothing is free, and so is one of a type that is not drawn', () => {
  expect(verdictOn(['A -> B : place'], [{ ...place, payload: 1 }])).toMatchObject({ verdict: 'pass' });
  const lines = ["' @payload Ordr", 'A -> B : place'];
  expect(verdictOn(lines, [{ ...place, payload: 1 }])).toMatchObject({ verdict: 'pass' });
});

test('--ignore-unknown does not drop an event for what it brings', () => {
  const lines = [...classes, "' @payload Order", 'A -> B : place'];
  const [first] = compile(['@startuml', ...lines, '@enduml'].join('\n'), 'a.puml').diagrams;
  if (first === undefined) throw new Error('no diagram');
  const trace = {
    header: null,
    footer: null,
    events: [{ event: { kind: 'message', ...place, payload: 1 } as const, line: 1 }],
  };
  const payloads = payloadCheckOf(first.interaction, first.classes);

  expect(judge(first.interaction, trace, { payloads, ignoreUnknown: true })).toMatchObject([
    { verdict: 'fail', ignored: 0 },
  ]);
});

test('a simulated run brings what the diagram says, the same for the same seed, and conforms', () => {
  const text = [
    '@startuml',
    ...classes,
    "' @payload Order",
    'A -> B : place',
    "' @payload Order[]",
    'B -> B : store',
    '\' @payload {"ok": true}',
    'B --> A : placed',
    'A -> B : thanks',
    '@enduml',
  ].join('\n');
  const [first] = compile(text, 'a.puml').diagrams;
  if (first === undefined) throw new Error('no diagram');
  const { interaction } = first;
  const lines = (seed: number) =>
    withPayloads(simulate(interaction, { seed }), interaction, first.classes, seed);
  const { trace } = readTrace(printTrace(lines(3)));
  const payloads = payloadCheckOf(interaction, first.classes);
  const brought = trace.events.map(({ event }) => event.payload);

  expect(judge(interaction, trace, { payloads })).toMatchObject([{ verdict: 'pass', withoutPayload: [] }]);
  expect(brought).toEqual([
    brought[0],
    brought[0],
    brought[2],
    { ok: true },
    { ok: true },
    undefined,
    undefined,
  ]);
  expect(brought[0]).toHaveProperty('id');
  expect(lines(3)).toEqual(lines(3));
  expect(new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(lines(seed)[1]))).size).toBeGreaterThan(1);
});

test('of an HTTP message the body is what it brings', () => {
  const lines = [...classes, "' @payload Order", 'A -> B : place'];
  const request = (body: unknown) => ({
    kind: 'request',
    method: 'POST',
    path: '/',
    query: {},
    headers: {},
    body,
  });
  const response = (body: unknown) => ({ kind: 'response', status: 200, headers: {}, body });
  const bring = (payload: unknown) => verdictOn(lines, [{ ...place, payload }]);

  expect(
    [request({ id: 1 }), response({ id: 1 }), request(null), response('x')].map((one) => bring(one).verdict),
  ).toEqual(['pass', 'pass', 'fail', 'fail']);
  expect(bring({ kind: 'request', id: 1, body: {} }).verdict).toBe('pass');
});
