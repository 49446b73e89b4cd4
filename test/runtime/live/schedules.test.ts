import { expect, test } from 'vitest';
import { type Binding, httpRequest, httpResponse, type Making, message } from '../../../index.ts';
import type { Start } from '../../../runtime/live/binding.ts';
import type { TraceLine } from '../../../runtime/trace.ts';
import { httpModule, live, plan, post } from './live.ts';

// What the harness decides, what it leaves to the real participant, and what it makes of messages that overtake each other.

const sends = `@startuml
participant Boss
participant Real
participant Left
participant Right
Boss -> Real : go
Real -> Left : first
Real -> Right : second
Real --> Boss : gone
@enduml`;

const go = message('go');

function binding(run: (left: string, right: string) => Promise<unknown>): Binding {
  return {
    lifelines: {
      Real: {
        kind: 'module',
        start: httpModule(async (_, __, start: Start) => {
          await run(`${start.address('Left')}/first`, `${start.address('Right')}/second`);
          return { status: 200, body: {} };
        }),
      },
    },
    messages: [
      { message: go, on: httpRequest({ method: 'POST', path: '/go' }) },
      { message: message('first'), on: httpRequest({ method: 'POST', path: '/first' }) },
      { message: message('second'), on: httpRequest({ method: 'POST', path: '/second' }) },
      { message: message('gone'), on: httpResponse(go) },
    ],
    completion: { patienceMs: 200, holdMs: 150, quietMs: 30 },
  };
}

test('two sends on different connections with no delivery between may overtake each other', async () => {
  const swapped = binding(async (left, right) => {
    const second = post(right);
    await new Promise((later) => setTimeout(later, 40));
    await Promise.all([second, post(left)]);
  });
  const { judgement, run } = await live(plan(sends, swapped));
  expect(judgement.verdict).toBe('pass');
  expect(labels(run.lines, 'send')).toEqual(['go', 'first', 'second', 'gone']);
});

test('a send that is too early stays where it came in, and the run fails there', async () => {
  const early = binding(async (_, right) => post(right));
  const { judgement, run } = await live(plan(sends, early));
  expect(judgement.verdict).toBe('fail');
  expect(judgement.at?.span?.line).toBe(7);
  expect(run.ended).toBe('stopped');
});

test('what was meant for another is told so', async () => {
  const { judgement, run } = await live(
    plan(
      sends,
      binding(async (left) => {
        await post(left);
        await post(left.replace('first', 'second'));
      }),
    ),
  );
  expect([judgement.verdict, judgement.at?.span?.line]).toEqual(['fail', 8]);
  expect(run.remarks).toEqual([
    'POST /second came to Left, but looks like "second" (POST /second) to Right: a wrong address?',
  ]);
});

test('what the diagram does not know is recorded with what came over the wire', async () => {
  const { judgement, run } = await live(
    plan(
      sends,
      binding(async (left) => post(`${left}/other`, { a: 1 })),
    ),
  );
  expect(judgement.verdict).toBe('fail');
  expect(run.unrecognised).toBe(1);
  expect(run.lines.at(-2)).toMatchObject({
    kind: 'send',
    lifeline: 'Real',
    peer: 'Left',
    label: 'unrecognised: POST /first/other',
    payload: { method: 'POST', path: '/first/other', body: { a: 1 } },
  });
});

const open = `@startuml
participant A
participant B
participant Real
par
A -> Real : a
else
B -> Real : b
end
alt
A -> Real : left
else
A -> Real : right
end
@enduml`;

test('a seed chooses among what the diagram leaves open, and the same seed chooses the same', async () => {
  const messages = ['a', 'b', 'left', 'right'].map((label) => ({
    message: message(label),
    on: httpRequest({ method: 'POST', path: `/${label}` }),
  }));
  const start = httpModule(async () => ({ status: 200, body: {} }));
  const planned = plan(open, {
    lifelines: { Real: { kind: 'module', start } },
    messages,
    completion: { settleMs: 1, quietMs: 10 },
  });
  const orders = new Map<number, string>();
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    const { judgement, run } = await live(planned, { seed });
    expect(judgement.verdict).toBe('pass');
    orders.set(seed, labels(run.lines, 'receive').join(' '));
  }
  expect(new Set(orders.values())).toEqual(new Set(['a b left', 'a b right', 'b a left', 'b a right']));
  const again = await live(planned, { seed: 7 });
  expect(labels(again.run.lines, 'receive').join(' ')).toBe(orders.get(7));
});

const beside = `@startuml
participant A
participant B
participant Real
A -> Real : ask
par
Real --> A : answer
A -> A : note it
else
B -> B : think
B -> Real : tell
B -> B : think again
end
alt
A -> Real : left
else
A -> Real : right
end
@enduml`;

test('the seed chooses the same however quick a real participant is, and makes the same messages', async () => {
  const ask = message('ask');
  const chosen = async (seed: number, delayMs: number): Promise<readonly unknown[]> => {
    const start = httpModule(async (path) => {
      if (path === '/ask') await new Promise((later) => setTimeout(later, delayMs));
      return { status: 200, body: {} };
    });
    const body = ({ random }: Making) => ({ drawn: random.next(1_000_000) });
    const { judgement, run } = await live(
      plan(beside, {
        lifelines: { Real: { kind: 'module', start } },
        messages: [
          { message: ask, on: httpRequest({ method: 'POST', path: '/ask', body }) },
          { message: message('answer'), on: httpResponse(ask) },
          { message: message('tell'), on: httpRequest({ method: 'POST', path: '/tell', body }) },
          { message: message('left'), on: httpRequest({ method: 'POST', path: '/left', body }) },
          { message: message('right'), on: httpRequest({ method: 'POST', path: '/right', body }) },
        ],
        completion: { settleMs: 10, quietMs: 10 },
      }),
      { seed },
    );
    expect(judgement.verdict).toBe('pass');
    return run.lines.flatMap((line) =>
      line.kind === 'send' && line.lifeline !== 'Real' ? [[line.label, line.payload]] : [],
    );
  };
  // What is slower comes later, but it is the same.
  const sorted = (sent: readonly unknown[]) => sent.map((one) => JSON.stringify(one)).toSorted();
  const seen = new Set<string>();
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const quick = await chosen(seed, 0);
    expect(sorted(await chosen(seed, 40))).toEqual(sorted(quick));
    seen.add(JSON.stringify(quick));
  }
  expect(seen.size).toBe(8);
});

const entangled = `@startuml
participant A
participant B
participant Real
par
B -> Real : one
A -> Real : two
else
A -> Real : three
B -> Real : four
end
@enduml`;

test('messages of simulated lifelines that hold each other up are not the fault of the real one', async () => {
  const start = httpModule(async () => ({ status: 200, body: {} }));
  const planned = plan(entangled, {
    lifelines: { Real: { kind: 'module', start } },
    messages: ['one', 'two', 'three', 'four'].map((label) => ({
      message: message(label),
      on: httpRequest({ method: 'POST', path: `/${label}` }),
    })),
    completion: { settleMs: 0, quietMs: 10, patienceMs: 5_000 },
  });
  const seen = new Set<string>();
  for (let seed = 1; seed <= 40; seed++) {
    const { judgement, run } = await live(planned, { seed });
    seen.add([judgement.verdict, run.ended, ...run.remarks].join(', '));
  }
  // A sent two before three and B four before one: each waits behind the other in its queue.
  expect([...seen].toSorted()).toEqual([
    'inconclusive, stopped, what is under way holds itself up: no message can be delivered in the order of its channel',
    'pass, quiescent',
  ]);
});

const actions = `@startuml
participant A
participant Real
A -> Real : ask
Real -> Real : think
Real --> A : answer
[-> A : tick
A -> A : note it
@enduml`;

test('what a real lifeline does by itself is unobserved, and the verdict says that it rests on it', async () => {
  const ask = message('ask');
  const { judgement, run } = await live(
    plan(actions, {
      lifelines: { Real: { kind: 'module', start: httpModule(async () => ({ status: 200, body: {} })) } },
      messages: [
        { message: ask, on: httpRequest({ method: 'POST', path: '/ask' }) },
        { message: message('answer'), on: httpResponse(ask) },
      ],
      completion: { quietMs: 20 },
    }),
  );
  expect(judgement.verdict).toBe('pass');
  expect(judgement.unseen.map(({ label }) => label)).toEqual(['think']);
  expect(run.lines[0]).toMatchObject({ simulated: ['A'], unobserved: ['action@Real'] });
  expect(labels(run.lines, 'action')).toEqual(['note it']);
});

const pair = `@startuml
participant One
participant A
participant Two
A -> One : ask one
A -> Two : ask two
Two --> A : two
One --> A : one
@enduml`;

test('several lifelines can be real at once, each with wires of its own', async () => {
  const start = httpModule(async () => ({ status: 200, body: {} }));
  const askOne = message('ask one');
  const askTwo = message('ask two');
  const bound: Binding = {
    lifelines: { One: { kind: 'module', start }, Two: { kind: 'module', start } },
    messages: [
      { message: askOne, on: httpRequest({ method: 'POST', path: '/ask' }) },
      { message: askTwo, on: httpRequest({ method: 'POST', path: '/ask' }) },
      { message: message('two'), on: httpResponse(askTwo) },
      { message: message('one'), on: httpResponse(askOne) },
    ],
    completion: { quietMs: 20 },
  };
  for (const real of [['One', 'Two'], ['One'], ['Two'], []]) {
    const { judgement, run } = await live(plan(pair, bound, real));
    expect([judgement.verdict, run.lines.length]).toEqual(['pass', 10]);
    expect(run.lines[0]).toMatchObject({ simulated: ['One', 'A', 'Two'].filter((id) => !real.includes(id)) });
  }
});

test('lines are told as soon as they are settled, in the order of the trace', async () => {
  const told: TraceLine[] = [];
  const honest = binding(async (left, right) => {
    await post(left);
    await post(right);
  });
  const { run } = await live(plan(sends, honest), { onLine: (line) => told.push(line) });
  expect(told).toEqual(run.lines);
});

test('the run is over after the terminal message, whatever else could still happen', async () => {
  const honest = binding(async (left, right) => Promise.all([post(left), post(right)]));
  const { run } = await live(plan(sends, { ...honest, completion: { terminal: message('first') } }));
  expect(run.ended).toBe('stopped');
  expect(labels(run.lines, 'receive')).toContain('first');
  expect(labels(run.lines, 'receive')).not.toContain('gone');
});

function labels(lines: readonly TraceLine[], kind: string): readonly string[] {
  return lines.flatMap((line) => (line.kind === kind && 'label' in line ? [String(line.label)] : []));
}
