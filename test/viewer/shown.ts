import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compile } from '../../compiler/compile.ts';
import type { ShownLine, ShownRun } from '../../conformance/shown-run.ts';
import { simulate } from '../../runtime/simulate.ts';
import type { TraceLine } from '../../runtime/trace.ts';

/** The project's three diagrams. */
export const diagrams: readonly string[] = [
  'diagrams/cfd-order/order.puml',
  'diagrams/agreement/agreement.puml',
  'diagrams/order-flow/order-flow.wsd',
];

/** A run of the given lines, of a diagram with this text when there is one. */
export function shown(values: readonly TraceLine[], text: string | null = null): ShownRun {
  return {
    name: 'run.ndjson',
    diagram: text === null ? null : { file: 'x.puml', text, includes: [], index: 0 },
    lines: numbered(values),
    problems: [],
    growing: false,
    verdict: null,
  };
}

/** A simulated run of a diagram's file. */
export function simulated(path: string, seed: number): ShownRun {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const file = basename(path);
  const compiled = compile(text, file).diagrams[0];
  if (compiled === undefined) throw new Error(`${path} holds no diagram`);
  const { lines } = simulate(compiled.interaction, { seed, diagram: file });
  return { ...shown(lines), name: file, diagram: { file, text, includes: [], index: 0 } };
}

function numbered(values: readonly TraceLine[]): readonly ShownLine[] {
  return values.map((value, index) => ({ number: index + 1, value }));
}
