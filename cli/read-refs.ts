import { dirname, join } from 'node:path';
import { describe } from '../compiler/diagnostics/describe.ts';
import { type Diagnostic, diagnose } from '../compiler/diagnostics/diagnostic.ts';
import { normaliseLabel } from '../compiler/interaction/label.ts';
import type { Interpretation } from '../compiler/interpretation/interpretation.ts';
import { refLabels, standingFor } from '../compiler/interpretation/refs.ts';
import type { Rewrite } from '../compiler/interpretation/rewrites.ts';
import type { Diagram } from '../compiler/syntax/diagram.ts';
import { UsageError } from './command.ts';
import { readDiagrams } from './read-diagrams.ts';

/** The diagrams that a binding names for refs, and those that they refer to. */
export interface RefDiagrams {
  readonly library: readonly Diagram[];
  readonly rewrites: readonly Rewrite[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files that stand for refs, seen from the folder of the binding. */
export async function readRefs(
  diagram: Diagram,
  binding: string,
  { refs = {} }: Interpretation,
): Promise<RefDiagrams> {
  const labels = refLabels(diagram);
  const read = await Promise.all(
    Object.entries(refs).map(async ([label, file]): Promise<RefDiagrams> => {
      if (!labels.has(normaliseLabel(label))) {
        const args = { label, labels: [...labels] };
        return { library: [], rewrites: [], diagnostics: [diagnose('ref-not-found', args, diagram.span)] };
      }
      const library = await diagramsOf(join(dirname(binding), file));
      const [first, ...others] = library;
      if (first !== undefined) {
        const rewrites: readonly Rewrite[] = [{ kind: 'refs', label, file }];
        return { library: [...others, standingFor(label, first)], rewrites, diagnostics: [] };
      }
      const without = diagnose('ref-without-diagram', { label, file }, diagram.span);
      return { library: [], rewrites: [], diagnostics: [without] };
    }),
  );
  return {
    library: read.flatMap((one) => one.library),
    rewrites: read.flatMap((one) => one.rewrites),
    diagnostics: read.flatMap((one) => one.diagnostics),
  };
}

/** The diagrams of a file, its first one first; none when it cannot be read or has errors. */
async function diagramsOf(file: string): Promise<readonly Diagram[]> {
  try {
    const { diagrams, library, diagnostics } = await readDiagrams(file);
    const all = [...diagnostics, ...diagrams.flatMap((one) => one.diagnostics)];
    if (all.some((one) => describe(one).severity === 'error')) return [];
    return [...diagrams.map(({ diagram }) => diagram), ...library];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
