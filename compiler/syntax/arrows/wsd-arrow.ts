import type { Arrow } from '../diagram.ts';
import { PlainArrows, type ScannedArrow } from './plain-arrows.ts';

/**
 * The arrow of websequencediagrams and sequencediagram.org at the offset, or null. The latter has more of them:
 *
 *     B(1)<<--#red:2>>(5)A
 *      └┬┘└┤├┘└──┬──┘├┤└┬┘
 *    delay head style  head delay
 */
export function scanWsdArrow(text: string, start: number): ScannedArrow | null {
  let offset = delayEnd(text, start, (at) => text[at] === '<' || text.startsWith('x-', at));
  const leftCross = text.startsWith('x-', offset);
  const left = leftCross ? 1 : run(text, offset, '<', 2);
  offset += left;
  // `B<#red-A`: from right to left the style may come before the line.
  if (left > 0) offset = styleEnd(text, offset);
  let dashes = run(text, offset, '-', 2);
  if (dashes === 0) return null;
  offset += dashes;
  const style = styleEnd(text, offset);
  if (style > offset) {
    offset = style;
    const more = run(text, offset, '-', 1);
    dashes = Math.max(dashes, more === 0 ? dashes : dashes + more - 1);
    offset += more;
  }
  const rightCross = text[offset] === 'x';
  const right = rightCross ? 1 : run(text, offset, '>', 2);
  if (left === 0 && right === 0) return null;
  offset += right;
  if (right > 0) offset = delayEnd(text, offset, () => true);

  const reversed = right === 0;
  const crossed = reversed ? leftCross : rightCross;
  const receiving = reversed ? left : right;
  const arrow: Arrow = {
    line: dashes > 1 ? 'dashed' : 'solid',
    head: crossed ? 'cross' : receiving === 1 ? 'filled' : 'open',
    bidirectional: left > 0 && right > 0 && !leftCross && !rightCross,
    reversed,
    lost: crossed,
    hidden: false,
    text: text.slice(start, offset),
  };
  return { arrow, end: offset };
}

/** The plain arrows of WSD and SDO. */
export const wsdArrows: PlainArrows = new PlainArrows(scanWsdArrow, '(#:[x');

/** The offset behind `(5)`, a message that takes that many slots, when what follows it fits; else the offset itself. */
function delayEnd(text: string, start: number, fits: (offset: number) => boolean): number {
  if (text[start] !== '(') return start;
  let offset = start + 1;
  while (/\d/.test(text[offset] ?? '')) offset++;
  return offset > start + 1 && text[offset] === ')' && fits(offset + 1) ? offset + 1 : start;
}

/** `#red`, `#red:4`, `:3`, `[#red;2]`, `##style##`, directly before the rest of the arrow. */
function styleEnd(text: string, start: number): number {
  const first = text[start];
  if (first !== '#' && first !== ':' && first !== '[') return start;
  const found = /^(?:\[[#\w:;.]*\]|##\w+##|#\w*?(?::\d+)?(?=x[^>-]|[->])|:\d+(?=[->x]))/.exec(
    text.slice(start, start + 60),
  );
  return found === null ? start : start + found[0].length;
}

function run(text: string, start: number, character: string, most: number): number {
  let length = 0;
  while (length < most && text[start + length] === character) length++;
  return length;
}
