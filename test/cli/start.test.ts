import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('npm start ends by itself with one table that fits a screen, and traces', {
  timeout: 60_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['cli/start.ts'], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const lines = stdout.split('\n');

  expect(lines[0]?.split(/ {2,}/)).toEqual([
    'diagram',
    'lifelines',
    'messages',
    'findings',
    'simulated run',
    'live run',
    'verdict',
  ]);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  expect(stdout).toMatch(/^cfd-order\/order\.puml +9 +35 .* races\) +pass, 78 events +nothing bound +pass$/m);
  expect(stdout).toMatch(/^order-flow\/order-flow\.wsd +8 +38 .* pass, \d of 8 real +pass$/m);
  const traces = [...stdout.matchAll(/^ {2}(\S+\.ndjson)/gm)].map(([, path = '']) => path);
  expect(traces.length).toBeGreaterThan(4);
  expect(traces.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
