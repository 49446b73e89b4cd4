import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importerOf } from '../../../conformance/importers/importers.ts';
import { type Mapping, noMapping, readMapping } from '../../../conformance/importers/mapping.ts';
import type { Imported } from '../../../conformance/importers/recording.ts';

const start = 1_544_712_660_000_000_000n;

test.each([
  ['shop.otlp.jsonl', 'OTLP/JSON'],
  ['login.har', 'HAR'],
  ['stock.zipkin.json', 'Zipkin v2 JSON'],
  ['stock.jaeger.json', 'Jaeger JSON'],
  ['chat.shiviz.log', 'ShiViz log'],
])('%s is told to be %s by how it begins', (file, name) => {
  expect(importerOf(fixture(file))?.name).toBe(name);
});

test.each([
  '',
  '{"kind":"header","version":1}\n',
  '{"lifeline":"A","kind":"action","label":"data: traceID"}',
  '@startuml\nA -> B : x\n@enduml',
])('%j is a recording of no other program', (text) => {
  expect(importerOf(text)).toBeNull();
});

describe('spans', () => {
  test('of one service are in the order of its clock, and those of two only where a message goes between them', () => {
    const { traces } = read(fixture('shop.otlp.jsonl'), mappingIn('shop.map.json'));
    const lines = traces.flatMap(({ events }) => events.map(({ event }) => event));
    expect(
      lines
        .filter(({ observer }) => observer?.startsWith('Shop'))
        .map(({ kind, label }) => `${kind} ${label}`),
    ).toEqual([
      'receive POST /orders',
      'action check stock',
      'send pay',
      'receive paid',
      'send order placed',
      'send 201',
    ]);
    expect(lines.every((event) => event.time === undefined)).toBe(true);
    expect(traces[0]?.header).toMatchObject({ hidden: ['User', 'Bank'], unobserved: [] });
  });

  test('that begin in the same tick of a clock are in no order, unless one is within the other', () => {
    const text = otlp(
      span('1', { kind: 2, name: 'in' }),
      span('2', { kind: 4, name: 'a', parentSpanId: '1' }),
      span('3', { kind: 4, name: 'b', parentSpanId: '1' }),
    );
    const [trace] = read(text).traces;
    const events = (trace?.events ?? []).map(({ event }) => event);
    const ofA = events.find(({ label }) => label === 'a');
    const ofB = events.find(({ label }) => label === 'b');
    const first = events.find(({ kind }) => kind === 'receive');
    expect(ofA?.observer).not.toBe(ofB?.observer);
    expect(ofA?.clock).toEqual(ofB?.clock);
    expect(first?.observer).toBe(ofA?.observer);
  });

  test('of a service that runs several times are in order on each instance', () => {
    const one = otlp(
      span('1', { kind: 4, name: 'a' }),
      span('2', { kind: 4, name: 'b', startTimeUnixNano: String(start + 5n) }),
    );
    const [trace] = read(
      `${instance(one, 'i1')}\n${instance(one.replaceAll('"spanId":"', '"spanId":"9'), 'i2')}`,
    ).traces;
    expect(trace?.events.map(({ event }) => event.observer)).toEqual([
      'S at S i1',
      'S at S i2',
      'S at S i1',
      'S at S i2',
    ]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['its parent', { kind: 4 }, { kind: 5, parentSpanId: '1' }],
    ['a link', { kind: 4 }, { kind: 5, links: [{ traceId: 't', spanId: '1' }] }],
    ['the id of the message', { kind: 4, attributes: [messageId] }, { kind: 5, attributes: [messageId] }],
    ['its parent, of a call', { kind: 'SPAN_KIND_CLIENT' }, { kind: 'SPAN_KIND_SERVER', parentSpanId: '1' }],
  ])('a receiver is paired with its sender by %s', (_, sender, receiver) => {
    const [trace] = read(
      otlp(span('1', { ...sender, name: 'm' }), span('2', { ...receiver, name: 'm' }, 'R')),
    ).traces;
    const [sent, received] = (trace?.events ?? []).map(({ event }) => event);
    expect(sent).toMatchObject({ kind: 'send', lifeline: 'S', peer: 'R', label: 'm' });
    expect(received).toMatchObject({ kind: 'receive', lifeline: 'R', peer: 'S', id: sent?.id });
    expect(trace?.header?.hidden).toEqual([]);
  });

  test('whose parents go round in a circle are read', () => {
    const { traces, problems } = read(
      otlp(
        span('1', { kind: 4, name: 'a', parentSpanId: '2' }),
        span('2', { kind: 4, name: 'b', parentSpanId: '1' }),
      ),
    );
    expect(problems).toEqual([]);
    expect(traces[0]?.events).toHaveLength(2);
  });

  test('that are each within another, all in one tick of a clock, are read in any number', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      span(`${index}`, { kind: 4, parentSpanId: `${index - 1}` }),
    );
    const [trace] = read(otlp(...many)).traces;
    expect(new Set(trace?.events.map(({ event }) => event.observer)).size).toBe(1);
    const beside = read(otlp(...Array.from({ length: 20_000 }, (_, index) => span(`${index}`, { kind: 4 }))));
    expect(new Set(beside.traces[0]?.events.map(({ event }) => event.observer)).size).toBe(20_000);
  });

  test('that are exported twice count once, and two of one id are told', () => {
    const twice = otlp(span('1', { kind: 4, name: 'a' }), span('1', { kind: 4, name: 'a' }));
    expect(read(twice)).toMatchObject({ problems: [], traces: [{ events: [{}] }] });
    const other = read(otlp(span('1', { kind: 4, name: 'a' }), span('1', { kind: 4, name: 'b' })));
    expect(other.problems.map(({ message }) => message)).toEqual([
      'the span "1" is another one in line 1; it is left out',
    ]);
  });

  test('of several traces are sessions, each with who was recorded in it', () => {
    const text = otlp(
      span('1', { kind: 3, name: 'x', attributes: [peer('R')] }),
      span('2', { kind: 2, name: 'y', traceId: 'u' }, 'R'),
    );
    expect(read(text).traces.map(({ header, events }) => [events[0]?.event.session, header?.hidden])).toEqual(
      [
        ['t', ['R']],
        ['u', []],
      ],
    );
    expect(read(text, { ...noMapping, session: '' }).traces).toHaveLength(1);
  });
});

describe('what cannot be read is told with its place, and all else is kept', () => {
  test.each<[string, string, string]>([
    [
      '[{"traceId":"t","id":"1"},\n {"traceId":"t","id":"2","kind":"PRODUCER","timestamp":5}]',
      '1:2',
      '`timestamp` is a count of microseconds; this span is left out',
    ],
    [
      '[{"traceId":"t","id":"2","kind":"PRODUCER","timestamp":5},\n {"traceId":"t",',
      '2:17',
      'the text breaks off',
    ],
    [
      '[{"traceId":"t","id":"2","kind":"PRODUCER","timestamp":5},\n 7]',
      '1:1',
      'a span is an object; this span is left out',
    ],
    [
      '[{"traceId":"t","id":"2","kind":"PRODUCER","timestamp":5}] x',
      '1:60',
      'the JSON has ended, and more text follows',
    ],
    [
      `[{"traceId":"t","id":"2","kind":"PRODUCER","timestamp":5},${'['.repeat(300)}`,
      '1:259',
      'it is nested more than 200 deep',
    ],
    [
      '[{"traceId":"t","id":"2","kind":"PRODUCER","timestamp":5},{"traceId":"t","id":"3","kind":"SERVED"}]',
      '1:59',
      '`kind` is CLIENT, SERVER, PRODUCER or CONSUMER; this span is left out',
    ],
  ])('%s', (text, place, message) => {
    const { traces, problems } = read(text);
    expect(problems.map(({ line, column, message: said }) => [`${line}:${column}`, said])[0]).toEqual([
      place,
      message,
    ]);
    expect(traces.flatMap(({ events }) => events)).toHaveLength(1);
  });

  test('in lines, each by itself', () => {
    const good = otlp(span('1', { kind: 4, name: 'a\u0000\u001b' }));
    const { traces, problems } = read(`${good}\n${good.slice(0, 80)}\n${good.replace('"1"', '"2"')}\n`);
    expect(problems).toMatchObject([
      { line: 2, column: 77, message: 'the text in quotation marks does not end' },
    ]);
    expect(traces.flatMap(({ events }) => events)).toHaveLength(2);
  });

  test('times beyond what a number holds exactly keep their order', () => {
    const text = otlp(
      span('1', { kind: 4, name: 'second', startTimeUnixNano: String(start + 1n) }),
      span('2', { kind: 4, name: 'first', startTimeUnixNano: String(start) }),
    ).replace(/"(\d{19})"/g, '$1');
    const [trace] = read(text).traces;
    expect(trace?.events.map(({ event }) => event.label)).toEqual(['first', 'second']);
  });

  test.each<[string, string, string]>([
    [
      'A {"A":1}\nx\nA {"B":2}\ny\n',
      '3:3',
      'the clock does not say how many events A had; this event is left out',
    ],
    [
      'A {"A":1}\nx\nA {"A":2}\nA {"A":3}\ny\n',
      '3:1',
      'the text of the event is missing; this line is left out',
    ],
    ['A {"A":1}\nx\nB {"B":1,"A":7}\ny\n', '3:1', 'event 7 of A, of which this one knows, is not in the log'],
    ['A {"A":1}\nx\nA {"A":"2"}\ny\n', '3:3', '`A` of the clock is a whole number; this event is left out'],
    ['A {"A":1}\nx\nA {"A":1}\ny\n', '3:1', 'event 1 of A is another one in line 1; it is left out'],
  ])('in a log with vector clocks: %j', (text, place, message) => {
    expect(read(text).problems.map(({ line, column, message: said }) => [`${line}:${column}`, said])).toEqual(
      [[place, message]],
    );
  });
});

describe('a log with vector clocks', () => {
  test('may have its clocks below the events', () => {
    const swapped = fixture('chat.shiviz.log').replace(/^(\S+ \{.*\})\n(.*)$/gm, '$2\n$1');
    const events = (text: string): unknown =>
      read(text).traces.flatMap((trace) => trace.events.map(({ event }) => event));
    expect(events(swapped)).toEqual(events(fixture('chat.shiviz.log')));
  });

  test('of a message to many does not say who is served first', () => {
    const { traces } = read(fixture('chat.shiviz.log'));
    const sent = traces
      .flatMap(({ events }) => events.map(({ event }) => event))
      .filter((event) => event.kind === 'send' && event.label === 'hello');
    expect(sent.map(({ observer, clock }) => [observer, clock])).toEqual([
      ['alice', { alice: 5 }],
      ['alice (2)', { alice: 5 }],
    ]);
  });
});

describe('a mapping', () => {
  test.each([
    ['[]', '1:1 a mapping is a JSON object'],
    [
      '{"message": []}',
      '1:13 nothing is called "message" here; there are lifelines, outside, session, messages',
    ],
    ['{\n "messages": [{}, {"reply": true}]}', '2:19 `reply` is a text or false'],
    ['{"messages":\n [{"match": {"name": 1}}]}', '2:13 `match` is an object of texts'],
    ['{"lifelines": {"a" "b"}}', '1:20 `:` is missing'],
  ])('%s is told to be wrong', (text, said) => {
    expect(
      readMapping(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
    ).toEqual([said]);
  });

  test.each([
    ['POST /orders', 'POST *', true],
    ['POST /orders', '*orders', true],
    ['POST /orders', 'P*T*/*s', true],
    ['POST /orders', 'POST', false],
    ['aa', 'a*aa', false],
    ['a.b', 'a*b', true],
    ['axb', 'a.b', false],
  ])('%j fits the pattern %j: %j', (name, pattern, fits) => {
    const { mapping } = readMapping(
      JSON.stringify({ messages: [{ match: { name: pattern }, ignore: true }] }),
    );
    const { traces } = read(otlp(span('1', { kind: 4, name })), mapping);
    expect(traces.flatMap(({ events }) => events)).toHaveLength(fits ? 0 : 1);
  });

  test('may put a broker between a producer and a consumer', () => {
    const { mapping } = readMapping(
      JSON.stringify({
        messages: [
          { match: { kind: 'producer' }, to: 'Broker', label: 'publish {name}' },
          { match: { kind: 'consumer' }, from: 'Broker', label: 'deliver' },
        ],
      }),
    );
    const [trace] = read(
      otlp(span('1', { kind: 4, name: 'm' }), span('2', { kind: 5, parentSpanId: '1' }, 'R')),
      mapping,
    ).traces;
    expect(trace?.events.map(({ event }) => event)).toMatchObject([
      { kind: 'send', lifeline: 'S', peer: 'Broker', label: 'publish m' },
      { kind: 'receive', lifeline: 'R', peer: 'Broker', label: 'deliver' },
    ]);
    expect(trace?.header?.hidden).toEqual(['Broker']);
  });
});

const messageId = { key: 'messaging.message.id', value: { stringValue: '452a' } };

function peer(name: string): unknown {
  return { key: 'peer.service', value: { stringValue: name } };
}

function span(id: string, more: Record<string, unknown>, service = 'S'): { service: string; raw: unknown } {
  const raw = { traceId: 't', spanId: id, startTimeUnixNano: String(start), endTimeUnixNano: '0', ...more };
  return { service, raw };
}

function otlp(...spans: readonly { service: string; raw: unknown }[]): string {
  const groups = spans.map(({ service, raw }) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [{ spans: [raw] }],
  }));
  return JSON.stringify({ resourceSpans: groups });
}

function instance(text: string, name: string): string {
  const id = `{"key":"service.instance.id","value":{"stringValue":"${name}"}},`;
  return text.replaceAll('{"key":"service.name"', `${id}{"key":"service.name"`);
}

function read(text: string, mapping: Mapping = noMapping): Imported {
  const importer = importerOf(text);
  if (importer === null) throw new Error(`nobody reads ${text}`);
  return importer.read(text, mapping);
}

function mappingIn(file: string): Mapping {
  const { mapping, problems } = readMapping(fixture(file));
  expect(problems).toEqual([]);
  return mapping;
}

function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8');
}
