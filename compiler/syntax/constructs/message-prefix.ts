import { type Line, spanOf } from '../../text/lines.ts';
import type { Anchor, Message } from '../diagram.ts';
import { skipBlanks } from '../names.ts';

/** What may stand before a message in PlantUML: `&`, at the same time as the statement before, and `{name}`, an anchor. */
export interface Prefix {
  readonly parallel: boolean;
  readonly anchor: Anchor | null;
  readonly end: number;
}

/** A message that no anchor names. */
export const unanchored: Message['anchors'] = { start: null, end: null };

const noPrefix: Prefix = { parallel: false, anchor: null, end: 0 };

/** Reads the marks at the start of a line; without any, it ends where it begins. */
export function readPrefix(line: Line): Prefix {
  const { text } = line;
  if (text[0] !== '&' && text[0] !== '{') return noPrefix;
  const parallel = text[0] === '&';
  const start = parallel ? skipBlanks(text, 1) : 0;
  const anchor = readAnchor(line, start);
  return {
    parallel,
    anchor: anchor?.anchor ?? null,
    end: anchor === null ? start : skipBlanks(text, anchor.end),
  };
}

/** `{name}` at the offset; null when there is none. */
export function readAnchor(
  line: Line,
  start: number,
): { readonly anchor: Anchor; readonly end: number } | null {
  if (line.text[start] !== '{') return null;
  const written = /^\{([^{}\s]+)\}/.exec(line.text.slice(start, start + 100));
  if (written === null) return null;
  const end = start + written[0].length;
  return { anchor: { name: written[1] as string, span: spanOf(line, start, end) }, end };
}
