import type { RunExpectation } from '../model/run-model.ts';
import type { Columns } from './columns.ts';
import type { PlacedExpectation } from './layout.ts';
import { sizes } from './sizes.ts';
import type { TextBlock } from './text-block.ts';

/** An arrow the way the message would have gone, whichever of its ends is expected. */
export function placeExpectation(
  expectation: RunExpectation,
  block: TextBlock,
  columns: Columns,
  y: number,
): PlacedExpectation {
  const { kind, lifelines, peer } = expectation;
  const xs = lifelines.map((id) => columns.column(id).x);
  const here = xs[0] ?? 0;
  const there = peer === null ? here + sizes.shortArrow : columns.column(peer).x;
  switch (kind) {
    case 'send':
      return { expectation, x1: here, x2: there, y, label: over(here, there, block, y) };
    case 'receive':
      return { expectation, x1: there, x2: here, y, label: over(here, there, block, y) };
    case 'action': {
      const label = { block, x: here + sizes.loopWidth, y, anchor: 'start' as const };
      return { expectation, x1: here, x2: here, y, label };
    }
    case 'ref': {
      const [x1, x2] = [Math.min(...xs), Math.max(...xs)];
      return { expectation, x1, x2, y, label: over(x1, x2, block, y) };
    }
  }
}

function over(x1: number, x2: number, block: TextBlock, y: number): PlacedExpectation['label'] {
  return { block, x: (x1 + x2) / 2, y: y - sizes.aboveArrow - block.height / 2, anchor: 'middle' };
}
