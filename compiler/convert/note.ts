import type { Message, Note, Statement } from '../syntax/diagram.ts';
import type { Context } from './context.ts';
import { declare } from './declare.ts';
import { type Made, made } from './made.ts';

/** A note where the target can have it: beside or over one lifeline, or over two. */
export function convertNote(note: Note, context: Context, last: Message | null): Made {
  const { target } = context;
  const { span, decoration } = note;
  context.undecorate(decoration, 'a note', span);
  const shape = target.shapes[note.shape.toLowerCase()];
  if (shape === undefined) context.leaveOut(`the shape \`${note.shape}\` of a note`, span);
  const { position, lifelines } = placeOf(note, context, last);
  if (lifelines.length === 0) {
    context.leaveOut('a note that stands beside nothing', span);
    return made();
  }
  const before = declare(lifelines, context, span);
  const isState = /^state$/i.test(shape ?? '') && position !== 'over';
  const main: Statement = {
    ...note,
    shape: isState ? (target.shapes.note ?? 'note') : (shape ?? target.shapes.note ?? 'note'),
    position,
    lifelines: lifelines.map((id) => context.names.of(id)),
    text: textOf(note, context),
    parallel: false,
    decoration: '',
  };
  return { before, main: [main], after: [] };
}

interface Place {
  readonly position: 'over' | 'left of' | 'right of';
  readonly lifelines: readonly string[];
}

/** A note without a lifeline stands beside the last message; one across, over all lifelines. */
function placeOf({ position, lifelines }: Note, context: Context, last: Message | null): Place {
  const side = position.toLowerCase();
  const drawn = context.diagram.lifelines.map(({ id }) => id);
  if (lifelines.length > 0) {
    const own = /^(?:left|right)/.exec(side)?.[0];
    const [only] = lifelines;
    if (own === undefined || only === undefined)
      return { position: 'over', lifelines: context.ends(lifelines) };
    return { position: own === 'left' ? 'left of' : 'right of', lifelines: [only] };
  }
  const ends =
    last === null ? [] : [last.from, last.to].flatMap((end) => (end.kind === 'lifeline' ? [end.id] : []));
  if (!/^(?:left|right)/.test(side) || ends.length === 0)
    return { position: 'over', lifelines: context.ends(drawn) };
  const [leftmost, rightmost = leftmost] = context.ends(ends);
  const id = side.startsWith('left') ? leftmost : rightmost;
  return {
    position: side.startsWith('left') ? 'left of' : 'right of',
    lifelines: id === undefined ? [] : [id],
  };
}

/** Its lines stay lines where notes may have several, unless one would end the note. */
function textOf({ text, span }: Note, context: Context): string {
  const rows = text.split('\n');
  const isBlock = context.target.hasNoteBlocks && !rows.some((row) => /^\s*(?:end|\{\{|\}\})/i.test(row));
  return isBlock
    ? rows.map((row) => indented(row, context.text(row, span))).join('\n')
    : context.text(text, span);
}

function indented(row: string, text: string): string {
  return text === '' ? '' : (/^\s*/.exec(row)?.[0] ?? '') + text;
}
