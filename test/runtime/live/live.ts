import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { compile } from '../../../compiler/compile.ts';
import { describe as inWords } from '../../../compiler/diagnostics/describe.ts';
import { type Judgement, judge } from '../../../conformance/judge.ts';
import { readTrace } from '../../../conformance/read-trace.ts';
import type { Binding, RunningModule, Start } from '../../../runtime/live/binding.ts';
import { type LiveOptions, type LiveRun, runLive } from '../../../runtime/live/harness.ts';
import { type Plan, planRun } from '../../../runtime/live/plan.ts';
import { printTrace } from '../../../runtime/print-trace.ts';

/** The folder of the participants that tests start as processes. */
export const participants: string = fileURLToPath(new URL('participants', import.meta.url));

/** A diagram with a binding, planned; throws what is wrong with the binding. */
export function plan(
  text: string,
  binding: Binding,
  real: readonly string[] = Object.keys(binding.lifelines),
): Plan {
  const { plan: planned, messages } = tryPlan(text, binding, real);
  if (planned === null) throw new Error(messages.join('\n'));
  return planned;
}

/** What planning says: codes and words. */
export function tryPlan(
  text: string,
  binding: Binding,
  real: readonly string[] = Object.keys(binding.lifelines),
): { readonly plan: Plan | null; readonly names: readonly string[]; readonly messages: readonly string[] } {
  const [compiled] = compile(text, 'test.puml').diagrams;
  if (compiled === undefined) throw new Error('no diagram');
  const { interaction, diagram } = compiled;
  const planned = planRun({
    drawing: { ...interaction, span: diagram.span },
    interaction,
    binding,
    real,
    literal: false,
  });
  const { diagnostics } = planned;
  return {
    plan: planned.plan,
    names: diagnostics.map(({ name }) => name),
    messages: diagnostics.map((one) => `${inWords(one).message}; ${inWords(one).hint}`),
  };
}

/** A live run and the verdict on its trace as the file would hold it. */
export async function live(planned: Plan, options: Partial<LiveOptions> = {}): Promise<Judged> {
  const started = performance.now();
  const run = await runLive(planned, { seed: 1, folder: participants, ...options });
  const tookMs = performance.now() - started;
  const { trace, problems } = readTrace(printTrace(run.lines));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const [judgement] = judge(planned.interaction, trace);
  if (judgement === undefined) throw new Error('no judgement');
  return { run, judgement, tookMs };
}

export interface Judged {
  readonly run: LiveRun;
  readonly judgement: Judgement;
  readonly tookMs: number;
}

/** An HTTP server as a module participant: gives status and body for a request. */
export function httpModule(
  answer: (
    path: string,
    body: unknown,
    start: Start,
  ) => Promise<{ readonly status: number; readonly body: unknown } | null>,
): (start: Start) => Promise<RunningModule> {
  return async (start) => {
    const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      let text = '';
      for await (const part of request) text += String(part);
      const answered = await answer(request.url ?? '', text === '' ? null : JSON.parse(text), start);
      if (answered === null) return;
      response.writeHead(answered.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answered.body));
    };
    // At the end of a run its wires are cut: then there is nothing left to answer.
    const server = createServer((request, response) => void serve(request, response).catch(() => {}));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return {
      addresses: { http: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      stop: () =>
        new Promise((stopped) => {
          server.close(() => stopped());
          server.closeAllConnections();
        }),
    };
  };
}

export async function post(url: string, body: unknown = null): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}
