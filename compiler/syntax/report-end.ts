import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../text/lines.ts';
import { plantumlKeywords } from './constructs/fragment.ts';
import { rewriting } from './fixes.ts';

/** What is said of words behind the `end` of a fragment in PlantUML, which reads none of them; null for a plain `end`. */
export function reportEnd(
  line: Line,
  { head, keyword }: { readonly head: Line; readonly keyword: string },
): Diagnostic | null {
  const named = /^end\s+(\S+)/i.exec(line.text)?.[1];
  if (named === undefined || keyword.toLowerCase() === 'box') return null;
  const fixes = rewriting(line, { start: 0, end: line.text.length, text: 'end' }, false);
  const isOther = plantumlKeywords.has(named.toLowerCase()) && named.toLowerCase() !== keyword.toLowerCase();
  if (!isOther) return diagnose('end-with-words', { text: line.text }, spanOf(line), [], fixes);
  const related = [{ span: spanOf(head), message: 'this is what it closes' }];
  return diagnose('end-of-another', { named, keyword }, spanOf(line), related, fixes);
}
