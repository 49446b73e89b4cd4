import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seqwright } from './seqwright.ts';
import { inTemporaryFolder } from './temporary.ts';

const diagram = [
  '@startuml',
  "' @invariant receive answer responds to ask",
  'A -> B : hello',
  'A -> B : ask',
  "' @fault lose",
  'B -> A : answer',
  '@enduml',
  '',
].join('\n');

test('many runs keep the invariants as long as nothing goes wrong, and the smallest that does not is shown with its command', async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), diagram);
    const sound = await seqwright(['run', 'a.puml', '--runs', '50'], folder);
    expect(sound).toMatchObject({ code: 0, stdout: '50 runs keep the invariant; seed 1\n' });
    const failed = await seqwright(['run', 'a.puml', '--runs', '50', '--faults', 'lose'], folder);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain(
      'broken: receive answer responds to ask (a.puml:2), as the run ends like this\n',
    );
    expect(failed.stdout).toMatch(/->x/);
    const [, command = ''] = /^replay: npx seqwright (.*)$/m.exec(failed.stdout) ?? [];
    expect(command).toMatch(/^run a\.puml --faults lose --runs 50 --seed 1 --path [\d:]+$/);
    const again = await seqwright(command.split(' '), folder);
    expect(again).toEqual(failed);
  });
}, 120_000);

test('one run with the faults that the diagram says, the same for the same seed', async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), diagram);
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, seed) =>
        seqwright(['run', 'a.puml', '--faults', '--seed', `${seed}`], folder),
      ),
    );
    const lost = all.filter(({ stdout }) => stdout.includes('lost: B -> A : answer\n'));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(({ code, stdout }) => code === 1 && stdout.includes('nothing more can happen'))).toBe(
      true,
    );
    expect(all.filter(({ code }) => code === 0).length).toBe(all.length - lost.length);
    const json = await seqwright(['run', 'a.puml', '--faults', '--seed', '3', '--json'], folder);
    expect(await seqwright(['run', 'a.puml', '--faults', '--seed', '3', '--json'], folder)).toEqual(json);
    const unknown = await seqwright(['run', 'a.puml', '--faults', 'lost'], folder);
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there are lose, duplicate') as string,
    });
    await writeFile(join(folder, 'b.puml'), 'A -> B : x\n');
    expect((await seqwright(['run', 'b.puml', '--runs', '5'], folder)).code).toBe(2);
  });
}, 120_000);
