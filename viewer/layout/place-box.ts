import type { RunEvent, RunNote } from '../model/run-model.ts';
import type { Columns } from './columns.ts';
import type { PlacedBox } from './layout.ts';
import { sizes } from './sizes.ts';
import type { TextBlock } from './text-block.ts';

/** The frame of an interaction use, over all lifelines that it covers and what is between them. */
export function placeRef(
  event: RunEvent,
  text: TextBlock,
  columns: Columns,
  rowOf: (event: number) => number,
): PlacedBox {
  const xs = event.lifelines.map((id) => columns.column(id).x);
  const height = text.height + 2 * sizes.boxPadding + 14;
  const y = rowOf(event.index) - height / 2;
  return { ...across(xs, text.width, columns), y, height, text, event: event.index, xs };
}

/** The box of a note, over its lifelines; over all when it names none. */
export function placeNote(note: RunNote, text: TextBlock, columns: Columns, y: number): PlacedBox {
  const ids = note.lifelines.length > 0 ? note.lifelines : columns.columns.map(({ id }) => id);
  const xs = ids.map((id) => columns.column(id).x);
  const height = text.height + 2 * sizes.boxPadding;
  return { ...across(xs, text.width, columns), y, height, text, event: note.before, xs };
}

/** Wide enough for the lifelines and the text, and inside the picture where that is possible. */
function across(xs: readonly number[], textWidth: number, columns: Columns): { x: number; width: number } {
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const overhang = xs.length > 1 ? 24 : 0;
  const width = Math.max(right - left + 2 * overhang, textWidth + 2 * sizes.boxPadding);
  const x = (left + right - width) / 2;
  return { x: Math.max(4, Math.min(x, columns.width - 4 - width)), width };
}
