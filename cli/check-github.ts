import { relative } from 'node:path';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic, Severity } from '../compiler/diagnostics/diagnostic.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { findings } from './check-pretty.ts';
import { allDiagnostics, type Checked, gravestFirst } from './checked.ts';

/**
 * Annotations for a pull request, as commands of a GitHub workflow; `root` is where the repository was checked out, null when that is
 * not known. GitHub shows ten errors, ten warnings and ten notices of a step, so the gravest come first.
 */
export function printAnnotations(checked: readonly Checked[], root: string | null): void {
  const all = checked.flatMap(allDiagnostics);
  for (const diagnostic of gravestFirst(all)) console.log(annotation(diagnostic, root));
  console.log(findings(all));
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** `::error file=a.puml,line=3,col=1,endLine=3,endColumn=9,title=SQ501 race::what is wrong`. */
function annotation(diagnostic: Diagnostic, root: string | null): string {
  const { severity, code, message, hint } = describe(diagnostic);
  const { file, line, column, endLine, endColumn } = diagnostic.span;
  const properties = {
    file: placeIn(root, file),
    line,
    // GitHub refuses columns of places over several lines.
    ...(line === endLine ? { col: column } : {}),
    endLine,
    ...(line === endLine ? { endColumn } : {}),
    title: `${code} ${diagnostic.name}`,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  // What is untrusted becomes one line first; the line break before the hint is ours.
  const words = [message, ...(hint === null ? [] : [`help: ${hint}`])].map(printable).join('\n');
  return `::${commands[severity]} ${written.join(',')}::${escapeMessage(words)}`;
}

function placeIn(root: string | null, file: string): string {
  const place = root === null ? file : relative(root, file);
  return place.startsWith('..') ? file : place;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
