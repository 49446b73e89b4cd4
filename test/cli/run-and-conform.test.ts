import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Ended, seqwright as run } from './seqwright.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-'));
afterAll(() => rmSync(folder, { recursive: true }));

const diagram = 'diagrams/cfd-order/order.original.puml';

describe('run', () => {
  test('writes the same bytes for the same seed, and others for another', async () => {
    const [one, again, other] = [join(folder, 'one'), join(folder, 'again'), join(folder, 'other')];
    expect(await seqwright('run', diagram, '--seed', '7', '--out', one)).toMatchObject({ code: 0 });
    await seqwright('run', diagram, '--seed', '7', '--out', again);
    await seqwright('run', diagram, '--seed', '8', '--out', other);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(one, 'utf8'));
    expect(readFileSync(other, 'utf8')).not.toBe(readFileSync(one, 'utf8'));
  });

  test('prints each event with its lifelines, and how to have it again', async () => {
    const { stdout } = await seqwright('run', diagram, '--seed', '7');
    expect(stdout).toMatch(/^\s*\d+ {2}Seller\s+──▶ {2}SellerOrderFeed\s+Subscribe$/m);
    expect(stdout).toContain('seed 7');
  });

  test('gives the trace on stdout for machines', async () => {
    const { stdout } = await seqwright('run', diagram, '--json', '--seed', '7');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines[0]).toEqual({ kind: 'header', version: 1, diagram: 'order.original.puml', seed: 7 });
    expect(lines.at(-1)).toEqual({ kind: 'footer', events: 78, ended: 'quiescent' });
  });

  test.each([
    [['no-such-file.puml'], 'there is no such file'],
    [[diagram, '--seed', '-1'], 'whole number'],
    [[diagram, '--channel', 'pigeon'], 'pigeon'],
    [[diagram, '--diagram', 'other'], 'named "other"'],
    [[diagram, '--out', join(folder, 'no', 'such', 'folder')], 'cannot be written'],
  ])('refuses %j with exit code 2', async (args, words) => {
    const { code, stderr } = await seqwright('run', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('conform', () => {
  test('fails a trace that took too long, and lists what it could not measure', async () => {
    const timed = join(folder, 'timed.puml');
    writeFileSync(timed, '@startuml\n{a} A -> A : x\n{b} A -> A : y\n{a} <-> {b} : <= 5s\n@enduml\n');
    const record = (name: string, ...times: readonly string[]): string => {
      const events = ['x', 'y'].map(
        (label, index) => `{"kind":"action","lifeline":"A","label":"${label}"${times[index] ?? ''}}`,
      );
      writeFileSync(join(folder, name), `${events.join('\n')}\n`);
      return join(folder, name);
    };
    const late = record('late.ndjson', ',"time":0', ',"time":6200');
    const untimed = record('untimed.ndjson', ',"time":0');

    const failed = await seqwright('conform', timed, late);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('lines 1 to 2: 6.2 s, where the diagram has {a} <-> {b}: at most 5 s');
    expect(failed.stdout).toContain(`--> ${timed}:4:1`);

    const unmeasured = await seqwright('conform', timed, untimed, '--json');
    expect(unmeasured.code).toBe(0);
    expect(JSON.parse(unmeasured.stdout)).toMatchObject({
      results: [
        { verdict: 'pass', unchecked: [{ why: 'the event in line 2 has no time', file: timed, line: 4 }] },
      ],
    });
  });

  test('passes a simulated run, and names the first event that fits nothing in a broken one', async () => {
    const trace = join(folder, 'run.ndjson');
    await seqwright('run', diagram, '--seed', '3', '--out', trace);
    expect(await seqwright('conform', diagram, trace)).toMatchObject({ code: 0 });

    const lines = readFileSync(trace, 'utf8').trim().split('\n');
    const broken = join(folder, 'broken.ndjson');
    const at = lines.findIndex((line) => line.includes('"send"') && line.includes('Push order'));
    writeFileSync(broken, `${lines.toSpliced(at, 1).join('\n')}\n`);
    const { code, stdout } = await seqwright('conform', diagram, broken, '--json');
    expect(code).toBe(1);
    const [result] = (JSON.parse(stdout) as { results: Record<string, unknown>[] }).results;
    expect(result).toMatchObject({
      trace: broken,
      verdict: 'fail',
      extent: 'complete',
      at: { file: diagram, line: 24, column: 1 },
    });
    expect(result?.expected).toContainEqual({
      kind: 'send',
      lifeline: 'SellerApp',
      peer: 'SellerOrderFeed',
      label: 'Push order',
      file: diagram,
      line: 24,
    });
  });

  test('says what is missing when a trace stops too soon, and with --prefix that it may go on', async () => {
    const trace = write('{"kind":"send","lifeline":"A","peer":"B","label":"x"}');
    const small = join(folder, 'small.puml');
    writeFileSync(small, '@startuml\nA -> B : x\n@enduml\n');
    const whole = await seqwright('conform', small, trace, '--json');
    expect(whole.code).toBe(1);
    expect(JSON.parse(whole.stdout)).toMatchObject({
      results: [
        {
          verdict: 'fail',
          missing: [{ kind: 'receive', lifeline: 'B', peer: 'A', label: 'x', file: small, line: 2 }],
        },
      ],
    });
    const prefix = await seqwright('conform', small, trace, '--prefix', '--json');
    expect(prefix.code).toBe(3);
    expect(JSON.parse(prefix.stdout)).toMatchObject({
      results: [{ verdict: 'inconclusive', extent: 'prefix' }],
    });
  });

  test('judges sessions apart, and an empty trace, too', async () => {
    const small = join(folder, 'sessions.puml');
    writeFileSync(small, '@startuml\nA -> A : x\n@enduml\n');
    const trace = write(
      '{"kind":"action","lifeline":"A","label":"x","session":"s1"}',
      '{"kind":"action","lifeline":"A","label":"y","session":"s2"}',
    );
    const { stdout } = await seqwright('conform', small, trace, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      results: [
        { session: 's1', verdict: 'pass' },
        { session: 's2', verdict: 'fail' },
      ],
    });
    const empty = await seqwright('conform', small, write(), '--json');
    expect(JSON.parse(empty.stdout)).toMatchObject({ results: [{ verdict: 'fail' }] });
  });

  test.each([
    [['not json'], 'not JSON'],
    [['{"kind":"sent","lifeline":"A","label":"x"}'], '`kind` is "sent"'],
    [['{"kind":"send","label":"x"}'], '`lifeline` of a send is a text'],
  ])('refuses the trace %j with its line and exit code 2', async (lines, words) => {
    const { code, stderr } = await seqwright('conform', diagram, write(...lines));
    expect(code).toBe(2);
    expect(stderr).toContain(':1:');
    expect(stderr).toContain(words);
  });

  test('refuses lifelines that the diagram does not have', async () => {
    const { code, stderr } = await seqwright('conform', diagram, write(), '--hidden', 'Nobody');
    expect(code).toBe(2);
    expect(stderr).toContain('no lifeline "Nobody"');
  });
});

describe('project', () => {
  test('prints one script or all of them', async () => {
    const one = await seqwright('project', diagram, '--lifeline', 'Oracle', '--literal');
    expect(one.stdout).toBe(
      [
        'Oracle: 3 states',
        '    receive "Attestation for sell order" from SellerApp  (line 19)',
        '    send "Attestation pubkey" to SellerApp  (line 20)  → done',
        '',
      ].join('\n'),
    );
    const flat = await seqwright('project', 'diagrams/cfd-order/order.puml', '--lifeline', 'Oracle');
    expect(flat.stdout).toMatch(/\(line 1:\d+\)/);
    const all = await seqwright('project', diagram, '--json');
    expect((JSON.parse(all.stdout) as { scripts: unknown[] }).scripts).toHaveLength(9);
  });
});

describe('a binding beside the diagram', () => {
  const bound = 'diagrams/order-flow/order-flow.wsd';

  test('is listed by project with all that it makes of the drawing', async () => {
    const text = await seqwright('project', diagram, '--lifeline', 'Oracle');
    expect(text.stdout.split('\n')).toEqual([
      'the binding puts the diagram of contract-setup.puml in the place of the ref "{TCP} protocol setup messaging & contract publication on Bitcoin -> cfd in state [ContractSetup]"',
      'the binding leaves open the order of "{TCP} cfd [Accepted]" (line 52) and lines 53-54',
      'the binding makes lines 19-20 optional',
      'the binding lets "SellerCfdFeed" skip what is no longer the newest that it has to tell',
      'the binding lets "BuyerCfdFeed" skip what is no longer the newest that it has to tell',
      '',
      'Oracle: 3 states',
      '  state 0, may be done',
      '    receive "Attestation for sell order" from SellerApp  (line 19)',
      '    send "Attestation pubkey" to SellerApp  (line 20)  → done',
      '',
    ]);
    const threads = await seqwright('project', 'diagrams/agreement/agreement.puml', '--lifeline', 'Exchange');
    expect(threads.stdout).toContain(
      'runs thread "1" of "Producer" beside the others: lines 13-23, begun by "Start Fork 1 and 2" (line 9)',
    );
    const json = await seqwright('project', 'diagrams/agreement/agreement.puml', '--json');
    const { rewrites } = JSON.parse(json.stdout) as { rewrites: readonly { kind: string }[] };
    expect(rewrites.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'threads'),
      ...Array.from({ length: 3 }, () => 'alternatives'),
      'optional',
      ...Array.from({ length: 6 }, () => 'after'),
    ]);
    const [one] = rewrites.filter(({ kind }) => kind === 'alternatives');
    expect(one).toMatchObject({ parts: [[{ message: 17, line: 21 }], [{ message: 18 }, { message: 19 }]] });
  });

  test('is listed by project, and left out with --literal', async () => {
    const meant = await seqwright('project', bound, '--lifeline', 'Admin');
    expect(meant.stdout).toContain('the binding reverses "order" (line 54)');
    const literal = await seqwright('project', bound, '--lifeline', 'Admin', '--literal');
    expect(literal.stdout).not.toContain('the binding');
  });

  test('decides what conforms, unless --literal', async () => {
    const trace = join(folder, 'meant.ndjson');
    await seqwright('run', bound, '--out', trace);
    expect(await seqwright('conform', bound, trace)).toMatchObject({ code: 0 });
    expect(await seqwright('conform', bound, trace, '--literal')).toMatchObject({ code: 1 });
  });
});

let traces = 0;

function write(...lines: readonly string[]): string {
  const path = join(folder, `trace-${traces++}.ndjson`);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

function seqwright(...args: readonly string[]): Promise<Ended> {
  return run(args, '.');
}
