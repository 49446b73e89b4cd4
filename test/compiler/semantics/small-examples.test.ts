import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runs } from '../../reference/runs.ts';
import type { Part, Sketch } from '../../reference/sketch.ts';

const page = readFileSync(new URL('../../../compiler/SEMANTICS.md', import.meta.url), 'utf8');
const [, examples = ''] = page.split('## Small examples');
const rows = [...examples.matchAll(/^\| (`.*`) \| (\d+)(?: \((\d+) under `fifo`\))? \|$/gm)].map(
  ([, diagram = '', bag, fifo]) => ({ diagram, counts: { bag: Number(bag), fifo: Number(fifo ?? 0) } }),
);

test.each(rows)('$diagram has $counts.bag runs', ({ diagram, counts }) => {
  const sketch = sketchOf(diagram);
  const count = (channel: 'bag' | 'fifo') => runs(sketch, { loopLimit: 0, channel }).length;
  // Under fifo the page gives a number only where it differs.
  expect({ bag: count('bag'), fifo: counts.fifo && count('fifo') }).toEqual(counts);
});

test('every row of the table is read', () => {
  expect(rows.length).toBe(examples.split('\n').filter((line) => line.startsWith('| `')).length);
  expect(rows.length).toBeGreaterThan(4);
});

/** Statements as the page writes them: `A->B:x` above `opt {A->B:y}`. */
function sketchOf(text: string): Sketch {
  return [...text.matchAll(/`([^`]*)`/g)].map(([, statement = '']) => partOf(statement));
}

function partOf(statement: string): Part {
  const operands = [...statement.matchAll(/\{(.*?)\}/g)].map(([, inside = '']) => [partOf(inside)]);
  if (statement.startsWith('par')) return { kind: 'par', operands };
  if (statement.startsWith('alt')) return { kind: 'alt', operands };
  if (statement.startsWith('opt')) return { kind: 'opt', body: operands[0] ?? [] };
  const [, from = '', to = '', label = ''] = statement.match(/^(\w)->(\w):(\w)$/) ?? [];
  return { kind: 'message', from, to, label };
}
