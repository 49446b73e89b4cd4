import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { directiveNames } from '../../../compiler/directives/directives.ts';
import { seqwright } from '../../cli/seqwright.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-hostile-'));
const project = join(folder, 'project');
const canary = join(project, 'canary');
const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  response.end('class Order');
});

beforeAll(async () => {
  mkdirSync(project);
  writeFileSync(join(folder, 'secret.puml'), 'the secret of the folder above');
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Values that something would open, fetch or run, if anything did. */
const hostileValues = (): readonly string[] => {
  const { port } = server.address() as AddressInfo;
  return [
    '../secret.puml',
    join(folder, 'secret.puml'),
    'file:///etc/passwd',
    `http://127.0.0.1:${port}/types.puml`,
    `{"$ref": "http://127.0.0.1:${port}/schema.json"}`,
    `{"$ref": "file://${join(folder, 'secret.puml')}", "__proto__": {"polluted": true}}`,
    `$(touch ${canary})`,
    `\`touch ${canary}\``,
    `; touch ${canary}`,
    `| touch ${canary}`,
    `process.mainModule.require("child_process").execSync("touch ${canary}")`,
    `constructor["constructor"]("return process")()`,
    '%getenv("HOME")',
    '!include ../secret.puml',
    'crash $(id)',
    'delay `id`',
    '__proto__',
    'constructor',
    '\u001b]0;title\u0007',
  ];
};

test('no directive reads a file, fetches an address or runs a command, whatever its value', async () => {
  const targets = [
    'participant A',
    'A -> B : x',
    'loop\nA -> B : x\nend',
    'alt\nA -> B : x\nelse\nend',
    'class X\nA -> B : x',
  ];
  const values = hostileValues();
  const texts = targets.map((target) =>
    [
      '@startuml',
      ...directiveNames.flatMap((name) => values.flatMap((value) => [`' @${name} ${value}`, target])),
      '@enduml',
      '',
    ].join('\n'),
  );
  const asked: string[] = [];
  for (const text of texts) {
    const { diagrams } = compile(text, 'a.puml', {
      includes: (path) => {
        asked.push(path);
        return null;
      },
    });
    expect(diagrams).toHaveLength(1);
  }
  // Messages alone, as it takes long to analyse hundreds of choices.
  writeFileSync(join(project, 'a.puml'), texts[1] ?? '');
  const { code, stdout, stderr } = await seqwright(['check', '.'], project);
  const conformed = await seqwright(['conform', 'a.puml', 'a.puml'], project);

  expect(code).toBe(1);
  expect(asked).toEqual([]);
  expect(requests).toEqual([]);
  expect(existsSync(canary)).toBe(false);
  expect(stdout + stderr + conformed.stdout + conformed.stderr).not.toContain(
    'the secret of the folder above',
  );
  expect(stdout).not.toContain('\u001b');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
