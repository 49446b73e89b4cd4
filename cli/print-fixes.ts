import { type AppliedFix, applyFix } from '../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { titleOf } from '../compiler/diagnostics/fix.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { diffLines } from './diff-lines.ts';
import type { FixedFile } from './fix-files.ts';
import { shownPath } from './shown-path.ts';

/** A line for each fix; `done` is what the line begins with. */
export function fixLines(fixed: readonly FixedFile[], done: 'fixed' | 'would fix'): readonly string[] {
  return fixed.flatMap(({ applied }) => applied.map((one) => fixLine(one, done)));
}

function fixLine({ diagnostic, fix }: AppliedFix, done: string): string {
  const { file, line, column } = diagnostic.span;
  return `${done} ${shownPath(file)}:${line}:${column}: ${diagnostic.name}: ${printable(titleOf(fix))}`;
}

/** The edits that would settle a race, each as what it changes; nobody makes them unasked, as they change the meaning. */
export function repairLines(
  { fixes, span: { file } }: Diagnostic,
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const source = sources.get(file);
  if (source === undefined) return [];
  return fixes
    .filter(({ change: { kind } }) => kind === 'weaken' || kind === 'strengthen')
    .flatMap((fix) => {
      const changed = diffLines({ file, before: source, after: applyFix(source, fix) });
      return [`  to ${printable(titleOf(fix))}`, ...changed.map((line) => `    ${line}`), ''];
    });
}
