import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type Binding, httpRequest, httpResponse, message } from '../../../index.ts';
import type { Completion, Readiness } from '../../../runtime/live/binding.ts';
import { BindingError } from '../../../runtime/live/binding-error.ts';
import { startProcess } from '../../../runtime/live/process.ts';
import { live, participants, plan } from './live.ts';

// Whatever a participant does, the run ends in time, says what happened, and leaves no process behind.

const diagram = `@startuml
participant Client
participant Server
Client -> Server : ask
Server --> Client : answer
@enduml`;

test('an honest process passes', async () => {
  const { judgement, run } = await serve('honest');
  expect([judgement.verdict, run.ended, run.failures, run.remarks]).toEqual(['pass', 'quiescent', [], []]);
});

test('one that crashes when it starts fails at once, with its last words', async () => {
  const { judgement, run, tookMs } = await serve('crash-at-start');
  expect(run.failures).toEqual([
    {
      lifeline: 'Server',
      kind: 'crashed',
      reason: 'exited with code 3',
      output: 'the configuration is missing\n',
    },
  ]);
  expect(judgement.verdict).toBe('fail');
  expect(judgement.at?.span?.line).toBe(4);
  expect(tookMs).toBeLessThan(15_000);
});

test('one that never listens fails within its readiness budget', async () => {
  const { judgement, run, tookMs } = await serve('never-listens', { path: '/health', budgetMs: 400 });
  expect(run.failures[0]?.kind).toBe('not-ready');
  expect(run.failures[0]?.reason).toMatch(
    /^was not ready within 400 ms: GET http:\/\/127\.0\.0\.1:\d+\/health should answer 200, the last attempt failed: .*ECONNREFUSED/,
  );
  expect(judgement.verdict).toBe('fail');
  expect(tookMs).toBeLessThan(15_000);
});

test('one that is never healthy fails with what it answered', async () => {
  const { run } = await serve('sick', { path: '/health', budgetMs: 3_000 });
  expect(run.failures[0]?.reason).toMatch(/the last answer was 503$/);
});

test('one that crashes in the middle fails at the answer that it owes', async () => {
  const { judgement, run } = await serve('crash-midway');
  expect(run.failures).toMatchObject([
    { kind: 'crashed', reason: 'exited with code 7', output: 'something broke in the middle\n' },
  ]);
  expect([judgement.verdict, judgement.at?.span?.line]).toEqual(['fail', 5]);
  expect(run.lines.some((line) => line.kind === 'crash')).toBe(true);
});

test.each([
  ['hang', /^nothing came for 1000 ms$/],
  ['cut', /^Server gave no whole answer to "ask" \(POST \/ask\) \(no answer\): .*socket hang up/],
  ['garbage', /^Server gave no whole answer to "ask" \(POST \/ask\) \(no answer\): .*Parse Error/],
])(
  'one that does not answer (%s) fails at the answer within the patience, and the reason is told',
  async (behaviour, why) => {
    const { judgement, run, tookMs } = await serve(behaviour);
    expect([judgement.verdict, judgement.at?.span?.line]).toEqual(['fail', 5]);
    expect(run.remarks[0]).toMatch(why);
    expect(tookMs).toBeLessThan(15_000);
  },
);

test('one that stops in the middle of its answer fails at the answer', async () => {
  const { judgement, run, tookMs } = await serve('half', undefined, { wholeMs: 200 });
  expect(run.remarks[0]).toMatch(/\(200 OK\): the rest of the message did not come within 200 ms$/);
  expect([judgement.verdict, judgement.at?.span?.line]).toEqual(['fail', 5]);
  expect(tookMs).toBeLessThan(15_000);
});

test('one that answers 500 fails with what it answered, why that is no answer here, and what it wrote', async () => {
  const { judgement, run } = await serve('broken');
  expect([judgement.verdict, judgement.at?.span?.line, run.unrecognised]).toEqual(['fail', 5, 1]);
  expect(run.lines.at(-2)).toMatchObject({
    label: 'unrecognised: 500 Internal Server Error',
    payload: { status: 500, body: { error: 'it broke' } },
  });
  expect(run.remarks).toEqual(['500 Internal Server Error is not "answer" (HTTP 200): its status is 500']);
  expect(run.outputs).toEqual({ Server: 'the price list is gone\n' });
});

test('one that answers 10 MB fails, unless the binding allows so much', async () => {
  const patient = { patienceMs: 1_500 };
  const { judgement, run } = await serve('huge', undefined, patient);
  expect([judgement.verdict, judgement.at?.span?.line]).toEqual(['fail', 5]);
  expect(run.remarks[0]).toMatch(/\(200 OK\): the body is longer than 1048576 bytes$/);
  expect((await serve('huge', undefined, { ...patient, bytesMax: 20e6 })).judgement.verdict).toBe('pass');
});

test('one that writes without end passes, and only the last of it is kept', async () => {
  const { judgement, run } = await serve('chatty');
  expect(judgement.verdict).toBe('pass');
  expect(run.outputs.Server?.length).toBe(4_000);
});

test('a command that does not exist is told as such', async () => {
  const { run } = await live(
    plan(diagram, {
      ...binding('honest'),
      lifelines: { Server: { kind: 'process', command: 'no-such-command' } },
    }),
  );
  expect(run.failures).toMatchObject([
    { kind: 'not-started', reason: 'could not be started: spawn no-such-command ENOENT' },
  ]);
});

test('a run that takes longer than its deadline is cut off, which decides nothing', async () => {
  const { judgement, run, tookMs } = await serve('hang', undefined, { deadlineMs: 600, patienceMs: 60_000 });
  expect([run.ended, run.remarks]).toEqual(['limit', ['the run took longer than 600 ms']]);
  expect(judgement.verdict).toBe('inconclusive');
  expect(tookMs).toBeLessThan(15_000);
});

test('a run that is stopped from outside ends in order', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 300);
  const { run } = await live(plan(diagram, binding('hang', undefined, { patienceMs: 60_000 })), {
    signal: controller.signal,
  });
  expect(run.ended).toBe('stopped');
  expect(run.lines.at(-1)).toMatchObject({ kind: 'footer', ended: 'stopped' });
});

test('a message that cannot be made is a mistake of the binding, and names the message', async () => {
  const bound = binding('honest');
  const messages = [
    { message: message('ask'), on: httpRequest({ method: 'POST', path: '/asks/:id' }) },
    ...bound.messages.slice(1),
  ];
  const failing = live(plan(diagram, { ...bound, messages }));
  await expect(failing).rejects.toThrow(BindingError);
  await expect(failing).rejects.toThrow(
    'message 1 (POST /asks/:id) cannot be made: no earlier message has bound `id`',
  );
});

test.each<[string, (good: Binding) => Binding, string]>([
  [
    '`values`',
    (good) => ({
      ...good,
      values: () => {
        throw new Error('no seed data');
      },
    }),
    '`values` fails: no seed data',
  ],
  [
    '`environment`',
    (good) => ({
      ...good,
      lifelines: {
        Server: {
          kind: 'process',
          command: 'node',
          environment: () => {
            throw new Error('no such secret');
          },
        },
      },
    }),
    '`environment` of "Server" fails: no such secret',
  ],
])('a function of the binding that throws is its mistake and ends the run: %s', async (_, spoil, words) => {
  const failing = live(plan(diagram, spoil(binding('honest'))));
  await expect(failing).rejects.toThrow(BindingError);
  await expect(failing).rejects.toThrow(words);
});

test('a process that ignores the stop signal is killed after its grace, and so is what it started', async () => {
  const running = startProcess({
    command: process.execPath,
    args: ['server.ts', 'stubborn'],
    folder: participants,
    environment: { PORT: '0' },
  });
  await expect.poll(running.tail, { timeout: 5_000 }).toMatch(/^\d+ \d+\n$/);
  const pids = running.tail().trim().split(' ').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  const started = performance.now();
  await running.stop('SIGTERM', 200);
  expect(performance.now() - started).toBeLessThan(15_000);
  await expect.poll(() => pids.map(isAlive)).toEqual([false, false]);
  expect(await running.exited).toMatchObject({ kind: 'killed', reason: 'was killed by SIGKILL' });
});

// The last test, because it looks for what all others have left.
test('no participant of these tests is left', () => {
  const left = execFileSync('ps', ['-eo', 'ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes('server.ts'));
  expect(left).toEqual([]);
});

function serve(behaviour: string, ready?: Readiness, completion: Completion = {}): ReturnType<typeof live> {
  return live(plan(diagram, binding(behaviour, ready, completion)));
}

function binding(
  behaviour: string,
  ready: Readiness = { path: '/health' },
  completion: Completion = {},
): Binding {
  const ask = message('ask');
  return {
    lifelines: {
      Server: {
        kind: 'process',
        command: process.execPath,
        args: ['server.ts', behaviour],
        environment: ({ port }) => ({ PORT: String(port) }),
        ready,
        shutdown: { graceMs: 200 },
      },
    },
    messages: [
      { message: ask, on: httpRequest({ method: 'POST', path: '/ask' }) },
      { message: message('answer'), on: httpResponse(ask) },
    ],
    completion: { patienceMs: 1_000, holdMs: 100, quietMs: 50, ...completion },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A child of a killed parent stays in the table until somebody has asked for its end.
  return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .startsWith('Z');
}
