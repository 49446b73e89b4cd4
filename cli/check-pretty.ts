import type { CompiledDiagram } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import {
  allDiagnostics,
  type Checked,
  countSeverities,
  type Entry,
  gravestFirst,
  severities,
} from './checked.ts';
import { coloured } from './colours.ts';
import { causalityLines } from './print-causality.ts';
import { repairLines } from './print-fixes.ts';
import { shownPath } from './shown-path.ts';

/** How much to show: `quiet` errors and warnings with one line each, `all` everything with its lines of the diagram. */
export type Detail = 'quiet' | 'usual' | 'all';

/**
 * Prints what was found, the gravest first, and one line of summary a diagram. Usually errors and warnings are shown with their lines
 * of the diagram and what was only assumed with one line, as many as people read; the others are counted. `stamp` begins the summary.
 */
export function printChecked(checked: readonly Checked[], detail: Detail, stamp: string = ''): void {
  const entries = checked.flatMap(({ file: { sources }, entries }) =>
    entries.map((entry) => ({ ...entry, sources })),
  );
  const all = checked.flatMap(allDiagnostics);
  const isSingle = entries.length === 1;
  const framed = framedOf(all, detail);
  const listed = new Set(listedOf(all, detail, isSingle));
  const rest = detail === 'usual' ? all.filter((one) => !framed.has(one) && !listed.has(one)) : [];
  const isLong = detail === 'usual' && entries.length > listMax;
  let passed = 0;
  for (const entry of entries) {
    const sorted = gravestFirst(entry.diagnostics);
    const frames = sorted.filter((one) => framed.has(one));
    const lines = sorted.filter((one) => listed.has(one));
    const shown = [...renderDiagnostics(frames, entry.sources, coloured)];
    for (const [at, one] of frames.entries()) {
      console.log(`${shown[at] ?? ''}\n`);
      for (const line of repairLines(one, entry.sources)) console.log(line);
    }
    for (const one of lines) console.log(oneLine(one));
    if (isSingle) printRest(rest);
    if (lines.length > 0 && detail === 'usual') console.log('');
    if (isLong && !sorted.some(isGrave)) passed++;
    else console.log(`${stamp}${summaryOf(entry)}`);
    for (const line of settledLines(entry)) console.log(line);
    if (entry.causality !== null)
      for (const line of ['', ...causalityLines(entry.causality), '']) console.log(line);
  }
  if (entries.length === 0) return;
  if (passed > 0) console.log(`… and ${counted(passed, 'diagram')} without an error or a warning`);
  if (!isSingle) printRest(rest);
  if (detail !== 'quiet' && all.length > tallyAbove) console.log(tally(all));
  if (!isSingle) console.log(`${counted(checked.length, 'file')}: ${findings(all)}`);
}

/** What the binding settles, and what is found only in what it means; each in one line. */
function settledLines({ settled }: Entry): readonly string[] {
  if (settled === null) return [];
  const { binding, findings, added } = settled;
  const list = (said: string, all: readonly Diagnostic[]): readonly string[] =>
    all.length === 0 ? [] : [`${shownPath(binding)} ${said}`, ...all.map((one) => `  ${oneLine(one)}`)];
  if (findings.size + added.length === 0) return [`${shownPath(binding)} settles none of them`];
  return [
    ...list(`settles ${findings.size} of them:`, [...findings]),
    ...list(`means what has ${counted(added.length, 'finding')} more:`, added),
  ];
}

/** So many diagrams have a line each, whatever there is to say about them. */
const listMax = 20;

function summaryOf({ file, compiled, diagnostics, silenced }: Entry): string {
  const off = silenced === 0 ? '' : `; ${silenced} switched off`;
  return `${nameOf(file, compiled)}: ${sizeOf(compiled)}${findings(diagnostics)}${off}`;
}

/** So many findings of a run are shown with their lines, and so many assumptions about a single diagram are listed. */
const [framesMax, listedMax] = [20, 5];

function framedOf(all: readonly Diagnostic[], detail: Detail): ReadonlySet<Diagnostic> {
  switch (detail) {
    case 'quiet':
      return new Set();
    case 'usual':
      return new Set(gravestFirst(all).filter(isGrave).slice(0, framesMax));
    case 'all':
      return new Set(all);
  }
}

function listedOf(all: readonly Diagnostic[], detail: Detail, isSingle: boolean): readonly Diagnostic[] {
  switch (detail) {
    case 'quiet':
      return all.filter(isGrave);
    case 'usual':
      return isSingle ? all.filter((one) => !isGrave(one)).slice(0, listedMax) : [];
    case 'all':
      return [];
  }
}

/** What was counted and not shown. */
function printRest(rest: readonly Diagnostic[]): void {
  if (rest.length > 0) console.log(`… and ${findings(rest)} more; \`--all\` shows them`);
}

function isGrave(diagnostic: Diagnostic): boolean {
  return describe(diagnostic).severity !== 'info';
}

/** So many findings fit on a screen, and nobody wants them counted. */
const tallyAbove = 6;

/** How often there is which finding: the gravest first, then those that there are most of. */
function tally(diagnostics: readonly Diagnostic[]): string {
  const kinds = [...Map.groupBy(diagnostics, ({ name }) => name).values()].flatMap((all) => {
    const [one] = all;
    return one === undefined ? [] : [{ ...describe(one), name: one.name, count: all.length }];
  });
  return kinds
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.count - a.count)
    .map(({ severity, code, name, count }) => {
      const kind = coloured.severity[severity](`${severity}[${code}]`);
      return `  ${String(count).padStart(3)} × ${kind} ${name}`;
    })
    .concat('`seqwright explain CODE` tells what one means')
    .join('\n');
}

/** A diagnostic on a line of its own, with its place. */
export function oneLine(diagnostic: Diagnostic): string {
  const { severity, code, message } = describe(diagnostic);
  const { file, line, column } = diagnostic.span;
  const kind = coloured.severity[severity](`${severity}[${code}] ${diagnostic.name}`);
  return `${shownPath(file)}:${line}:${column}: ${kind}: ${printable(message)}`;
}

function nameOf(file: string, compiled: CompiledDiagram | null): string {
  const name = compiled?.diagram.name ?? null;
  return name === null ? shownPath(file) : `${shownPath(file)} (${printable(name)})`;
}

function sizeOf(compiled: CompiledDiagram | null): string {
  if (compiled === null) return '';
  const { diagram, interaction } = compiled;
  return `${counted(interaction.messages.length, 'message')}, ${counted(diagram.lifelines.length, 'lifeline')}; `;
}

/** How many there are of each severity. */
export function findings(diagnostics: readonly Diagnostic[]): string {
  const counts = countSeverities(diagnostics);
  const some = severities.filter((severity) => counts[severity] > 0);
  return some.length === 0
    ? 'nothing to report'
    : some.map((severity) => counted(counts[severity], severity)).join(', ');
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
