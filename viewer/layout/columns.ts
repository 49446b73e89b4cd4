import type { RunModel } from '../model/run-model.ts';
import type { Column } from './layout.ts';
import { sizes } from './sizes.ts';
import { layText, type Measure, type TextBlock } from './text-block.ts';

/** The lifelines, from left to right. */
export interface Columns {
  readonly columns: readonly Column[];
  readonly width: number;
  readonly headerHeight: number;
  /** How wide a text beside one lifeline may be before it breaks. */
  readonly textWidth: number;
  readonly column: (id: string) => Column;
  /** The free width between two lifelines, in either direction. */
  readonly between: (from: string, to: string) => number;
}

/**
 * Gives each pair of neighbours the distance that their names and the words between them need, then shares what is left
 * of the available width, more to those that need more.
 */
export function layColumns(model: RunModel, available: number, measure: Measure): Columns {
  const count = Math.max(1, model.lifelines.length);
  const textWidth = clamp(available / count - 2 * sizes.labelPadding, 84, 180);
  const names = model.lifelines.map(({ name }) => layText(name, textWidth - 2, 'name', measure));
  const boxWidths = names.map(({ width }) => Math.max(56, width + 2 * sizes.namePadding));
  const gaps = gapsBetween(model, boxWidths, textWidth, measure);
  const first = sizes.margin + (boxWidths[0] ?? 0) / 2;
  const last = sizes.margin + Math.max((boxWidths.at(-1) ?? 0) / 2, lastActionWidth(model, measure));
  const shared = share(gaps, available - first - last);

  const boxHeight = Math.max(
    sizes.nameHeightMin,
    ...names.map((name, index) => nameHeight(name, model.lifelines[index]?.kind === 'actor')),
  );
  const columns: Column[] = [];
  let x = first;
  for (const [index, { id, kind }] of model.lifelines.entries()) {
    if (index > 0) x += shared[index - 1] ?? 0;
    const name = names[index] ?? layText('', 0, 'name', measure);
    const width = boxWidths[index] ?? 0;
    const height = kind === 'actor' ? boxHeight : Math.max(sizes.nameHeightMin, nameHeight(name, false));
    columns.push({
      id,
      kind,
      x,
      name,
      box: { x: x - width / 2, y: sizes.aroundNames + boxHeight - height, width, height },
    });
  }
  const byId = new Map(columns.map((column) => [column.id, column]));
  const nowhere: Column = {
    id: '',
    kind: 'participant',
    x: 0,
    name: layText('', 0, 'name', measure),
    box: noBox,
  };
  const column = (id: string): Column => byId.get(id) ?? nowhere;
  return {
    columns,
    width: Math.max(available, Math.ceil(x + last)),
    headerHeight: boxHeight + 2 * sizes.aroundNames,
    textWidth,
    column,
    between: (from, to) => Math.abs(column(from).x - column(to).x) - 2 * sizes.labelPadding,
  };
}

const noBox = { x: 0, y: 0, width: 0, height: 0 };

function nameHeight(name: TextBlock, actor: boolean): number {
  return name.height + (actor ? sizes.actorFigure + 4 : 2 * 7);
}

function gapsBetween(
  model: RunModel,
  boxWidths: readonly number[],
  textWidth: number,
  measure: Measure,
): readonly number[] {
  const gaps = boxWidths
    .slice(1)
    .map((width, index) =>
      Math.max(sizes.columnGapMin, ((boxWidths[index] ?? 0) + width) / 2 + sizes.betweenNames),
    );
  const index = new Map(model.lifelines.map(({ id }, position) => [id, position]));
  const widen = (gap: number, need: number): void => {
    const has = gaps[gap];
    if (has !== undefined) gaps[gap] = Math.min(Math.max(has, need), sizes.columnGapMax);
  };
  for (const { from, to, label } of model.messages) {
    const [a, b] = [index.get(from ?? ''), index.get(to ?? '')];
    if (a === undefined || b === undefined || a === b) continue;
    const [left, right] = a < b ? [a, b] : [b, a];
    const need =
      (layText(label, textWidth, 'label', measure).width + 2 * sizes.labelPadding) / (right - left);
    for (let gap = left; gap < right; gap++) widen(gap, need);
  }
  return gaps;
}

/** Stretches the gaps to fill the room, none beyond the most that reads well; whole pixels keep the lines crisp. */
function share(gaps: readonly number[], room: number): readonly number[] {
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  const factor = sum === 0 ? 1 : Math.max(1, room / sum);
  return gaps.map((gap) => Math.floor(Math.max(gap, Math.min(gap * factor, sizes.columnGapMax))));
}

function lastActionWidth(model: RunModel, measure: Measure): number {
  const last = model.lifelines.at(-1)?.id;
  const widths = model.events
    .filter(({ kind, lifelines }) => kind === 'action' && lifelines[0] === last)
    .map(({ label }) => layText(label, sizes.actionTextMax, 'label', measure).width);
  return widths.length === 0 ? 0 : Math.max(...widths) + sizes.loopWidth + sizes.labelPadding;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
