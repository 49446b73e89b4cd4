import { wordEnd } from '../names.ts';
import { codesOf, PlainArrows, type ScannedArrow } from './plain-arrows.ts';

interface Tip {
  readonly head: 'filled' | 'open' | 'half' | null;
  readonly mark: 'x' | 'o' | null;
  readonly end: number;
}

/**
 * The arrow at the offset, or null.
 *
 *     A x<<-[#red,dashed]->>o B
 *       └┬┘└──────┬─────┘└┬┘
 *     left tip   body   right tip
 *
 * A tip is a head, a mark (`x` lost, `o` a circle), or both; at least one tip must be there. A mark needs a blank or the
 * edge of the diagram on its outer side, otherwise it belongs to a name: `A ->oB` goes to `oB`.
 */
export function scanPlantumlArrow(text: string, start: number): ScannedArrow | null {
  const plain = plantumlArrows.at(text, start);
  return plain === null ? scanParts(text, start) : { arrow: plain.arrow, end: start + plain.length };
}

/** Whether an arrow of any kind can begin at the offset: nearly all lines that are no messages are told by it. */
export function mayBeginArrow(text: string, offset: number): boolean {
  if (offset >= text.length) return false;
  const code = text.charCodeAt(offset);
  if (!begins.has(code)) return false;
  // A word that begins with a mark is none.
  return (code !== 111 && code !== 120) || wordEnd(text, offset + 1) === offset + 1;
}

/** What an arrow begins with. */
const begins: ReadonlySet<number> = codesOf('-–<(/\\xo');

function scanParts(text: string, start: number): ScannedArrow | null {
  if (!mayBeginArrow(text, start)) return null;
  const left = leftTip(text, slantEnd(text, start));
  const body = scanBody(text, left.end, left.head !== null);
  if (body === null) return null;
  const right = rightTip(text, body.end);
  if (left.head === null && right.head === null && left.mark === null && right.mark === null) return null;

  // `A x- B` and `A o- B` have no head, but their mark says where the arrow goes.
  const reversed = right.head === null && (left.head !== null || (left.mark !== null && right.mark === null));
  const end = slantEnd(text, right.end);
  const [sending, receiving] = reversed ? [right, left] : [left, right];
  const outer = reversed ? text[end] : text[start - 1];
  // Wherever the cross is drawn, the message does not arrive; on the border it only marks where one comes from.
  const lost = receiving.mark === 'x' || (sending.mark === 'x' && !isBorder(outer));
  return {
    arrow: {
      line: body.dashed ? 'dashed' : 'solid',
      head: lost ? 'cross' : (receiving.head ?? 'none'),
      bidirectional: left.head !== null && right.head !== null,
      reversed,
      lost,
      hidden: body.hidden,
      text: text.slice(start, end),
    },
    end,
  };
}

/** The offset behind `(10)`, which draws the arrow slanted by so much; without one, the offset itself. */
function slantEnd(text: string, start: number): number {
  if (text[start] !== '(') return start;
  return start + (/^\(\d+\)/.exec(text.slice(start, start + 12))?.[0].length ?? 0);
}

/** Whether the arrow holds a dash that a word processor made. */
export function hasTypographicDash(arrow: string): boolean {
  return arrow.includes('–');
}

function leftTip(text: string, start: number): Tip {
  const mark = markAt(text, start);
  const hasMark = mark !== null && isOuter(text, start - 1);
  const at = hasMark ? start + 1 : start;
  const length = headLength(text, at, '<');
  return {
    head: length === 0 ? null : headKind(text[at] as string, length),
    mark: hasMark ? mark : null,
    end: at + length,
  };
}

function rightTip(text: string, start: number): Tip {
  const length = headLength(text, start, '>');
  const at = start + length;
  const mark = markAt(text, at);
  const hasMark = mark !== null && isOuter(text, at + 1);
  return {
    head: length === 0 ? null : headKind(text[start] as string, length),
    mark: hasMark ? mark : null,
    end: hasMark ? at + 1 : at,
  };
}

function markAt(text: string, offset: number): 'x' | 'o' | null {
  const character = text[offset];
  return character === 'x' || character === 'o' ? character : null;
}

/** What stands for the outside: the edges of the diagram and a short arrow's end. */
function isBorder(character: string | undefined): boolean {
  return character === '[' || character === ']' || character === '?';
}

/** A blank, a quote or the diagram's edge: what may stand on the outer side of a mark. */
function isOuter(text: string, offset: number): boolean {
  return /[\s[\]?"]/.test(text[offset] ?? ' ');
}

function headLength(text: string, offset: number, angle: '<' | '>'): number {
  const first = text[offset];
  if (first !== angle && first !== '/' && first !== '\\') return 0;
  return text[offset + 1] === first ? 2 : 1;
}

function headKind(character: string, length: number): 'filled' | 'open' | 'half' {
  if (character === '/' || character === '\\') return 'half';
  return length === 1 ? 'filled' : 'open';
}

interface Body {
  readonly dashed: boolean;
  readonly hidden: boolean;
  readonly end: number;
}

function scanBody(text: string, start: number, hasHead: boolean): Body | null {
  let dashes = 0;
  let style = '';
  let offset = start;
  for (;;) {
    const character = text[offset];
    // `--_>` leaves room above the message.
    if (character === '-' || character === '–') dashes++;
    else if (character === '[' && (dashes > 0 || hasHead) && style === '') {
      const end = text.indexOf(']', offset);
      style = end < 0 ? '' : text.slice(offset + 1, end);
      // `A -[` with anything else behind it is a message to the left edge of the diagram.
      if (!/^[#\w\s,;.-]+$/.test(style) || !/^[-–<>/\\xo]/.test(text.slice(end + 1, end + 2))) break;
      offset = end;
    } else if (character !== '_' || !/^_{1,20}[>/\\]/.test(text.slice(offset, offset + 22))) break;
    offset++;
  }
  if (dashes === 0) return null;
  const words = style.toLowerCase().split(/[,;]/);
  return {
    dashed: dashes > 1 || words.some((word) => /^\s*(dashed|dotted)\s*$/.test(word)),
    hidden: words.some((word) => /^\s*hidden\s*$/.test(word)),
    end: offset,
  };
}

/** The plain arrows of PlantUML. */
export const plantumlArrows: PlainArrows = new PlainArrows(scanParts, '–[(/\\xo');
