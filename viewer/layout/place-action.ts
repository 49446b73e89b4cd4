import type { RunEvent } from '../model/run-model.ts';
import type { Columns } from './columns.ts';
import type { PlacedAction } from './layout.ts';
import { sizes } from './sizes.ts';
import type { TextBlock } from './text-block.ts';

/** A loop on the right of its lifeline, the label beside it. */
export function placeAction(
  event: RunEvent,
  block: TextBlock,
  columns: Columns,
  rowOf: (event: number) => number,
): PlacedAction {
  const { x } = columns.column(event.lifelines[0] ?? '');
  const y = rowOf(event.index);
  const label = { block, x: x + sizes.loopWidth + 7, y: y + sizes.loopHeight / 2, anchor: 'start' as const };
  return { event, x, y, label };
}
