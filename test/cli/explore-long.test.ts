import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ProgressTeller } from '../../cli/tell-progress.ts';
import { seqwright } from './seqwright.ts';
import { inTemporaryFolder } from './temporary.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

test('200 parallel threads end inconclusive, with a number and what to do', {
  timeout: 200_000,
}, async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'wide.puml'), parallel(200));
    const { code, stdout } = await seqwright(['explore', 'wide.puml', '--budget', '300000'], folder);
    expect(stdout).toMatch(/^at least 3\d{5} configurations, \d+ transitions, executions not counted/);
    expect(stdout).toContain(
      'inconclusive: the budget was spent (`--budget` gives another, `--reduce` needs less)',
    );
    expect(code).toBe(3);
  });
});

test('with --reduce they are followed to their end', { timeout: 200_000 }, async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'wide.puml'), parallel(200));
    const { stdout } = await seqwright(['explore', 'wide.puml', '--reduce'], folder);
    expect(stdout).toContain(
      '801 configurations, 800 transitions of a part that has all deadlocks, executions not counted under fifo',
    );
    const json = await seqwright(['explore', 'wide.puml', '--reduce', '--json'], folder);
    expect(JSON.parse(json.stdout)).toMatchObject({ configurations: 801, reduced: true, limit: null });
  });
});

test('several threads tell the same as one', { timeout: 200_000 }, async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'wide.puml'), parallel(5));
    const one = await seqwright(['explore', 'wide.puml', '--json'], folder);
    const several = await seqwright(['explore', 'wide.puml', '--json', '--jobs', '3'], folder);
    expect(JSON.parse(one.stdout)).toMatchObject({ configurations: 3125, executions: '305540235000' });
    expect(several).toEqual(one);
  });
});

test('what does not fit into the memory that it may take ends inconclusive', {
  timeout: 200_000,
}, async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'wide.puml'), parallel(200));
    const { code, stdout } = await seqwright(['explore', 'wide.puml', '--memory', '8'], folder);
    expect(stdout).toContain('inconclusive: the memory for configurations is full (`--memory` gives more)');
    expect(code).toBe(3);
  });
});

test('Ctrl-C gives what is known so far', { timeout: 200_000 }, async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'wide.puml'), parallel(20));
    const args = [main, 'explore', 'wide.puml', '--budget', '1000000000', '--memory', '16000', '--json'];
    const explorer = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    explorer.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
    });
    // It tells how far it is once it is at work.
    await once(explorer.stderr, 'data');
    explorer.kill('SIGINT');
    const [code] = (await once(explorer, 'close')) as [number | null];
    expect(JSON.parse(stdout)).toMatchObject({
      limit: 'stopped',
      complete: false,
      executions: null,
      configurations: expect.any(Number) as number,
    });
    expect(code).toBe(3);
  });
});

test('progress is one line on a terminal, and now and then a line elsewhere', () => {
  expect(told(true)).toEqual([
    '\r1,000 configurations done (1,000 a second), 24,000 to do',
    '\r5 configurations done (1 a second), 5 to do             ',
    `\r${' '.repeat('5 configurations done (1 a second), 5 to do'.length)}\r`,
  ]);
  expect(told(false)).toEqual(['5 configurations done (1 a second), 5 to do\n']);
});

function told(isTerminal: boolean): readonly string[] {
  const written: string[] = [];
  let time = 0;
  const teller = new ProgressTeller({ write: (text) => written.push(text), now: () => time, isTerminal });
  teller.tell({ doing: 'configurations', found: 2, done: 1 });
  time = 1_000;
  teller.tell({ doing: 'configurations', found: 25_000, done: 1_000 });
  time = 1_100;
  teller.tell({ doing: 'configurations', found: 26_000, done: 2_000 });
  time = 5_100;
  teller.tell({ doing: 'configurations', found: 10, done: 5 });
  teller.end();
  return written;
}

function parallel(threads: number): string {
  const pairs = Array.from(
    { length: threads },
    (_, index) => `A${index}->B${index}:x\nB${index}->A${index}:y`,
  );
  return `@startuml\npar\n${pairs.join('\nelse\n')}\nend\n@enduml\n`;
}
