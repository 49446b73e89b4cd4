import { describe, expect, test } from 'vitest';
import type { TraceLine } from '../../runtime/trace.ts';
import { buildModel } from '../../viewer/model/build-model.ts';
import { displayText } from '../../viewer/model/display-text.ts';
import { diagrams, shown, simulated } from './shown.ts';

const send = (lifeline: string, peer: string, label: string, rest: object = {}): TraceLine => ({
  kind: 'send',
  lifeline,
  peer,
  label,
  ...rest,
});
const receive = (lifeline: string, peer: string, label: string, rest: object = {}): TraceLine => ({
  kind: 'receive',
  lifeline,
  peer,
  label,
  ...rest,
});

describe('sends and receives become messages', () => {
  test('an id pairs a send with its receive, whatever came in between', () => {
    expect(
      pairs([
        send('A', 'B', 'm', { id: 1 }),
        send('A', 'B', 'm', { id: 2 }),
        receive('B', 'A', 'm', { id: 2 }),
        receive('B', 'A', 'm', { id: 1 }),
      ]),
    ).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  test('without ids the oldest open send of the same label and lifelines is the one received', () => {
    expect(
      pairs([
        send('A', 'B', 'm'),
        send('A', 'B', 'n'),
        send('A', 'B', 'm'),
        receive('B', 'A', 'm'),
        receive('B', 'A', 'm'),
      ]),
    ).toEqual([
      [0, 3],
      [1, null],
      [2, 4],
    ]);
  });

  test('a message of one session is not received in another', () => {
    expect(pairs([send('A', 'B', 'm', { session: 'x' }), receive('B', 'A', 'm', { session: 'y' })])).toEqual([
      [0, null],
      [null, 1],
    ]);
  });

  test('what nobody sent is found, what nobody received stays open', () => {
    expect(pairs([receive('B', 'A', 'm'), send('A', 'B', 'm')])).toEqual([
      [null, 0],
      [1, null],
    ]);
  });

  test('a `message` line is a send directly followed by its receive, both on its line', () => {
    const { events, messages } = buildModel(
      shown([
        { kind: 'header', version: 1 },
        { kind: 'message', from: 'A', to: 'B', label: 'm' },
      ]),
    );
    expect(messages.map(({ send, receive }) => [send, receive])).toEqual([[0, 1]]);
    expect(events.map(({ traceLine }) => traceLine)).toEqual([2, 2]);
  });

  test('a message to nobody has one end', () => {
    const { messages } = buildModel(shown([{ kind: 'send', lifeline: 'A', label: 'm' }]));
    expect(messages).toMatchObject([{ from: 'A', to: null, send: 0, receive: null }]);
  });
});

describe('several recordings become one order', () => {
  const a = [send('A', 'B', 'ask'), receive('A', 'B', 'answer')];
  const b = [receive('B', 'A', 'ask'), send('B', 'A', 'answer')];
  const order = (lines: readonly TraceLine[]): readonly string[] =>
    buildModel(shown(lines)).events.map(
      ({ kind, label, lifelines }) => `${lifelines[0] ?? ''} ${kind} ${label}`,
    );
  const possible = ['A send ask', 'B receive ask', 'B send answer', 'A receive answer'];

  test('in which nothing is received before it is sent', () => {
    const header: TraceLine = { kind: 'header', version: 1, observers: [['A'], ['B']] };
    expect(order([header, ...b, ...a])).toEqual(possible);
    expect(
      order(
        [...b, ...a].map(
          (line) => ({ ...line, observer: 'lifeline' in line ? line.lifeline : '' }) as TraceLine,
        ),
      ),
    ).toEqual(possible);
    expect(buildModel(shown([header, ...b, ...a])).messages).toMatchObject([
      { send: 0, receive: 1 },
      { send: 2, receive: 3 },
    ]);
  });

  test('that is the recorded one when all is one recording, whatever it says', () => {
    expect(order([...b, ...a])[0]).toBe('B receive ask');
  });

  test('that loses nothing when they contradict each other', () => {
    const header: TraceLine = { kind: 'header', version: 1, observers: [['A'], ['B']] };
    expect(order([header, ...a.toReversed(), ...b]).toSorted()).toEqual(possible.toSorted());
  });
});

describe('the diagram says how the run looks', () => {
  const text = [
    '@startuml',
    'actor "The \\n[front]" as A',
    'participant B',
    'database C',
    'A -> B : ask',
    'note over B : think\\nTwice',
    'B --> A : answer',
    'B ->> A : answer',
    '@enduml',
  ].join('\n');

  test('lifelines stand in its order with its names, and those it does not know behind them', () => {
    const { lifelines } = buildModel(shown([send('Z', 'B', 'x')], text));
    expect(lifelines).toEqual([
      { id: 'A', name: 'The\n[front]', kind: 'actor' },
      { id: 'B', name: 'B', kind: 'participant' },
      { id: 'C', name: 'C', kind: 'database' },
      { id: 'Z', name: 'Z', kind: 'participant' },
    ]);
  });

  test('`order` says where a lifeline stands, and nothing else', () => {
    const ordered =
      '@startuml\nparticipant C order 20\nparticipant B\nparticipant A order -1\nC -> A : x\n@enduml\n';
    const { lifelines } = buildModel(shown([send('C', 'A', 'x')], ordered));
    expect(lifelines.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  });

  test('without a diagram lifelines stand as the trace names them', () => {
    const { lifelines } = buildModel(shown([send('Z', 'B', 'x'), send('A', 'B', 'x')]));
    expect(lifelines.map(({ id }) => id)).toEqual(['Z', 'B', 'A']);
  });

  test('a lifeline may be named by what is shown of it', () => {
    const { messages } = buildModel(shown([send('The [front]', 'B', 'ask')], text));
    expect(messages).toMatchObject([{ from: 'A', to: 'B' }]);
  });

  test('arrows of the same ends and label give their looks one after the other', () => {
    const run = [
      send('A', 'B', 'ask'),
      send('B', 'A', 'answer'),
      send('B', 'A', 'answer'),
      send('B', 'A', 'answer'),
    ];
    expect(buildModel(shown(run, text)).messages.map(({ look }) => look)).toEqual([
      { line: 'solid', head: 'filled' },
      { line: 'dashed', head: 'filled' },
      { line: 'solid', head: 'open' },
      { line: 'solid', head: 'open' },
    ]);
  });

  test('a note stands before what is drawn below it', () => {
    const run = [send('A', 'B', 'ask'), receive('B', 'A', 'ask'), send('B', 'A', 'answer')];
    expect(buildModel(shown(run, text)).notes).toEqual([
      { lifelines: ['B'], text: 'think\nTwice', before: 2 },
    ]);
    expect(buildModel(shown(run.slice(0, 2), text)).notes).toMatchObject([{ before: 2 }]);
    expect(buildModel(shown([], text)).notes).toEqual([]);
  });

  test.each(diagrams)('every arrow of a run of %s has both ends and a look of the diagram', (path) => {
    const { messages, events } = buildModel(simulated(path, 1));
    expect(messages.length).toBeGreaterThan(25);
    expect(messages.filter(({ send, receive }) => send === null || receive === null)).toEqual([]);
    expect(messages.some(({ look }) => look.line === 'dashed')).toBe(true);
    expect(
      2 * messages.length + events.filter(({ kind }) => kind === 'action' || kind === 'ref').length,
    ).toBe(events.length);
  });
});

test('the verdict leads to the event of its line', () => {
  const run = shown([{ kind: 'header', version: 1 }, send('A', 'B', 'x'), send('A', 'B', 'y')]);
  const verdict = {
    verdict: 'fail',
    extent: 'complete',
    trace: 'run.ndjson',
    at: { traceLine: 3 },
    explanation: 'no',
  } as const;
  const expected = [
    { kind: 'send', lifeline: 'A', peer: 'B', label: 'z\\nz', file: 'x.puml', line: 4 },
  ] as const;
  expect(buildModel({ ...run, verdict: { ...verdict, expected } }).verdict).toMatchObject({
    event: 1,
    expected: [{ kind: 'send', lifelines: ['A'], peer: 'B', label: 'z\nz', place: 'x.puml:4' }],
  });
  expect(buildModel({ ...run, verdict: { ...verdict, missing: expected } }).verdict?.event).toBe(null);
});

test('an event tells its session, time and payload', () => {
  const lines = [
    send('A', 'B', 'x', { session: 's', time: 1_795_250_784_997, payload: { n: 1 } }),
    send('A', 'B', 'x', { time: 12, payload: 'raw' }),
    send('A', 'B', 'x', { time: '2026-11-21T08:00:00Z' }),
    send('A', 'B', 'x'),
  ];
  expect(buildModel(shown(lines)).events.map(({ session, detail }) => [session, detail])).toEqual([
    ['s', '2026-11-21T08:46:24.997Z\n{\n "n": 1\n}'],
    [null, '12 ms\nraw'],
    [null, '2026-11-21T08:00:00Z'],
    [null, null],
  ]);
});

test('line breaks of all kinds are shown as line breaks, and nothing else is', () => {
  expect(displayText('one \\ntwo<br/>three\r\n four')).toBe('one\ntwo\nthree\nfour');
  expect(displayText('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
});

function pairs(lines: readonly TraceLine[]): readonly (readonly (number | null)[])[] {
  return buildModel(shown(lines)).messages.map(({ send, receive }) => [send, receive]);
}
