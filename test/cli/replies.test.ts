import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { replyReadings } from '../../compiler/analysis/reply-reading.ts';
import { seqwright } from './seqwright.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const diagram = 'diagrams/order-flow/order-flow.wsd';

test('check --json says which message answers which, and what each is', async () => {
  const drawn = await readFile(`${root}/${diagram}`, 'utf8');
  expect(drawn).toContain('-->');
  const found = new Map<string, { replies: number[][]; kinds: string[]; messages: number }>();
  for (const reading of replyReadings) {
    const { stdout } = await seqwright(['check', diagram, '--json', '--replies', reading], root);
    const [entry] = (
      JSON.parse(stdout) as { files: { replies: number[][]; kinds: string[]; messages: number }[] }
    ).files;
    if (entry === undefined) throw new Error('no entry');
    expect(entry.kinds).toHaveLength(entry.messages);
    expect(new Set(entry.replies.map(([, reply]) => entry.kinds[(reply ?? 0) - 1]))).toEqual(
      new Set(['reply']),
    );
    found.set(reading, entry);
  }
  // Where replies are drawn dashed the usual reading takes these alone.
  expect(found.get('auto')).toEqual(found.get('dashed'));
  expect(found.get('auto')?.replies.length).toBeGreaterThan(0);
});

test.each([['run', '--seed', '7'], ['project'], ['explore', '--json']])(
  'no reading of replies changes what `%s` prints',
  async (command, ...options) => {
    const outputs = new Set<string>();
    for (const reading of replyReadings) {
      const { stdout, code } = await seqwright([command, diagram, ...options, '--replies', reading], root);
      outputs.add(`${code} ${stdout}`);
    }
    expect(outputs.size).toBe(1);
  },
);

test('another word is refused with those that there are', async () => {
  const { code, stderr } = await seqwright(['check', diagram, '--replies', 'guess'], root);
  expect(code).toBe(2);
  expect(stderr).toContain('auto, dashed, solid');
});
