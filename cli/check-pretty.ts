import type { CompiledDiagram } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic, Severity } from '../compiler/diagnostics/diagnostic.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import { allDiagnostics, type Checked, countSeverities } from './checked.ts';
import { coloured } from './colours.ts';
import type { DiagramFile } from './read-diagrams.ts';

/**
 * Prints every diagnostic with its lines of the diagram, and one line of summary a diagram; `quiet` leaves out what was only
 * assumed and gives each of the others one line.
 */
export function printChecked(checked: readonly Checked[], quiet: boolean): void {
  for (const { file, entries } of checked) {
    for (const { compiled, diagnostics } of entries) {
      for (const line of quiet ? oneLineEach(diagnostics) : framed(diagnostics, file)) console.log(line);
      console.log(`${nameOf(file, compiled)}: ${sizeOf(compiled)}${findings(diagnostics)}`);
      if (!quiet && diagnostics.length > tallyAbove) console.log(tally(diagnostics));
    }
  }
  if (checked.flatMap(({ entries }) => entries).length < 2) return;
  console.log(`${counted(checked.length, 'file')}: ${findings(checked.flatMap(allDiagnostics))}`);
}

function framed(diagnostics: readonly Diagnostic[], { sources }: DiagramFile): Iterable<string> {
  return renderDiagnostics(diagnostics, sources, coloured).map((shown) => `${shown}\n`);
}

function oneLineEach(diagnostics: readonly Diagnostic[]): Iterable<string> {
  return diagnostics.filter((diagnostic) => describe(diagnostic).severity !== 'info').map(oneLine);
}

/** So many findings fit on a screen, and nobody wants them counted. */
const tallyAbove = 6;

/** How often there is which finding: the gravest first, then those that there are most of. */
function tally(diagnostics: readonly Diagnostic[]): string {
  const kinds = [...Map.groupBy(diagnostics, ({ name }) => name).values()].flatMap((all) => {
    const [one] = all;
    return one === undefined ? [] : [{ ...describe(one), name: one.name, count: all.length }];
  });
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  return kinds
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.count - a.count)
    .map(({ severity, code, name, count }) => {
      const kind = coloured.severity[severity](`${severity}[${code}]`);
      return `  ${String(count).padStart(3)} × ${kind} ${name}`;
    })
    .concat('`seqwright explain CODE` tells what one means')
    .join('\n');
}

function oneLine(diagnostic: Diagnostic): string {
  const { severity, code, message } = describe(diagnostic);
  const { file, line, column } = diagnostic.span;
  const kind = coloured.severity[severity](`${severity}[${code}] ${diagnostic.name}`);
  return `${printable(`${file}:${line}:${column}`)}: ${kind}: ${printable(message)}`;
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
