import { blanksOf } from './blanks-of.ts';
import type { Unit } from './units.ts';

/**
 * How much is put in order: blanks, line breaks and indentation as the printer has them, or only line breaks and
 * indentation.
 */
export type Manner = 'printed' | 'indented';

/** A line and how deep it stands; null when it holds its own indentation. */
export interface Row {
  readonly depth: number | null;
  readonly text: string;
}

/** What stands before the text of a unit, and what its lines are quoted with. */
export interface Surroundings {
  readonly indentation: string;
  readonly quote: string;
}

/** The lines of a unit, of which `written` is the author's text. */
export function layOutUnit(
  unit: Unit,
  written: string,
  { indentation, quote }: Surroundings,
  manner: Manner,
): Row[] {
  const [piece] = unit.pieces;
  const { depth, lines } = piece;
  const own = written.split(/\r\n|\n|\r/);
  const [first = '', ...others] = own;
  const behind = others.map((text): Row => ({ depth: null, text }));
  if (isForeign(unit, own.length)) return [{ depth: null, text: indentation + first }, ...behind];
  const spaced = (printed: string, text: string): string =>
    manner === 'printed' ? blanksOf(printed, text.trimEnd()) : text.trimEnd();

  const isMark = piece.kind === 'mark' || piece.kind === 'end';
  const [printed, ...block] = lines;
  if (unit.pieces.length > 1 || isMark || printed === undefined) return [{ depth, text: first }, ...behind];
  if (block.length === 0) {
    // A line that goes on in the next one stays broken where it is.
    const [row = '', ...continued] = spaced(printed, written).split(/\r\n|\n|\r/);
    return [{ depth, text: row }, ...continued.map((text): Row => ({ depth: null, text }))];
  }
  if (block.length !== others.length) return [{ depth, text: first }, ...behind];
  // The body of a block is printed as its lines stand to each other; its first and last line are the author's.
  const body = block.slice(0, -1);
  const last = isText(unit) ? (block.at(-1) ?? '') : unquoted(others.at(-1) ?? '', quote);
  return [spaced(printed, first), ...body, last].map((text) => ({ depth, text }));
}

function unquoted(line: string, quote: string): string {
  const text = line.trim();
  return quote !== '' && text.startsWith(quote) ? text.slice(quote.length).trim() : text;
}

/** What is no part of the picture, and what the preprocessor is to keep for later: nobody knows what its blanks mean. */
function isForeign({ pieces: [piece] }: Unit, rows: number): boolean {
  if (piece.kind !== 'statement') return false;
  const { kind } = piece.statement;
  return kind === 'prose' || kind === 'class' || (kind === 'unknown' && rows > 1);
}

/** Whether the last line is a part of the text, which is printed with it. */
function isText({ pieces: [piece] }: Unit): boolean {
  return (
    piece.kind === 'statement' && (piece.statement.kind === 'style' || piece.statement.kind === 'comment')
  );
}
