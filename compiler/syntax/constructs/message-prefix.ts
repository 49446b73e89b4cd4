import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import type { Reader } from '../construct.ts';
import { skipBlanks } from '../names.ts';

/** Marks before a message, in PlantUML: `&`, at the same time as the message before, and `{name}`, an anchor that a duration speaks of. */
export function readPrefix(text: string): { readonly text: string; readonly end: number } {
  const found = /^(?:&\s*)?(?:\{[^{}\s]+\})?/.exec(text.slice(0, 100))?.[0].trim() ?? '';
  return { text: found, end: found === '' ? 0 : skipBlanks(text, found.length) };
}

/** Says that the marks mean nothing yet. */
export function reportPrefix(line: Line, reader: Reader, prefix: string): void {
  if (prefix === '') return;
  const construct = `the mark \`${prefix}\` before a message`;
  reader.report(diagnose('unsupported-construct', { construct }, spanOf(line, 0, prefix.length)));
}
