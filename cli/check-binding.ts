import { analyse } from '../compiler/analysis/analyses.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { silence } from '../compiler/directives/silence.ts';
import { reportTypes } from '../conformance/payloads/report-types.ts';
import type { Checked, CheckMeaning } from './checked.ts';
import { bindingBeside } from './read-binding.ts';
import { readBound } from './read-bound.ts';

/**
 * The findings of a file with those marked that the binding beside it settles: they are found in what is drawn, and not in what
 * is meant. A binding speaks of the first diagram of its file. Throws a `UsageError` when it does not fit.
 */
export async function settle(checked: Checked, meaning: CheckMeaning): Promise<Checked> {
  const [entry, ...others] = checked.entries;
  const path = bindingBeside(checked.file.file);
  if (path === null || entry === undefined || entry.compiled === null) return checked;
  const { arrows = 'async', replies, channel } = meaning;
  const { meant } = await readBound(checked.file.file, path, { arrows, literal: false });
  const found = [
    ...checked.file.diagnostics,
    ...meant.diagnostics,
    ...reportTypes(meant.interaction, meant.classes),
    ...analyse(meant.diagram, meant.interaction, {
      ...(replies === undefined ? {} : { replies }),
      ...(channel === undefined ? {} : { channel }),
    }),
  ];
  const { diagnostics } = silence(meant.diagram, found);
  const [drawn, remaining] = [entry.diagnostics, diagnostics].map((list) => new Set(list.map(keyOf)));
  const settled = {
    binding: path,
    findings: new Set(entry.diagnostics.filter((one) => remaining?.has(keyOf(one)) !== true)),
    added: diagnostics.filter((one) => drawn?.has(keyOf(one)) !== true),
  };
  return { ...checked, entries: [{ ...entry, settled }, ...others] };
}

/** The same finding at the same place. */
function keyOf({ name, args, span }: Diagnostic): string {
  return JSON.stringify([name, args, span]);
}
