import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { TraceFile } from '../../cli/view/trace-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-trace-'));
const path = join(folder, 'run.ndjson');
let trace: TraceFile;

beforeEach(() => {
  writeFileSync(path, '');
  trace = new TraceFile(path);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('each look reads what has come since the last one', async () => {
  expect(await trace.look()).toBe('same');
  appendFileSync(path, `${action('a')}\n`);
  expect(await trace.look()).toBe('more');
  appendFileSync(path, `\n${action('b')}\n${action('c')}\n`);
  expect(await trace.look()).toBe('more');
  expect(await trace.look()).toBe('same');
  expect(labels()).toEqual(['1 a', '3 b', '4 c']);
});

test('a line that is cut anywhere, inside a character too, is taken when it is whole', async () => {
  const bytes = Buffer.from(`${action('größer')}\n${action('b')}\n`);
  for (let cut = 1; cut < bytes.length; cut++) {
    writeFileSync(path, bytes.subarray(0, cut));
    trace = new TraceFile(path);
    await trace.look();
    appendFileSync(path, bytes.subarray(cut));
    await trace.look();
    expect(labels()).toEqual(['1 größer', '2 b']);
    expect(trace.problems).toEqual([]);
  }
});

test('a last line without an end is taken as soon as it is a whole object, and told of before', async () => {
  writeFileSync(path, action('a').slice(0, -3));
  await trace.look();
  expect(trace.problems).toEqual(['line 1: the line has no end yet']);
  appendFileSync(path, action('a').slice(-3));
  await trace.look();
  expect(labels()).toEqual(['1 a']);
  expect(trace.problems).toEqual([]);
});

test('a file that has become shorter is read anew', async () => {
  writeFileSync(path, `${action('a')}\n${action('b')}\n`);
  await trace.look();
  writeFileSync(path, `${action('c')}\n`);
  expect(await trace.look()).toBe('anew');
  expect(labels()).toEqual(['1 c']);
});

test('it grows until the footer', async () => {
  await trace.look();
  expect(trace.growing).toBe(true);
  appendFileSync(path, `${action('a')}\n{"kind":"footer","events":1,"ended":"quiescent"}\n`);
  await trace.look();
  expect(trace.growing).toBe(false);
});

function action(label: string): string {
  return JSON.stringify({ kind: 'action', lifeline: 'A', label });
}

function labels(): readonly string[] {
  return trace.lines.map(
    ({ number, value }) => `${number} ${value.kind === 'action' ? value.label : value.kind}`,
  );
}
