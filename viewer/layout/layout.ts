import type { LifelineKind } from '../../compiler/syntax/diagram.ts';
import type { RunEvent, RunExpectation, RunMessage, RunModel } from '../model/run-model.ts';
import { layColumns } from './columns.ts';
import { placeAction } from './place-action.ts';
import { placeNote, placeRef } from './place-box.ts';
import { placeExpectation } from './place-expectation.ts';
import { placeMessage } from './place-message.ts';
import { layRows } from './rows.ts';
import type { Measure, TextBlock } from './text-block.ts';

/** Where everything stands, in pixels. The header with the lifelines' names has an origin of its own. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly headerHeight: number;
  readonly columns: readonly Column[];
  readonly events: readonly PlacedEvent[];
  readonly messages: readonly PlacedMessage[];
  readonly actions: readonly PlacedAction[];
  readonly refs: readonly PlacedBox[];
  readonly notes: readonly PlacedBox[];
  readonly expectations: readonly PlacedExpectation[];
}

/** A lifeline: its line at `x`, its name in a box of the header. */
export interface Column {
  readonly id: string;
  readonly kind: LifelineKind;
  readonly x: number;
  readonly box: Box;
  readonly name: TextBlock;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point on a lifeline, several for a ref. */
export interface PlacedEvent {
  readonly event: RunEvent;
  readonly xs: readonly number[];
  readonly y: number;
}

/** An arrow from the row of its send to the row of its receive. */
export interface PlacedMessage {
  readonly message: RunMessage;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Nobody recorded the send: the arrow starts in the open, beside its receiver. */
  readonly found: boolean;
  /** Nobody recorded the receive: the arrow ends short of its receiver. */
  readonly open: boolean;
  readonly toItself: boolean;
  readonly label: PlacedText;
  /** The positions of the run at which it starts and arrives; the same when it does not arrive. */
  readonly departs: number;
  readonly arrives: number;
}

/** An action: a loop that leaves its lifeline at `y` and comes back below. */
export interface PlacedAction {
  readonly event: RunEvent;
  readonly x: number;
  readonly y: number;
  readonly label: PlacedText;
}

/** What should have happened, level, from lifeline to lifeline; an action's two ends are the same. */
export interface PlacedExpectation {
  readonly expectation: RunExpectation;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly label: PlacedText;
}

/** A ref or a note, which comes with the event of index `event`; a note below all events has their number. */
export interface PlacedBox extends Box {
  readonly text: TextBlock;
  readonly event: number;
  /** What the box leads to, on the same lifelines: the points where it covers them. */
  readonly xs: readonly number[];
}

/** Lines of text around (`x`, `y`), the middle of the block's height; `anchor` says what of its width `x` is. */
export interface PlacedText {
  readonly block: TextBlock;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Model → numbers. `available` is the width to fill; a run that needs more gets more. */
export function layOut(model: RunModel, available: number, measure: Measure): Layout {
  const columns = layColumns(model, available, measure);
  const rows = layRows(model, columns, measure);
  const at = (index: number): number => rows.ys[index] ?? rows.height;
  return {
    width: columns.width,
    height: rows.height,
    headerHeight: columns.headerHeight,
    columns: columns.columns,
    events: model.events.map((event) => ({
      event,
      xs: event.lifelines.map((id) => columns.column(id).x),
      y: at(event.index),
    })),
    messages: rows.messages.map(({ message, block }) => placeMessage(message, block, columns, at)),
    actions: rows.actions.map(({ event, block }) => placeAction(event, block, columns, at)),
    refs: rows.refs.map(({ event, block }) => placeRef(event, block, columns, at)),
    notes: rows.notes.map(({ note, block, y }) => placeNote(note, block, columns, y)),
    expectations: rows.expectations.map(({ expectation, block, y }) =>
      placeExpectation(expectation, block, columns, y),
    ),
  };
}
