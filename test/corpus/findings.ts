import { analyse } from '../../compiler/analysis/analyses.ts';
import { compile } from '../../compiler/compile.ts';
import { describe } from '../../compiler/diagnostics/describe.ts';
import type { Severity } from '../../compiler/diagnostics/diagnostic.ts';
import { decodeText } from '../../compiler/text/decode.ts';
import type { CorpusFile } from './read-corpus.ts';

/** How often one rule fires. */
export interface RuleCount {
  readonly name: string;
  readonly code: string;
  readonly severity: Severity;
  /** How many diagrams of each set it fires on. */
  readonly diagrams: ReadonlyMap<string, number>;
  /** How many findings there are in all of them. */
  readonly findings: number;
}

/** What is said of the diagrams, by rule, the one that fires on the most diagrams first. */
export function countRules(files: readonly CorpusFile[]): readonly RuleCount[] {
  const said = files.flatMap(({ set, file, bytes }) => {
    const { text } = decodeText(bytes, file);
    return compile(text ?? '', file).diagrams.flatMap(({ diagram, interaction, diagnostics }) =>
      [...diagnostics, ...analyse(diagram, interaction)].map((one) => ({ set, diagram, one })),
    );
  });
  const counts = [...Map.groupBy(said, ({ one }) => one.name)].map(([name, of]) => {
    const sets = Map.groupBy(of, ({ set }) => set);
    const diagrams = [...sets].map(
      ([set, inSet]) => [set, new Set(inSet.map(({ diagram }) => diagram)).size] as const,
    );
    const [first] = of;
    if (first === undefined) throw new Error(`${name} without a finding`);
    const { code, severity } = describe(first.one);
    return { name, code, severity, diagrams: new Map(diagrams), findings: of.length };
  });
  return counts.toSorted((a, b) => total(b) - total(a) || a.name.localeCompare(b.name));
}

/** How many diagrams the rule fires on. */
export function total({ diagrams }: RuleCount): number {
  return [...diagrams.values()].reduce((sum, count) => sum + count, 0);
}
