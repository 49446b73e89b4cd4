import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { faults } from '../../diagrams/order-flow/participants/orders-service/faults.ts';
import { type Ended, seqwright } from './seqwright.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'seqwright-test-'));
const orderFlow = 'diagrams/order-flow';
const wsd = 'diagrams/order-flow/order-flow.wsd';

afterAll(() => rmSync(out, { recursive: true }));

describe('the real OrdersService', () => {
  test('passes, and its traces are judged the same once more', async () => {
    const { code, stdout } = await run(orderFlow, '--schedules', '3', '--json');
    const { runs } = JSON.parse(stdout) as { runs: readonly Run[] };
    expect(code).toBe(0);
    expect(runs.map(({ diagram, real, seed, verdict }) => [diagram, real, seed, verdict])).toEqual([
      [wsd, ['OrdersService'], 1, 'pass'],
      [wsd, ['OrdersService'], 2, 'pass'],
      [wsd, ['OrdersService'], 3, 'pass'],
    ]);
    const traces = runs.map(({ trace }) => trace);
    const judged = await seqwright(['conform', wsd, ...traces, '--json'], root);
    const { results } = JSON.parse(judged.stdout) as {
      results: readonly { verdict: string; extent: string }[];
    };
    expect(results.map(({ verdict, extent }) => [verdict, extent])).toEqual(
      runs.map(() => ['pass', 'complete']),
    );
    // Both ends of all 38 messages, or of all but the push and its answer; and a schedule of its own for each seed.
    const events = traces.map((trace) => eventsIn(trace));
    expect(events.filter(({ length }) => length !== 76 && length !== 72)).toEqual([]);
    expect(new Set(events.map((labels) => labels.join('\n'))).size).toBe(3);
  });

  const mutants: readonly [keyof typeof faults, RegExp, readonly number[]][] = [
    ['M2.1', /^publish PushUpdateIntegrationMessage with OrderConfirmedPushUpdatePayload$/, [66]],
    ['M2.3', /^unrecognised: POST \/streams\/order-/, [26]],
    ['M2.4', /^acknowledge$/, [40]],
    ['M2.5', /^unrecognised: POST \/exchanges\/PushUpdateIntegrationMessage$/, [76]],
    ['M2.9', /^acknowledge$/, [36]],
    // The two writes go out together, and either may be seen first.
    ['M2.11', /^update order document \(using OrderSubscriptionAddedEvent\)$/, [38, 36]],
    ['M2.12', /^unrecognised: POST \/orders\/_update\//, [40]],
    ['M2.14', /^HTTP 200 OK$/, [66]],
    ['M2.18', /^unrecognised: POST \/exchanges\/PushUpdateIntegrationMessage$/, [76]],
    ['M2.19', /^order$/, [52]],
  ];
  test.each(mutants)(
    'as mutant %s is caught when it sends %s, where the diagram has line %j',
    async (id, label, places) => {
      const { code, stdout } = await run(orderFlow, '--mutant', id, '--json');
      const { runs } = JSON.parse(stdout) as { runs: readonly Run[] };
      const [{ verdict, mutant, at, trace, replay } = {} as Run] = runs;
      expect([code, verdict, mutant]).toEqual([1, 'fail', id]);
      expect(at).toMatchObject({ file: wsd });
      expect(places).toContain(at?.line);
      expect(
        JSON.parse(readFileSync(trace, 'utf8').split('\n')[(at?.traceLine ?? 0) - 1] ?? ''),
      ).toMatchObject({
        kind: 'send',
        lifeline: 'OrdersService',
        label: expect.stringMatching(label),
      });
      expect(replay).toBe(
        `npx seqwright test diagrams/order-flow/order-flow.binding.ts --mutant ${id} --seed 1 --schedules 1`,
      );
    },
  );

  test('every fault of the service is a mutant that is tested here', () => {
    expect(Object.keys(faults)).toEqual(mutants.map(([id]) => id));
    const page = readFileSync(join(root, orderFlow, 'README.md'), 'utf8');
    const listed = page.matchAll(/^\| (M2\.\d+) \|.*\| (\d+)[^|]*\|$/gm);
    expect([...listed].map(([, id, line]) => [id, Number(line)])).toEqual(
      mutants.map(([id, , [line]]) => [id, line]),
    );
  });

  test('a failure is told with the arrow, what was expected, what came instead and how to run it again', async () => {
    const { code, stdout } = await run(orderFlow, '--mutant', 'M2.1');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'mutant: publishes when the confirm command is handled, before the event is stored',
    );
    expect(stdout).toContain(
      'expected: OrdersService sends "add OrderConfirmedEvent" to EventStore (Database)',
    );
    expect(stdout).toContain(`expected here --> ${wsd}:66:1`);
    expect(stdout).toContain('66 | OrdersService->EventStore (Database):add OrderConfirmedEvent');
    expect(stdout).toContain(`came instead --> ${wsd}:76:1`);
    expect(stdout).toContain('76 | OrdersService->RabbitMQ (Message broker):publish PushUpdate');
    expect(stdout).toContain('it brought: {"kind":"request","method":"POST","path":"/exchanges/');
    expect(stdout).toMatch(/OrdersService wrote: OrdersService listens on port \d+/);
    expect(stdout).toMatch(/✗ 51 {2}OrdersService +──▶ +RabbitMQ/);
    expect(stdout).toContain('replay: npx seqwright test');
    expect(stdout).toContain(
      `look at it: npx seqwright view ${out}/order-flow/M2.1-seed-1.ndjson --diagram ${wsd}`,
    );
    expect(stdout).toContain('0 passed, 1 failed, 0 inconclusive');
  });

  test('read literally, the reply that is drawn backwards can never be seen', async () => {
    const { code, stdout } = await run(orderFlow, '--literal', '--json');
    const { runs } = JSON.parse(stdout) as { runs: readonly Run[] };
    expect([code, runs[0]?.verdict, runs[0]?.at?.line]).toEqual([1, 'fail', 54]);
  });
});

test('a binding that only interprets is tested when nobody is to be real', async () => {
  const { code, stdout } = await run('diagrams/agreement', '--real', 'none', '--json');
  const { runs } = JSON.parse(stdout) as { runs: readonly Run[] };
  expect([code, runs.map(({ verdict }) => verdict)]).toEqual([0, ['pass']]);
});

test('with everything simulated the same diagram passes, with the same messages', async () => {
  const { code, stdout } = await run(orderFlow, '--real', 'none', '--schedules', '5', '--json');
  const { runs } = JSON.parse(stdout) as { runs: readonly Run[] };
  expect(code).toBe(0);
  expect(runs.map(({ real, verdict }) => [real, verdict])).toEqual(
    Array.from({ length: 5 }, () => [[], 'pass']),
  );
  expect([72, 76]).toContain(eventsIn(runs[0]?.trace ?? '').length);
  expect((await run(orderFlow, '--simulate', 'OrdersService')).code).toBe(0);
});

test.each<[string, readonly string[], string]>([
  ['a folder without a binding', ['cli'], 'no binding in cli'],
  ['a path that is not there', ['no-such-folder'], 'there is no such file or folder'],
  ['a diagram without a binding', ['diagrams/cfd-order/contract-setup.puml'], 'has no binding beside it'],
  ['a binding that only interprets', ['diagrams/agreement'], 'nobody is real in diagrams/agreement'],
  [
    'a mutant that the binding does not have',
    [orderFlow, '--mutant', 'M9'],
    'has no mutant "M9"; there are M2.1, M2.3',
  ],
  [
    'a mutant of a simulated lifeline',
    [orderFlow, '--mutant', 'M2.1', '--real', 'none'],
    'which is simulated in this run',
  ],
  [
    'a lifeline that the diagram does not have',
    [orderFlow, '--real', 'OrderService'],
    'no lifeline "OrderService"',
  ],
  [
    'a lifeline that is not bound',
    [orderFlow, '--real', 'Buyer'],
    '"Buyer" is to be real, but the binding does not say how',
  ],
  ['a seed that is no number', [orderFlow, '--seed', 'x'], 'whole number'],
  ['no schedule at all', [orderFlow, '--schedules', '0'], 'whole number'],
])('%s is wrong usage', async (_, args, words) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('the diagram says by @real which lifelines are real, unless the command line does', {
  timeout: 100_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seqwright-real-'));
  try {
    writeFileSync(
      join(folder, 'a.binding.mts'),
      `const module = { kind: 'module', start: async () => ({ addresses: {}, stop: async () => {} }) };
export default { lifelines: { A: module, 'The shop': module }, messages: [] };
`,
    );
    const realOf = async (directive: string, ...args: readonly string[]): Promise<unknown> => {
      const lines = [
        directive,
        'participant A',
        'participant "The shop" as S',
        'A -> A : think',
        'S -> S : think',
      ];
      writeFileSync(join(folder, 'a.puml'), ['@startuml', ...lines, '@enduml', ''].join('\n'));
      const { stdout, stderr } = await run(join(folder, 'a.puml'), '--json', ...args);
      if (stdout === '') return stderr;
      return (JSON.parse(stdout) as { runs: readonly Run[] }).runs[0]?.real;
    };
    expect(await realOf("' nothing")).toEqual(['A', 'S']);
    expect(await realOf("' @real S")).toEqual(['S']);
    expect(await realOf("' @real S", '--real', 'A')).toEqual(['A']);
    expect(await realOf("' @real A, S", '--simulate', 'The shop')).toEqual(['A']);
    expect(await realOf("' @real B")).toContain('the diagram has no lifeline "B"');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a binding that is none, or cannot be loaded, is wrong usage', async () => {
  writeFileSync(join(out, 'a.puml'), '@startuml\nA -> B : m\n@enduml\n');
  writeFileSync(join(out, 'a.binding.ts'), 'export default 1;\n');
  expect(await run(join(out, 'a.puml'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is no binding'),
  });
  writeFileSync(join(out, 'a.binding.ts'), 'import "./nothing.ts";\n');
  expect(await run(out)).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be loaded') });
  // What `npm init` writes today.
  writeFileSync(join(out, 'package.json'), '{"type":"commonjs"}\n');
  writeFileSync(join(out, 'a.binding.ts'), 'import "node:fs";\nexport default {};\n');
  const advice = expect.stringContaining('let its name end in .binding.mts');
  expect(await run(out)).toMatchObject({ code: 2, stderr: advice });
  renameSync(join(out, 'a.binding.ts'), join(out, 'a.binding.mts'));
  expect(await run(out)).toMatchObject({ code: 2, stderr: expect.stringContaining('is no binding') });
});

test('Ctrl-C ends a run in order: its trace is whole and no participant is left', async () => {
  const child = spawn(
    process.execPath,
    ['cli/main.ts', 'test', orderFlow, '--schedules', '100', '--out', join(out, 'cut')],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  // The first run is over, the second under way.
  await new Promise((passed) => child.stdout.once('data', passed));
  await expect.poll(() => childrenOf(child.pid ?? 0).length, { timeout: 5_000 }).toBeGreaterThan(0);
  const [service] = childrenOf(child.pid ?? 0);
  child.kill('SIGINT');
  const code = await new Promise((ended) => child.once('exit', ended));
  expect(code).toBe(3);
  expect(isAlive(Number(service))).toBe(false);
  const trace = join(out, 'cut/order-flow/seed-2.ndjson');
  expect(existsSync(trace)).toBe(true);
  const lines = readFileSync(trace, 'utf8').trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ kind: 'footer', ended: 'stopped' });
});

interface Run {
  readonly diagram: string;
  readonly real: readonly string[];
  readonly seed: number;
  readonly mutant?: string;
  readonly verdict: string;
  readonly at?: { readonly traceLine: number; readonly file: string; readonly line: number };
  readonly trace: string;
  readonly replay: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  return seqwright(['test', ...args, '--out', out], root);
}

function eventsIn(trace: string): readonly string[] {
  return readFileSync(trace, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; lifeline?: string; label?: string })
    .filter(({ kind }) => kind === 'send' || kind === 'receive')
    .map(({ kind, lifeline, label }) => `${kind} ${lifeline} ${label}`);
}

function childrenOf(pid: number): readonly string[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => parent === String(pid) && args.join(' ').includes('orders-service'))
    .map(([child = '']) => child);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
