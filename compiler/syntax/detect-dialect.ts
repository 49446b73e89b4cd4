import type { Line } from '../text/lines.ts';
import { scanWsdArrow } from './arrows/wsd-arrow.ts';
import type { Dialect } from './diagram.ts';

/** The dialect of a text, by its content alone: file names say little. Null when no line of it is of a sequence diagram. */
export function detectDialect(lines: readonly Line[]): Dialect | null {
  let plain = false;
  let sdo = false;
  let plantuml = false;
  let arrows = false;
  for (const { text: line } of lines) {
    if (/^[@\\]startuml\b/i.test(line)) return 'plantuml';
    // Alone on its line the header is one in any case, though Mermaid does not know it in another.
    if (/^sequenceDiagram\b/.test(line) || /^sequenceDiagram$/i.test(line)) return 'mermaid';
    if (plainMessage.test(line)) {
      plain = true;
      arrows = true;
      continue;
    }
    if (plantumlOnly.test(line)) plantuml = true;
    // The text behind such a word may hold anything.
    if (/^(?:note|title|ref|state|alt|opt|loop|par|group|else)\s/i.test(line)) continue;
    if (sdoOnly.test(line)) sdo = true;
    const arrow = firstArrow(line);
    if (arrow !== null) {
      // Without a colon it may be prose, which has arrows, too.
      if (line.includes(':')) plain = true;
      arrows = true;
      if (arrow.toGate || !wsdArrows.includes(arrow.text)) sdo = true;
    } else if (declaration.test(line)) plain = true;
  }
  if (plantuml && (plain || arrows)) return 'plantuml';
  if (!plain) return null;
  return sdo ? 'sdo' : 'wsd';
}

/** The arrows that websequencediagrams has; all others are sequencediagram.org's alone. */
const wsdArrows: readonly string[] = ['->', '->>', '-->', '-->>', '<->', '<-->'];

/** What most lines are, and the rest of the loop would find the same: without a blank before its arrow no keyword is meant. */
const plainMessage = /^\w+--?>>?\w+\s*:/;

const declaration = /^(?:participant|actor)\s+\S/i;

/** Lines that only sequencediagram.org has. */
const sdoOnly =
  /^(?:\/\/|==.*==|(?:participantgroup|rparticipant|bottomparticipants|entryspacing|participantspacing|fontfamily|lifelinestyle|participantstyle|notestyle|messagestyle|boxstyle|dividerstyle|activecolor|autoactivation|destroyafter|destroysilent|deactivateafter|linear|critical|break|strict|seq|neg|assert|ignore|consider|region|materialdesignicons|fontawesome\w+)(?=[\s#]|$)|parallel(?:\s+off)?$|expandable[+-]|(?:abox|rbox|box|aboxleft|aboxright)(?:\s*##?[^\s#]+)*\s+(?:over|left of|right of)\s|(?:boundary|control|entity|database)\s[^-<]*$|\[<?-)/i;

/** Lines that only PlantUML has, for those who leave out `@startuml`. */
const plantumlOnly =
  /^(?:skinparam\s|!(?:include|define|theme|pragma|procedure|\$)|hide\s+footbox|autoactivate\s|(?:participant|actor|boundary|control|entity|database|queue|collections)\s+[\w.@]+\s+as\s+"|(?:collections|queue)\s+\S+(?:\s+as\s|$)|[hr]?note\s+(?:left|right)\s*:|[hr]note\s|\|\|\||[\w.@]+\s*<?-+>?>?\s*[\w.@]+\s*(?:\+\+|--|\*\*|!!)\s*(?:$|:))/i;

/** The first arrow of a line that has something before it, and begins before the colon if there is one. */
function firstArrow(line: string): { text: string; toGate: boolean } | null {
  // An arrow may hold a colon, but none begins behind the one of the label. A quoted name may hold one, too.
  const colon = line.indexOf(':', line.startsWith('"') ? line.indexOf('"', 1) + 1 : 0);
  const end = colon < 0 ? line.length : colon;
  for (let offset = 0; offset < end; offset++) {
    const character = line[offset];
    if (character !== '-' && character !== '<') continue;
    const scanned = scanWsdArrow(line, offset);
    if (scanned === null || scanned.arrow.lost || (offset === 0 && line[0] !== '[')) continue;
    const behind = line.slice(scanned.end, scanned.end + 10).trimStart();
    return { text: scanned.arrow.text, toGate: /^\]\s*(?::|$)/.test(behind) };
  }
  return null;
}
