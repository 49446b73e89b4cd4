import { expect, test } from 'vitest';
import { type Binding, httpRequest, httpResponse, message } from '../../../index.ts';
import { httpModule, type Judged, live, plan, post } from './live.ts';

// A real participant may send what the diagram leaves free, any number of times, where it is free.

const ask = message('ask');
const save = message('save');

test('what `ignore` names is answered and recorded, and fails nothing', async () => {
  const { judgement, run } = await serve('ignore {POST /heartbeat}', [
    '/heartbeat',
    '/heartbeat',
    '/save',
    '/heartbeat',
  ]);
  expect([judgement.verdict, judgement.freed.length, run.unrecognised, run.remarks]).toEqual([
    'pass',
    3,
    0,
    [],
  ]);
  expect(run.lines.filter((line) => 'label' in line && line.label === 'POST /heartbeat')).toHaveLength(3);
});

test('what `consider` does not name, as well', async () => {
  const { judgement } = await serve('consider {save, saved}', ['/metrics', '/save', '/heartbeat']);
  expect([judgement.verdict, judgement.freed.length]).toEqual(['pass', 2]);
});

test('a run in which nothing free is sent passes, too', async () => {
  const { judgement } = await serve('ignore {POST /heartbeat}', ['/save']);
  expect([judgement.verdict, judgement.freed]).toEqual(['pass', []]);
});

test.each([
  ['nothing is free', 'a group', ['/heartbeat', '/save']],
  ['another label is free', 'ignore {POST /metrics}', ['/heartbeat', '/save']],
])('where %s it fails', async (_, group, sends) => {
  const { judgement, run } = await serve(group, sends);
  expect([judgement.verdict, run.unrecognised]).toEqual(['fail', 1]);
});

test('outside the fragment it fails', async () => {
  const { judgement } = await serve('ignore {POST /heartbeat}', ['/save', '/log', '/heartbeat']);
  expect([judgement.verdict, judgement.divergence?.event?.label]).toEqual([
    'fail',
    'unrecognised: POST /heartbeat',
  ]);
});

test('a message that is drawn elsewhere, too, is free when its place does not come', async () => {
  const { judgement, run } = await serve('ignore {log}', ['/log', '/save', '/log']);
  expect([judgement.verdict, judgement.freed.length, run.unrecognised]).toEqual(['pass', 1, 0]);
});

/** A server that sends these to its store while it is asked. */
async function serve(group: string, sends: readonly string[]): Promise<Judged> {
  const last = sends.includes('/log') ? ['Server -> Store : log'] : [];
  const diagram = [
    '@startuml',
    'Client -> Server : ask',
    `group ${group}`,
    'Server -> Store : save',
    'Store --> Server : saved',
    'end',
    ...last,
    'Server --> Client : answer',
    '@enduml',
  ].join('\n');
  const binding: Binding = {
    lifelines: {
      Server: {
        kind: 'module',
        start: httpModule(async (_, __, { address }) => {
          for (const path of sends) await post(`${address('Store')}${path}`);
          return { status: 200, body: {} };
        }),
      },
    },
    messages: [
      { message: ask, on: httpRequest({ method: 'POST', path: '/ask' }) },
      { message: save, on: httpRequest({ method: 'POST', path: '/save' }) },
      { message: message('saved'), on: httpResponse(save) },
      { message: message('answer'), on: httpResponse(ask) },
      ...(last.length === 0
        ? []
        : [{ message: message('log'), on: httpRequest({ method: 'POST', path: '/log' }) }]),
    ],
    completion: { holdMs: 150, patienceMs: 1_000 },
  };
  return live(plan(diagram, binding));
}
