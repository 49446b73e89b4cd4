import type { RunEvent, RunExpectation, RunMessage, RunModel, RunNote } from '../model/run-model.ts';
import type { Columns } from './columns.ts';
import { sizes } from './sizes.ts';
import { layText, type Measure, type TextBlock } from './text-block.ts';

/** How far down each event stands, and the texts whose heights made it so. */
export interface Rows {
  /** By the events' index. */
  readonly ys: readonly number[];
  readonly height: number;
  readonly messages: readonly { readonly message: RunMessage; readonly block: TextBlock }[];
  readonly actions: readonly { readonly event: RunEvent; readonly block: TextBlock }[];
  readonly refs: readonly { readonly event: RunEvent; readonly block: TextBlock }[];
  readonly expectations: readonly {
    readonly expectation: RunExpectation;
    readonly block: TextBlock;
    readonly y: number;
  }[];
  /** `y` is the box's upper edge. */
  readonly notes: readonly { readonly note: RunNote; readonly block: TextBlock; readonly y: number }[];
}

/** More than these are told in words only. */
const expectationsMax = 4;

/** Each event has its row, as far below the one before as their texts need. */
export function layRows(model: RunModel, columns: Columns, measure: Measure): Rows {
  const messages = model.messages.map((message) => ({
    message,
    block: layText(message.label, messageTextWidth(message, columns), 'label', measure),
  }));
  const actions = eventTexts(model, 'action', () => sizes.actionTextMax, measure);
  const refs = eventTexts(model, 'ref', ({ lifelines }) => refTextWidth(lifelines, columns), measure);
  const noteBlocks = model.notes.map((note) => ({
    note,
    block: layText(note.text, Math.max(columns.textWidth, 150), 'note', measure),
  }));

  const room = model.events.map(() => ({ above: 0, below: 0, immediate: false }));
  for (const { message, block } of messages) {
    const start = room[message.send ?? message.receive ?? -1];
    if (start !== undefined) start.above = block.height + sizes.aboveArrow;
    const end = room[message.receive ?? -1];
    if (end !== undefined && message.send !== null && message.receive === message.send + 1) {
      end.immediate = true;
    }
  }
  for (const { event, block } of actions) {
    const spill = Math.max(0, block.height - sizes.loopHeight) / 2;
    room[event.index] = { above: spill, below: sizes.loopHeight + spill, immediate: false };
  }
  for (const { event, block } of refs) {
    const half = block.height / 2 + sizes.boxPadding + 7;
    room[event.index] = { above: half, below: half, immediate: false };
  }

  const ys: number[] = [];
  const notes: Rows['notes'][number][] = [];
  let y: number = sizes.top;
  const layNotes = (before: number): void => {
    for (const { note, block } of noteBlocks.filter((one) => one.note.before === before)) {
      notes.push({ note, block, y: y + sizes.betweenRows });
      y += sizes.betweenRows + block.height + 2 * sizes.boxPadding;
    }
  };
  const expectations: Rows['expectations'][number][] = [];
  const layExpectations = (): void => {
    for (const expectation of (model.verdict?.expected ?? []).slice(0, expectationsMax)) {
      const { lifelines, peer, label } = expectation;
      const from = lifelines[0] ?? null;
      const width = Math.max(columns.textWidth, messageTextWidth({ from, to: peer }, columns));
      const block = layText(`expected: ${label}`, width, 'label', measure);
      y += sizes.betweenRows + block.height + sizes.aboveArrow;
      expectations.push({ expectation, block, y });
    }
  };
  for (const [index, { above, below, immediate }] of room.entries()) {
    layNotes(index);
    y += immediate ? sizes.immediate : sizes.betweenRows + above;
    ys.push(y);
    y += below;
    if (index === model.verdict?.event) layExpectations();
  }
  layNotes(model.events.length);
  if (model.verdict?.event === null) layExpectations();
  return { ys, height: y + sizes.bottom, messages, actions, refs, notes, expectations };
}

function eventTexts(
  model: RunModel,
  kind: RunEvent['kind'],
  widthMax: (event: RunEvent) => number,
  measure: Measure,
): readonly { event: RunEvent; block: TextBlock }[] {
  return model.events
    .filter((event) => event.kind === kind)
    .map((event) => ({ event, block: layText(event.label, widthMax(event), 'label', measure) }));
}

function messageTextWidth({ from, to }: Pick<RunMessage, 'from' | 'to'>, columns: Columns): number {
  return from === null || to === null || from === to ? columns.textWidth : columns.between(from, to);
}

function refTextWidth(lifelines: readonly string[], columns: Columns): number {
  const xs = lifelines.map((id) => columns.column(id).x);
  return Math.max(columns.textWidth, Math.max(...xs) - Math.min(...xs));
}
