import { scanWsdArrow } from './arrows/wsd-arrow.ts';
import type { Dialect } from './diagram.ts';

/** The dialect of a text, by its content alone: file names say little. Null when no line of it is of a sequence diagram. */
export function detectDialect(text: string): Dialect | null {
  let plain = false;
  let sdo = false;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.trim();
    if (/^[@\\]startuml\b/i.test(line)) return 'plantuml';
    if (/^sequenceDiagram\b/.test(line)) return 'mermaid';
    if (sdoOnly.test(line)) sdo = true;
    const arrow = firstArrow(line);
    if (arrow !== null) {
      plain = true;
      if (!wsdArrows.includes(arrow.replace(/[+*]$/, ''))) sdo = true;
    } else if (declaration.test(line)) plain = true;
  }
  if (!plain) return null;
  return sdo ? 'sdo' : 'wsd';
}

/** The arrows that websequencediagrams has; all others are sequencediagram.org's alone. */
const wsdArrows: readonly string[] = ['->', '->>', '-->', '-->>', '<->', '<-->'];

const declaration = /^(?:participant|actor)\s+\S/i;

/** Lines that only sequencediagram.org has. */
const sdoOnly =
  /^(?:\/\/|==.*==|(?:participantgroup|rparticipant|bottomparticipants|entryspacing|participantspacing|fontfamily|lifelinestyle|participantstyle|notestyle|messagestyle|boxstyle|dividerstyle|activecolor|autoactivation|destroyafter|destroysilent|deactivateafter|linear|critical|break|strict|seq|neg|assert|ignore|consider|region|materialdesignicons|fontawesome\w+)(?=[\s#]|$)|expandable[+-]|(?:abox|rbox|box|aboxleft|aboxright)[^:]*\s(?:over|left of|right of)\s|(?:boundary|control|entity|database)\s[^-<]*$|\[<?-|.*->>?\s*\]\s*(?::|$))/i;

/** The first arrow of a line that is a message: it has a name before it and a colon behind it. */
function firstArrow(line: string): string | null {
  // An arrow may hold a colon, but none begins behind the one of the label.
  const colon = line.indexOf(':');
  for (let offset = 0; offset < colon; offset++) {
    const character = line[offset];
    if (character !== '-' && character !== '<') continue;
    const scanned = scanWsdArrow(line, offset);
    if (scanned === null || scanned.arrow.lost || (offset === 0 && line[0] !== '[')) continue;
    return scanned.arrow.text;
  }
  return null;
}
