import type { BaseType, Selection } from 'd3';
import type { PlacedText } from '../layout/layout.ts';
import { fonts } from '../layout/text-block.ts';

/** Appends a block of text to each group. What it says was written by strangers and only ever becomes text. */
export function drawText<Datum, Parent extends BaseType, ParentDatum>(
  groups: Selection<SVGGElement, Datum, Parent, ParentDatum>,
  placed: (datum: Datum) => PlacedText,
): void {
  groups
    .append('text')
    .attr('class', (datum) => `text ${placed(datum).block.font}-text`)
    .attr('text-anchor', (datum) => placed(datum).anchor)
    .selectAll('tspan')
    .data((datum) => tspansOf(placed(datum)))
    .join('tspan')
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .text(({ line }) => line);
}

function tspansOf({ block, x, y }: PlacedText): readonly { line: string; x: number; y: number }[] {
  const { size, line: lineHeight } = fonts[block.font];
  const top = y - block.height / 2;
  // A line's capitals and ascenders are about seven tenths of the size above its base line.
  const base = lineHeight / 2 + size * 0.36;
  return block.lines.map((line, index) => ({ line, x, y: top + index * lineHeight + base }));
}
