import { createServer } from 'node:net';
import { resolve } from 'node:path';
import type {
  Addresses,
  ModuleParticipant,
  Participant,
  ProcessParticipant,
  Readiness,
  Start,
} from './binding.ts';
import { BindingError } from './binding-error.ts';
import { startProcess } from './process.ts';

/** A real participant that was started. */
export interface RunningParticipant {
  readonly lifeline: string;
  /** Resolves when it takes messages; fails never, see `failed`. */
  readonly ready: Promise<Addresses>;
  /** Resolves when it is gone without having been stopped, or never became ready. */
  readonly failed: Promise<ParticipantFailure>;
  /** The last that it wrote. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** What became of a participant that is not there any more. */
export interface ParticipantFailure {
  readonly lifeline: string;
  /** `ended`: it exited by itself with success, which is its right. */
  readonly kind: 'not-started' | 'not-ready' | 'crashed' | 'ended';
  /** A clause for people: `exited with code 1`. */
  readonly reason: string;
  /** The last lines that it wrote. */
  readonly output: string;
}

/** Starts a participant; all that goes wrong is told by `failed`. */
export async function startParticipant(
  lifeline: string,
  participant: Participant,
  folder: string,
  start: Omit<Start, 'port'>,
): Promise<RunningParticipant> {
  const whole: Start = { ...start, port: await freePort() };
  switch (participant.kind) {
    case 'process':
      return startProcessParticipant(lifeline, participant, folder, whole);
    case 'module':
      return startModule(lifeline, participant, whole);
  }
}

function startProcessParticipant(
  lifeline: string,
  { command, args, folder, environment, addresses, ready, shutdown }: ProcessParticipant,
  bindingFolder: string,
  start: Start,
): RunningParticipant {
  const said = <T>(what: string, say: () => T): T => told(`\`${what}\` of "${lifeline}"`, say);
  const own = said('addresses', () => addresses?.(start)) ?? { http: `http://127.0.0.1:${start.port}` };
  const running = startProcess({
    command,
    args: args ?? [],
    folder: resolve(bindingFolder, folder ?? '.'),
    environment: { ...said('environment', () => environment?.(start)), ...start.fault },
  });
  const gone = running.exited.then(
    ({ kind, clean, reason }): ParticipantFailure => ({
      lifeline,
      kind: kind === 'not-started' ? kind : clean ? 'ended' : 'crashed',
      reason,
      output: running.tail(),
    }),
  );
  const abort = new AbortController();
  void gone.then(() => abort.abort());
  const probe = ready === undefined ? Promise.resolve(null) : waitUntilReady(own, ready, abort.signal);
  const notReady = probe.then(
    (reason) =>
      new Promise<ParticipantFailure>((settle) => {
        if (reason !== null) settle({ lifeline, kind: 'not-ready', reason, output: running.tail() });
      }),
  );
  return {
    lifeline,
    ready: probe.then((reason) => (reason === null ? own : new Promise<Addresses>(() => {}))),
    failed: Promise.race([gone, notReady]),
    output: running.tail,
    stop: () => {
      abort.abort();
      return running.stop(shutdown?.signal ?? 'SIGTERM', shutdown?.graceMs ?? 2_000);
    },
  };
}

/** What a function of the binding gives; what it throws is a mistake of the binding. */
function told<T>(what: string, say: () => T): T {
  try {
    return say();
  } catch (error) {
    if (error instanceof BindingError) throw error;
    throw new BindingError(`${what} fails: ${(error as Error).message}`);
  }
}

function startModule(lifeline: string, { start }: ModuleParticipant, whole: Start): RunningParticipant {
  const running = Promise.resolve().then(() => start(whole));
  const never = new Promise<never>(() => {});
  return {
    lifeline,
    ready: running.then(
      ({ addresses }) => addresses,
      () => never,
    ),
    failed: running.then(
      () => never,
      (error): ParticipantFailure => ({
        lifeline,
        kind: 'not-started',
        reason: `could not be started: ${String(error)}`,
        output: '',
      }),
    ),
    output: () => '',
    stop: () =>
      running.then(
        ({ stop }) => stop(),
        () => {},
      ),
  };
}

/** Null when it is ready, else why it is not; never resolves when aborted, because then something else is told. */
async function waitUntilReady(
  { http }: Addresses,
  { path, status = 200, budgetMs = 10_000 }: Readiness,
  signal: AbortSignal,
): Promise<string | null> {
  if (http === undefined) return 'was given a readiness probe, but no address for http';
  const url = new URL(path, http);
  const end = performance.now() + budgetMs;
  let last: string | null = null;
  while (!signal.aborted && performance.now() < end) {
    try {
      const limit = AbortSignal.timeout(Math.ceil(Math.min(1_000, Math.max(1, end - performance.now()))));
      const response = await fetch(url, { signal: AbortSignal.any([signal, limit]) });
      await response.body?.cancel();
      if (response.status === status) return null;
      last = `the last answer was ${response.status}`;
    } catch (error) {
      // An attempt that the end of the budget cut off says less than the one before.
      if (last === null || performance.now() < end) last = `the last attempt failed: ${describe(error)}`;
    }
    await new Promise((again) => setTimeout(again, probeEveryMs));
  }
  if (signal.aborted) return new Promise(() => {});
  return `was not ready within ${budgetMs} ms: GET ${url.href} should answer ${status}, ${last}`;
}

const probeEveryMs = 25;

function describe(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}

/** Free for now: somebody else may take it before the participant does. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
