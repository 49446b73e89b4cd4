import type { Diagram } from './diagram.ts';
import { layOutUnit, type Manner, type Row } from './lay-out-unit.ts';
import { indent, printPieces } from './print.ts';
import type { Source } from './source.ts';
import { groupPieces, type Unit } from './units.ts';

/** What is to stand between two offsets of the source. */
export interface LaidOut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The author's text of a diagram in the layout of the printer. Piece by piece, what is printed gives the blanks and what is
 * written gives everything else:
 *
 *     written  |A->B:x  |   end alt
 *     printed  |A -> B : x| end
 *     laid out |A -> B : x| end alt
 *
 * Null when something stands between two pieces that belongs to none, which then would be lost.
 */
export function layOut(diagram: Diagram, source: Source, manner: Manner): LaidOut | null {
  const { text } = source;
  const [start, end] = [source.start(diagram.span), source.end(diagram.span)];
  // In Mermaid a semicolon ends a statement as a line break does.
  const [between, rest] =
    diagram.dialect === 'mermaid' ? [/^[\s;]*$/, /^[^\S\r\n]*(?:;[^\S\r\n]*)*/] : [/^\s*$/, /^[^\S\r\n]*/];
  // In a quotation `> ` stands before every line.
  const before = source.before(start);
  const quote = before.trim();
  const units = groupPieces(printPieces(diagram));
  const rows: Row[] = [];
  let cursor = start;
  for (const [index, unit] of units.entries()) {
    const [from, to] = placeOf(unit, units[index + 1], source, { from: cursor, to: end, quote });
    if (from === to) continue;
    const gap = unquote(text.slice(cursor, from), quote);
    if (from < cursor || !between.test(gap)) return null;
    const breaks = gap.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (rows.length > 0 && breaks > 1) rows.push({ depth: 0, text: '' });
    const indentation = indentationOf(source.before(from), quote);
    rows.push(...layOutUnit(unit, text.slice(from, to), { indentation, quote }, manner));
    cursor = to;
  }
  if (!between.test(unquote(text.slice(cursor, end), quote))) return null;
  const behind = end + (rest.exec(text.slice(end, end + 1_000))?.[0].length ?? 0);
  const lineBreak = source.lineBreakAt(start);
  // A diagram that begins the text is not indented; in another text it stands where that puts it.
  const isFirst = text.slice(0, start).trim() === '';
  const lines = joinRows(rows, isFirst ? '' : before, lineBreak);
  return {
    start: start - before.length,
    end: behind,
    text: behind === text.length ? lines + lineBreak : lines,
  };
}

/** What of a diagram is not laid out yet, and what its lines are quoted with. */
interface Remaining {
  readonly from: number;
  readonly to: number;
  readonly quote: string;
}

/** Where a unit stands. The marks and the ends of fragments have no place of their own: they are what stands between the others. */
function placeOf(
  { pieces: [piece], span }: Unit,
  next: Unit | undefined,
  source: Source,
  { from, to, quote }: Remaining,
): readonly [from: number, to: number] {
  if (span !== null) return [source.start(span), source.end(span)];
  const following = next === undefined || next.span === null ? to : source.start(next.span);
  const limit = piece.kind === 'end' ? source.end(piece.fragment.span) : following;
  const start = skipGap(source.text, from, limit, quote);
  const written = source.text.slice(start, limit).trimEnd();
  const own =
    piece.kind === 'end' ? written : (/^[@\\](?:start|end)[^\r\n]*/i.exec(written)?.[0].trimEnd() ?? '');
  return [start, start + own.length];
}

/** The offset behind blanks, line breaks, and what only says that a line is quoted. */
function skipGap(text: string, from: number, to: number, quote: string): number {
  let offset = from;
  for (let isStart = false; offset < to; offset++) {
    const character = text[offset] as string;
    if (character === '\n' || character === '\r') isStart = true;
    else if (isStart && quote !== '' && text.startsWith(quote, offset)) {
      isStart = false;
      offset += quote.length - 1;
    } else if (!/\s/.test(character)) break;
  }
  return offset;
}

function joinRows(rows: readonly Row[], indentation: string, lineBreak: string): string {
  return rows
    .map(({ depth, text }) => {
      if (depth === null) return text;
      return text === '' ? indentation.trimEnd() : indentation + indent(text, depth);
    })
    .join(lineBreak);
}

/** A gap between two pieces without the marks that only say that its lines are quoted. */
function unquote(gap: string, quote: string): string {
  if (quote === '') return gap;
  return gap.replace(/(\r\n|\n|\r)[^\S\r\n]*(\S*)/g, (whole, lineBreak: string, marks: string) =>
    marks.startsWith(quote) ? lineBreak + marks.slice(quote.length) : whole,
  );
}

/** What stands before a statement, unless that is another one. */
function indentationOf(before: string, quote: string): string {
  return before.trim() === quote ? before : '';
}
