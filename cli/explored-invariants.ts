import { basename } from 'node:path';
import type { CompiledDiagram } from '../compiler/compile.ts';
import type { StatedInvariant } from '../compiler/invariants/invariant.ts';
import type { ExploredInvariant } from '../runtime/explore/invariants.ts';
import type { Firing } from '../runtime/explore/product.ts';
import { drawn, ofBroken } from './counterexamples.ts';
import { printRun } from './print-firings.ts';

/** What became of the invariants, each as a paragraph for people; nothing of those that hold. */
export function printBroken(invariants: readonly ExploredInvariant[]): readonly string[] {
  return invariants.flatMap(printInvariant);
}

function printInvariant({ invariant, verdict, run, by }: ExploredInvariant): readonly string[] {
  const { text, span } = invariant;
  const place = span === null ? ' (in the binding)' : `   ${basename(span.file)}:${span.line}`;
  switch (verdict) {
    case 'holds':
      return [];
    case 'undecided':
      return [`undecided: invariant ${text}${place}\n  no run that was followed breaks it, and not all were`];
    case 'broken': {
      const which = by === 'end' ? 'that ends without keeping it' : 'that breaks it';
      const head = [`broken invariant ${text}${place}`, `  the shortest run ${which}:`];
      return [[...head, ...printRun(run ?? [])].join('\n')];
    }
  }
}

/** What is said when all of them hold, line by line; nothing when there are none. */
export function printKept(invariants: readonly ExploredInvariant[]): readonly string[] {
  if (invariants.length === 0) return [];
  const isTimed = invariants.some(
    ({ invariant: { rule } }) => rule.kind === 'response' && rule.within?.kind === 'time',
  );
  return [
    invariants.length === 1 ? 'the invariant holds' : `all ${invariants.length} invariants hold`,
    ...(isTimed ? ['how soon a response comes is not looked at: there is no clock here'] : []),
  ];
}

/** The same for machines; `runToJson` prints a run. */
export function invariantsToJson(
  invariants: readonly ExploredInvariant[],
  runToJson: (run: readonly Firing[]) => unknown,
  source: CompiledDiagram,
): { readonly violations: readonly unknown[]; readonly invariants: readonly unknown[] } {
  return {
    violations: invariants.flatMap((one) => {
      const { invariant, run, by } = one;
      const example = ofBroken(one);
      if (run === null || example === null) return [];
      return [{ ...statedToJson(invariant), by, run: runToJson(run), diagram: drawn(example, source) }];
    }),
    invariants: invariants.map(({ invariant, verdict }) => ({ ...statedToJson(invariant), verdict })),
  };
}

function statedToJson({ text, span }: StatedInvariant): Readonly<Record<string, unknown>> {
  return {
    property: text,
    ...(span === null ? {} : { file: span.file, line: span.line, column: span.column }),
  };
}
