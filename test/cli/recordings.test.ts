import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';

const fixtures = fileURLToPath(new URL('../conformance/importers/fixtures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'seqwright-recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Each changed in one place so that it no longer is what the diagram draws.
test.each<[string, string, readonly string[], RegExp, string, string]>([
  ['shop.puml', 'shop.otlp.jsonl', ['--map', 'shop.map.json'], /"placed"/, '"lost"', 'order lost'],
  ['login.puml', 'login.har', ['--map', 'login.map.json'], /"status": 200/, '"status": 401', '401'],
  ['stock.puml', 'stock.zipkin.json', [], /"select"/, '"insert"', 'insert'],
  ['stock.puml', 'stock.jaeger.json', [], /1556604000000200/, '1556603999999000', 'select'],
  ['chat.puml', 'chat.shiviz.log', ['--map', 'chat.map.json'], /\nyes\n/, '\nno\n', 'no'],
])(
  'conform %s with %s passes, and fails for another recording',
  async (diagram, file, options, place, other, told) => {
    const passed = await seqwright(['conform', diagram, file, ...options], fixtures);
    expect(passed).toMatchObject({ code: 0, stderr: '' });
    expect(passed.stdout).toMatch(/^pass /);

    const text = readFileSync(join(fixtures, file), 'utf8');
    const changed = join(folder, file);
    writeFileSync(changed, text.replace(place, other));
    const failed = await seqwright(['conform', diagram, changed, ...options], fixtures);
    expect(failed).toMatchObject({ code: 1, stderr: '' });
    expect(failed.stdout).toContain(`"${told}"`);
  },
);

test('a recording that breaks off is judged as far as it goes, and nothing is certain of it', async () => {
  const text = readFileSync(join(fixtures, 'stock.zipkin.json'), 'utf8');
  const cut = join(folder, 'cut.json');
  writeFileSync(cut, text.slice(0, text.indexOf('"name": "select"')));
  const { code, stdout, stderr } = await seqwright(['conform', 'stock.puml', cut], fixtures);
  expect(code).toBe(3);
  expect(stdout).toMatch(/^inconclusive .*\n\s+2 places of the recording could not be read/);
  expect(stderr).toMatch(/cut\.json:28:5: the text breaks off\n/);
});

test('a mapping that is wrong is told with its place, and one that nothing can be mapped with', async () => {
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, '{\n  "messages": [{ "march": {} }]\n}');
  const { code, stderr } = await seqwright(
    ['conform', 'stock.puml', 'stock.zipkin.json', '--map', wrong],
    fixtures,
  );
  expect({ code, stderr }).toMatchObject({ code: 2 });
  expect(stderr).toContain(
    'wrong.json:2:27: nothing is called "march" here; there are match, ignore, action',
  );

  const own = join(folder, 'own.ndjson');
  writeFileSync(own, '{"kind":"action","lifeline":"A","label":"x"}\n');
  const unmapped = await seqwright(['conform', 'chat.puml', own, '--map', 'chat.map.json'], fixtures);
  expect(unmapped.code).toBe(2);
  expect(unmapped.stderr).toContain('this is no recording of another program');
});
