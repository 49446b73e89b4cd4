import { cellWidth, printable } from './printable.ts';

/** As much of a line as fits into a terminal, and where its marked part lies in it, in columns of the terminal from 0. */
export interface Excerpt {
  readonly text: string;
  readonly from: number;
  /** Exclusive; at least one column is marked. */
  readonly to: number;
}

/** What a terminal of usual width shows beside the frame. */
const widthMax = 100;

/**
 * Cuts the part of a line around the UTF-16 columns `column` to `endColumn` (exclusive; null is the line's end), both from 1.
 *
 *     …order [Untaken] Buyer -> BuyerApp: Start daemon & UI BuyerApp -> BuyerOrderFeed: Subscribe…
 *                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 */
export function excerpt(line: string, column: number, endColumn: number | null): Excerpt {
  const near = Math.max(0, column - 1 - reach);
  const far = Math.min(line.length, column - 1 + reach);
  const cells = cellsOf(line.slice(near, far));
  const first = cellAt(cells, column - 1 - near);
  const last = Math.max(first + 1, endColumn === null ? cells.length : cellAt(cells, endColumn - 1 - near));
  const [from, to] = windowOf(cells, first, last);
  const ahead = near + from > 0 ? '…' : '';
  const behind = to < cells.length || far < line.length ? '…' : '';
  const start = ahead.length + widthOf(cells.slice(from, first));
  const width = widthOf(cells.slice(first, Math.min(last, to)));
  return {
    text:
      ahead +
      cells
        .slice(from, to)
        .map((cell) => cell.text)
        .join('') +
      behind,
    from: start,
    to: start + Math.max(1, width),
  };
}

/** Code units on each side that are looked at: a line may be megabytes long, what is shown of it is not. */
const reach = 10 * widthMax;

/** A grapheme as it is shown, and the UTF-16 offset at which it ends. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly end: number;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cellsOf(line: string): readonly Cell[] {
  return Array.from(graphemes.segment(line), ({ segment, index }) => {
    const text = segment === '\t' ? '    ' : printable(segment);
    return { text, width: segment === '\t' ? 4 : cellWidth(text), end: index + segment.length };
  });
}

/** The cell that holds the offset; behind the last one when there is none. */
function cellAt(cells: readonly Cell[], offset: number): number {
  const index = cells.findIndex((cell) => offset < cell.end);
  return index === -1 ? cells.length : index;
}

/** Grows the marked part evenly on both sides while it fits; a part too long is cut at its end. */
function windowOf(cells: readonly Cell[], first: number, last: number): readonly [from: number, to: number] {
  if (widthOf(cells) <= widthMax) return [0, cells.length];
  let [from, to] = [first, first];
  let room = widthMax - 2;
  const take = (cell: Cell | undefined): boolean => {
    if (cell === undefined || cell.width > room) return false;
    room -= cell.width;
    return true;
  };
  while (to < last && take(cells[to])) to++;
  for (let grew = true; grew; ) {
    grew = false;
    if (from > 0 && take(cells[from - 1])) [from, grew] = [from - 1, true];
    if (to < cells.length && take(cells[to])) [to, grew] = [to + 1, true];
  }
  return [from, to];
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
