import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { findDiagram } from '../../cli/view/find-diagram.ts';
import type { ShownRun } from '../../conformance/shown-run.ts';
import { buildModel } from '../../viewer/model/build-model.ts';
import { type Served, serveRun } from '../viewer/served.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-view-'));
const event = '{"kind":"send","lifeline":"A","peer":"B","label":"m"}\n';
let served: Served;

beforeAll(async () => {
  served = await serveRun(write('run.ndjson', `{"kind":"header","version":1}\n${event}not JSON\n`));
});

afterAll(async () => {
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe('the page is for its own machine', () => {
  const own = (): string => new URL(served.url).host;

  test('requests to its own address are answered', async () => {
    expect(await status({})).toBe(200);
    expect(await status({ host: own().replace('127.0.0.1', 'localhost') })).toBe(200);
    expect(await status({ origin: `http://${own()}` })).toBe(200);
  });

  test('a name that only leads here is refused, and so is another site', async () => {
    expect(await status({ host: 'rebound.example' })).toBe(403);
    expect(await status({ host: `rebound.example:${new URL(served.url).port}` })).toBe(403);
    expect(await status({ origin: 'http://elsewhere.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
  });

  test('the socket keeps to the same', async () => {
    expect(await connects(`http://${own()}`)).toBe(true);
    expect(await connects('http://elsewhere.example')).toBe(false);
  });

  test('the page may run nothing but its own scripts', async () => {
    const response = await fetch(served.url);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await response.text()).toContain('<title>Seqwright</title>');
  });
});

test('lines keep their numbers, and one that is none is told', async () => {
  const run = (await (await fetch(`${served.url}api/run`)).json()) as ShownRun;
  expect(run.lines.map(({ number }) => number)).toEqual([1, 2]);
  expect(run.problems).toEqual(['line 3: this line is not JSON']);
  expect(run).toMatchObject({ name: 'run.ndjson', diagram: null, verdict: null, growing: true });
});

test('a trace that has gone is told, in words', async () => {
  const path = write('gone.ndjson', event);
  await using soon = await serveRun(path);
  rmSync(path);
  const response = await fetch(`${soon.url}api/run`);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: `${path}: there is no such file` });
});

test('a diagram comes with the files that it includes, since the page has none', async () => {
  write('part.txt', '!include inner.txt');
  write('inner.txt', 'title Included');
  const diagram = write('includes.puml', '@startuml\n!include part.txt\nA -> B : m\n@enduml\n');
  await using simulation = await serveRun(diagram);
  const run = (await (await fetch(`${simulation.url}api/run`)).json()) as ShownRun;
  expect(buildModel(run).title).toBe('Included');
});

test('a diagram is simulated, and the run judged by it', async () => {
  await using simulation = await serveRun('diagrams/agreement/agreement.puml', '--seed', '5', '--literal');
  const run = (await (await fetch(`${simulation.url}api/run`)).json()) as ShownRun;
  expect(run.lines).toHaveLength(77);
  expect(run.lines[0]?.value).toMatchObject({ kind: 'header', seed: 5 });
  expect(run).toMatchObject({ growing: false, verdict: { verdict: 'pass', extent: 'complete' } });
  expect(await simulation.interrupt()).toBe(0);
});

test('a diagram is simulated as its binding means it', async () => {
  await using simulation = await serveRun('diagrams/agreement/agreement.puml', '--seed', '5');
  const run = (await (await fetch(`${simulation.url}api/run`)).json()) as ShownRun;
  const labels = run.lines.flatMap(({ value }) => ('label' in value ? [value.label] : []));
  const cancels = labels.some((label) => String(label).startsWith('(4) If agreement not written'));
  expect(cancels).not.toBe(labels.some((label) => String(label).startsWith('(4) Agreement is on')));
  expect(run.verdict).toMatchObject({ verdict: 'pass', extent: 'complete' });
});

test('the diagram may be named, and stand beside the trace', async () => {
  const diagram = write('pair.puml', '@startuml\nA -> B : other\n@enduml\n');
  const named = `{"kind":"header","version":1,"diagram":"pair.puml"}\n${event}`;
  await using beside = await serveRun(write('named.ndjson', named));
  await using given = await serveRun(write('given.ndjson', event), '--diagram', diagram);
  for (const { url } of [beside, given]) {
    const run = (await (await fetch(`${url}api/run`)).json()) as ShownRun;
    expect(run).toMatchObject({ diagram: { file: 'pair.puml' }, verdict: { verdict: 'fail' } });
    expect(run.verdict?.expected).toMatchObject([{ kind: 'send', lifeline: 'A', label: 'other', line: 2 }]);
  }
});

test('a diagram is looked for by its base name only, beside the trace, under diagrams/ and in the folder', async () => {
  mkdirSync(join(folder, 'below'));
  write('outside.puml', '');
  expect(await findDiagram('../outside.puml', join(folder, 'below', 'run.ndjson'))).toBe(null);
  expect(await findDiagram('../outside.puml', join(folder, 'run.ndjson'))).toBe(join(folder, 'outside.puml'));
  expect(await findDiagram('order.puml', join(folder, 'run.ndjson'))).toBe(
    join('diagrams', 'cfd-order', 'order.puml'),
  );
  expect(await findDiagram('tsconfig.json', join(folder, 'below', 'run.ndjson'))).toBe('tsconfig.json');
});

describe('what cannot be shown is said in words, with exit code 2', () => {
  test.each([
    ['a trace that does not exist', ['none.ndjson'], 'none.ndjson: there is no such file'],
    ['a file that is no trace', ['text.ndjson'], 'holds no trace: line 1: this line is not JSON'],
    [
      'a diagram that does not exist',
      ['run.ndjson', '--diagram', 'none.puml'],
      'none.puml: there is no such file',
    ],
    ['a diagram that is none', ['empty.puml'], 'holds no sequence diagram'],
    ['a port that is taken', ['run.ndjson', '--port', '0'], 'is taken'],
    ['a port that is none', ['run.ndjson', '--port', '70000'], 'a port is at most 65535'],
  ])('%s', (what, args, words) => {
    write('text.ndjson', 'hello\n');
    write('empty.puml', '@startuml\n@enduml\n');
    const port = what.includes('taken') ? new URL(served.url).port : null;
    const given = args.map((arg) =>
      arg.includes('.') ? join(folder, arg) : port !== null && arg === '0' ? port : arg,
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      ['cli/seqwright.js', 'view', '--no-open', ...given],
      {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        encoding: 'utf8',
        timeout: 15_000,
      },
    );
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Not `fetch`, which sets both headers itself. */
function status(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${served.url}api/run`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

function connects(origin: string): Promise<boolean> {
  const socket = new WebSocket(`${served.url.replace('http', 'ws')}live?known=2`, { origin });
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.close();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
