import type { CompiledDiagram } from '../compiler/compile.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { renderDiagnostic } from '../compiler/diagnostics/render.ts';
import { allDiagnostics, type Checked, countSeverities } from './checked.ts';
import { coloured } from './colours.ts';
import type { DiagramFile } from './read-diagrams.ts';

/** Prints every diagnostic with its lines of the diagram, and one line of summary a diagram. */
export function printChecked(checked: readonly Checked[]): void {
  for (const { file, entries } of checked) {
    for (const { compiled, diagnostics } of entries) {
      for (const diagnostic of diagnostics) {
        console.log(`${renderDiagnostic(diagnostic, file.source, coloured)}\n`);
      }
      console.log(`${nameOf(file, compiled)}: ${sizeOf(compiled)}${findings(diagnostics)}`);
    }
  }
  if (checked.flatMap(({ entries }) => entries).length < 2) return;
  console.log(`${counted(checked.length, 'file')}: ${findings(checked.flatMap(allDiagnostics))}`);
}

function nameOf({ file }: DiagramFile, compiled: CompiledDiagram | null): string {
  const name = compiled?.diagram.name ?? null;
  return name === null ? file : `${file} (${printable(name)})`;
}

function sizeOf(compiled: CompiledDiagram | null): string {
  if (compiled === null) return '';
  const { diagram, interaction } = compiled;
  return `${counted(interaction.messages.length, 'message')}, ${counted(diagram.lifelines.length, 'lifeline')}; `;
}

function findings(diagnostics: readonly Diagnostic[]): string {
  const counts = countSeverities(diagnostics);
  const some = (['error', 'warning', 'info'] as const).filter((severity) => counts[severity] > 0);
  return some.length === 0
    ? 'nothing to report'
    : some.map((severity) => counted(counts[severity], severity)).join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
