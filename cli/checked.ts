import { analyse } from '../compiler/analysis/analyses.ts';
import type { AnalysisOptions } from '../compiler/analysis/analysis.ts';
import type { CompiledDiagram } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic, Severity } from '../compiler/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../compiler/diagnostics/sort.ts';
import type { DiagramFile } from './read-diagrams.ts';

/** Analyses every diagram of a file. */
export function checkFile(file: DiagramFile, options: AnalysisOptions = {}): Checked {
  if (file.diagrams.length === 0) {
    return {
      file,
      entries: [{ file: file.file, compiled: null, diagnostics: sortDiagnostics(file.diagnostics) }],
    };
  }
  const entries = file.diagrams.map((compiled, index) => ({
    file: file.file,
    compiled,
    diagnostics: sortDiagnostics([
      // What concerns the whole file is said once.
      ...(index === 0 ? file.diagnostics : []),
      ...compiled.diagnostics,
      ...analyse(compiled.diagram, compiled.interaction, options),
    ]),
  }));
  return { file, entries };
}

/** A file with one entry a diagram; a file without any has one without a diagram. */
export interface Checked {
  readonly file: DiagramFile;
  readonly entries: readonly Entry[];
}

/** A diagram with all that there is to say about it. */
export interface Entry {
  readonly file: string;
  /** Null when the file holds no diagram. */
  readonly compiled: CompiledDiagram | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Those of all diagrams of the file. */
export function allDiagnostics({ entries }: Checked): readonly Diagnostic[] {
  return entries.flatMap(({ diagnostics }) => diagnostics);
}

/** How many diagnostics there are of each severity. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const diagnostic of diagnostics) counts[describe(diagnostic).severity]++;
  return counts;
}
