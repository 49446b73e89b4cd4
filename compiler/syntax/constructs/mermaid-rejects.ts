import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import type { Reader } from '../construct.ts';
import type { ReadName } from '../names.ts';

/** Tells that a line is read, and that Mermaid itself draws no diagram that holds it. */
export function reportRejected(
  line: Line,
  reader: Reader,
  reason: string,
  advice: string | null,
  start?: number,
  end?: number,
): void {
  reader.report(diagnose('rejected-by-mermaid', { reason, advice }, spanOf(line, start, end)));
}

/** Tells that a line stands in a box where it may not. */
export function reportBoxed(line: Line, reader: Reader): void {
  if (!reader.isInBox()) return;
  reportRejected(
    line,
    reader,
    'a box holds nothing but participants',
    'move this behind the `end` of the box',
  );
}

/** Mermaid takes a keyword for one wherever a name begins with it, but not in a declaration. */
export function reportKeyword(line: Line, reader: Reader, { name, start, end }: ReadName): void {
  const [word = ''] = name.split(/\s/, 1);
  if (!keywords.has(word.toLowerCase())) return;
  const reason = `\`${word}\` is a keyword and begins no name here`;
  reportRejected(
    line,
    reader,
    reason,
    'give the participant another name, and show this one: `participant p as …`',
    start,
    end,
  );
}

const keywords: ReadonlySet<string> = new Set([
  'participant',
  'actor',
  'create',
  'destroy',
  'loop',
  'rect',
  'opt',
  'alt',
  'else',
  'par',
  'par_over',
  'and',
  'critical',
  'option',
  'break',
  'box',
  'end',
  'note',
  'over',
  'activate',
  'deactivate',
  'autonumber',
  'title',
  'acctitle',
  'accdescr',
  'sequencediagram',
  'off',
]);
