import { expect, test } from 'vitest';
import { httpRequest, httpResponse, message } from '../../../index.ts';
import { httpModule, live, plan, post } from './live.ts';

const ask = message('ask');
const check = message('check');

/** A server that checks with the bank before it answers, after so long, and the patience of the binding. */
async function serve(timeout: string | null, checksAfterMs: number | null, patienceMs: number) {
  const diagram = [
    '@startuml',
    'Client -> Server : ask',
    ...(timeout === null ? [] : [`' @timeout ${timeout}`]),
    'Server -> Bank : check',
    'Bank --> Server : checked',
    'Server --> Client : answer',
    '@enduml',
  ].join('\n');
  return live(
    plan(diagram, {
      lifelines: {
        Server: {
          kind: 'module',
          start: httpModule(async (_, __, { address }) => {
            if (checksAfterMs === null) return null;
            await new Promise((later) => setTimeout(later, checksAfterMs));
            await post(`${address('Bank')}/check`);
            return { status: 200, body: {} };
          }),
        },
      },
      messages: [
        { message: ask, on: httpRequest({ method: 'POST', path: '/ask' }) },
        { message: check, on: httpRequest({ method: 'POST', path: '/check' }) },
        { message: message('checked'), on: httpResponse(check) },
        { message: message('answer'), on: httpResponse(ask) },
      ],
      completion: { patienceMs, holdMs: 50, quietMs: 20 },
    }),
  );
}

test('a message of a real participant is waited for no longer than its @timeout', async () => {
  const { judgement, run, tookMs } = await serve('200 ms', null, 20_000);

  expect(judgement.verdict).toBe('fail');
  expect(judgement.at?.span?.line).toBe(4);
  expect(run.remarks).toContain('nothing came for 200 ms');
  expect(tookMs).toBeLessThan(10_000);
});

test('and as long as it, where the binding has less patience', async () => {
  expect((await serve(null, 600, 100)).judgement.verdict).toBe('fail');
  expect((await serve('10s', 600, 100)).judgement.verdict).toBe('pass');
});
