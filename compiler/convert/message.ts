import type { Arrow, End, Fragment, Message } from '../syntax/diagram.ts';
import type { Context } from './context.ts';
import { declare } from './declare.ts';
import { appearing, placeSteps } from './lifecycle.ts';
import { lookOf, plainer } from './look.ts';
import type { Made } from './made.ts';
import type { Look } from './target.ts';

/** A message as the target writes it: one arrow where it has such an arrow, else parallel ones, else a note. */
export function convertMessage(message: Message, context: Context): Made {
  const { target } = context;
  const { arrow, alsoTo, span } = message;
  if (arrow.hidden) {
    context.leaveOut('an arrow that only moves other things', span);
    return { before: declare(appearing(message), context, span, true), main: [], after: [] };
  }
  context.undecorate(message.decoration, 'a message', span);
  if (isStyled(arrow)) context.leaveOut(`the style of the arrow \`${arrow.text}\``, span);
  const look = lookOf(message);
  // Who takes part only in what becomes a note stays a lifeline.
  const isMissing = !canBeDrawn(message, look, context);
  const before = declare(appearing(message), context, span, isMissing || isTurned(message, context));
  const isSplit = alsoTo.length > 0 && !target.hasMulticast;
  if (isSplit || (arrow.bidirectional && (arrow.lost || target.bothWays(look) === null))) {
    context.replace(
      isSplit ? 'a message to several lifelines' : 'a message both ways',
      'parallel messages',
      span,
    );
    const steps = placeSteps(message, context, 0);
    const parts = transmissions(message).map((part) => drawOrNote(part, context));
    return { before: [...before, ...steps.before], main: [parallel(message, parts)], after: steps.after };
  }
  if (arrow.lost && isOutside(message.from)) {
    context.leaveOut('a message from the outside that never arrives', span);
    return { before, main: [], after: [] };
  }
  const steps = placeSteps(message, context, isMissing ? 0 : target.marks.most);
  const main = drawOrNote({ ...message, lifecycle: steps.marks }, context);
  return { before: [...before, ...steps.before], main: [main], after: steps.after };
}

/**
 * Whether its lifelines have to be declared first: the arrow is turned round, so that they would appear in another order, or it
 * is one that sequencediagram.org knows only behind a name that it knows.
 */
function isTurned({ arrow, lifecycle }: Message, { target }: Context): boolean {
  // There `<--` is dashed, and no mark of an activation.
  const isMarked = target.dialect === 'sdo' && lifecycle.length > 0;
  return (arrow.reversed && (!target.reverses || isMarked)) || (arrow.lost && target.dialect === 'sdo');
}

/** Each sender with one receiver, in the order in which they are lowered. */
function transmissions(message: Message): readonly Message[] {
  const receivers = [message.to, ...message.alsoTo];
  const arrow = { ...message.arrow, bidirectional: false };
  const alone = { ...message, arrow, alsoTo: [], lifecycle: [] };
  const there = receivers.map((to) => ({ ...alone, to }));
  const back = receivers.map((from) => ({ ...alone, from, to: message.from }));
  return message.arrow.bidirectional ? [...there, ...back] : there;
}

function parallel({ span }: Message, parts: readonly (Message | ReturnType<Context['note']>)[]): Fragment {
  return {
    kind: 'fragment',
    operator: 'par',
    keyword: 'par',
    operands: parts.map((part) => ({ label: '', decoration: '', statements: [part], span })),
    parallel: false,
    decoration: '',
    span,
    headSpan: span,
  };
}

function canBeDrawn(message: Message, look: Look, { target }: Context): boolean {
  if (isOutside(message.from) || isOutside(message.to)) {
    if (target.outside.length === 0) return false;
  }
  return message.arrow.bidirectional || writableLook(look, target.arrow) !== null;
}

/** The look itself, or another that means the same and that the target has. */
function writableLook(look: Look, arrow: (look: Look) => string | null): Look | null {
  if (arrow(look) !== null) return look;
  const other = plainer(look);
  return other !== null && arrow(other) !== null ? other : null;
}

function drawOrNote(message: Message, context: Context): Message | ReturnType<Context['note']> {
  const { target } = context;
  const { from, to, arrow, span, label } = message;
  const look = lookOf(message);
  if (!canBeDrawn(message, look, context)) {
    const construct =
      isOutside(from) || isOutside(to) ? 'a message from or to the outside' : 'a message that is lost';
    context.lose(construct, 'a note stands in its place', span);
    const shown = context.text(label, span);
    const words = isOutside(from)
      ? `receives: ${shown}`
      : isOutside(to)
        ? `sends: ${shown}`
        : `sends to ${nameOf(to, context)}, and it is lost: ${shown}`;
    return context.note(appearing(message).slice(0, 1), words, span);
  }
  const written = arrow.bidirectional ? look : (writableLook(look, target.arrow) ?? look);
  if (written.head !== look.head) {
    const isBare = look.head === 'none';
    const construct = isBare ? 'an arrow without a head' : `the arrow \`${arrow.text}\``;
    context.replace(construct, isBare ? 'one with a head' : `\`${target.arrow(written)}\``, span);
  }
  const [sender, receiver] = [placeEnd(from, 'from', context), placeEnd(to, 'to', context)];
  // An edge stands on its own side; else the arrow runs as it was drawn, where it can.
  const isAtEdge = sender.kind === 'gate' || receiver.kind === 'gate';
  const isReversed = isAtEdge
    ? isGate(receiver, 'left') || isGate(sender, 'right')
    : arrow.reversed && !arrow.bidirectional && !isTurned(message, context);
  const text = (arrow.bidirectional ? target.bothWays(written) : target.arrow(written)) ?? '->';
  return {
    ...message,
    from: sender,
    to: receiver,
    alsoTo: message.alsoTo.map((end) => placeEnd(end, 'to', context)),
    arrow: {
      ...arrow,
      head: written.head === 'filled' || written.head === 'open' ? written.head : arrow.head,
      reversed: isReversed,
      text: isReversed && !arrow.bidirectional ? mirror(text) : text,
    },
    label: context.text(label, span),
    decoration: '',
    parallel: false,
    anchors: { start: null, end: null },
  };
}

/** An end by its name in the target; nowhere is an edge of the diagram where there is no nowhere. */
function placeEnd(end: End, way: 'from' | 'to', { names, target }: Context): End {
  if (end.kind === 'lifeline') return { ...end, id: names.of(end.id) };
  if (end.kind === 'gate' || target.outside.includes('nowhere')) return end;
  return { kind: 'gate', side: way === 'from' ? 'left' : 'right', span: end.span };
}

function nameOf(end: End, { names }: Context): string {
  return end.kind === 'lifeline' ? names.of(end.id) : 'nowhere';
}

function isGate(end: End, side: 'left' | 'right'): boolean {
  return end.kind === 'gate' && end.side === side;
}

function isOutside(end: End): boolean {
  return end.kind !== 'lifeline';
}

/** `->x` from right to left. */
function mirror(text: string): string {
  const marks = { '>': '<', '/': '\\', '\\': '/' } as const;
  return text
    .split('')
    .toReversed()
    .map((mark) => marks[mark as keyof typeof marks] ?? mark)
    .join('');
}

/** Whether the arrow has a colour, a circle, a slant or the like, which is not written. */
function isStyled({ text }: Arrow): boolean {
  return text !== 'return' && /[[\]#:()o]/.test(text.replace(/\)$/, ''));
}
