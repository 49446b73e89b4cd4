import type { RunMessage } from '../model/run-model.ts';
import type { Columns } from './columns.ts';
import type { PlacedMessage, PlacedText } from './layout.ts';
import { sizes } from './sizes.ts';
import type { TextBlock } from './text-block.ts';

/** Where the arrow of a message goes; an end that nobody recorded stands in the open. */
export function placeMessage(
  message: RunMessage,
  block: TextBlock,
  columns: Columns,
  rowOf: (event: number) => number,
): PlacedMessage {
  const { from, to, send, receive } = message;
  const first = send ?? receive ?? 0;
  const [x1, x2] = endsOf(message, columns);
  const [y1, y2] = [rowOf(first), rowOf(receive ?? first)];
  return {
    message,
    x1,
    y1,
    x2,
    y2,
    found: send === null,
    open: receive === null,
    toItself: from === to && send !== null && receive !== null,
    label: placeLabel(block, { x1, y1, x2, y2 }),
    departs: send === null ? first : send + 1,
    arrives: (receive ?? first) + 1,
  };
}

function endsOf({ from, to, send, receive }: RunMessage, columns: Columns): readonly [number, number] {
  const sender = columns.column(from ?? to ?? '').x;
  const receiver = columns.column(to ?? from ?? '').x;
  const distance = Math.abs(receiver - sender);
  const direction = Math.sign(receiver - sender) || 1;
  // Three quarters of the way: it is clear where it was to go, and that nobody saw it arrive.
  if (receive === null) return [sender, sender + direction * Math.max(sizes.shortArrow, distance * 0.75)];
  if (send === null) return [receiver - direction * sizes.shortArrow, receiver];
  return [sender, receiver];
}

/** Over the middle of a level arrow; beside the sender of a steep one, where nothing of it is below the text. */
function placeLabel(
  block: TextBlock,
  { x1, y1, x2, y2 }: Record<'x1' | 'y1' | 'x2' | 'y2', number>,
): PlacedText {
  const y = y1 - sizes.aboveArrow - block.height / 2;
  if (Math.abs(y2 - y1) <= sizes.immediate) return { block, x: (x1 + x2) / 2, y, anchor: 'middle' };
  const right = x2 >= x1;
  return { block, x: x1 + (right ? 1 : -1) * sizes.labelPadding, y, anchor: right ? 'start' : 'end' };
}
