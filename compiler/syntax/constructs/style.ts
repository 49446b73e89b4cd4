import { blockText, type Line, spanOf } from '../../text/lines.ts';
import type { Construct, Reader, Reading } from '../construct.ts';

const plantumlLine =
  /^(?:skinparam|skin|scale|hide|show|autonumber|autoactivate|@?newpage|ignore\s*newpage|set\s+separator|autonewpage|minwidth|rotate|caption|mainframe|url\s+(?:of|for)|allow_?mixing|dpi|(?:left|right|center)\s+(?:header|footer|legend)|header|footer|legend|sprite|!theme|!pragma|!assume|!import|!include(?:url|sub|def|_once|_many)?|top\s+to\s+bottom\s+direction|left\s+to\s+right\s+direction)(?=[\s({]|$)/i;

/** Lines of PlantUML that only say how things look, with the blocks that some of them open. */
export const plantumlStyle: Construct = {
  name: 'style',
  read(line, reader) {
    const { text } = line;
    if (/^\|\|(?:\d+\|\||\|)$/.test(text)) return style(line);
    if (/^<style>/i.test(text)) return block(line, reader, '</style>', /<\/style>$/i);
    if (!plantumlLine.test(text)) return null;
    if (/^sprite\b[^<]*<svg\b/i.test(text)) return block(line, reader, '</svg>', /<\/svg>$/i);
    if (/^(?:skinparam|sprite)\b.*\{$/i.test(text)) return block(line, reader, '}', /^\}/, /\{$/);
    const named =
      /^(?:(?:left|right|center|top|bottom)\s+)*(header|footer|legend)(\s+(?:left|right|center|top|bottom))*$/i.exec(
        text,
      );
    const keyword = named?.[1]?.toLowerCase();
    return keyword === undefined
      ? style(line)
      : block(line, reader, `end${keyword}`, new RegExp(`^end\\s?${keyword}$`, 'i'));
  },
};

const sdoLine =
  /^(?:autonumber|autoactivation|activecolor|bottomparticipants|fontfamily|entryspacing|participantspacing|space|frame|[a-z]*style|type|linear|option|footer)(?=[\s#]|$)/i;

/** `****`: a line that somebody drew across the text. */
const ruler = /^([-*_~])\1{2,}$/;

const beginsText = /^text(?:\s|$)/i;
const endText = /^end\s*text$/i;

/** Lines of WSD and SDO that only say how things look. */
export const wsdStyle: Construct = {
  name: 'style',
  read(line, reader) {
    const { text } = line;
    if (sdoLine.test(text) || ruler.test(text)) return style(line);
    // An extended text of WSD is drawn beside what is told.
    const isText =
      beginsText.test(text) &&
      reader.hasBlock(
        (next) => endText.test(next.text),
        (next) => beginsText.test(next.text),
      );
    return isText ? block(line, reader, 'end text', endText) : null;
  },
};

function style(line: Line): Reading {
  return { kind: 'style', text: line.text, span: spanOf(line) };
}

function block(
  line: Line,
  reader: Reader,
  terminator: string,
  end: RegExp,
  opening: RegExp | null = null,
): Reading {
  if (end.test(line.text)) return style(line);
  let depth = 1;
  const taken = reader.takeBlock(line.text.split(/[\s{]/)[0] as string, terminator, (next) => {
    if (end.test(next.text)) depth--;
    else if (opening?.test(next.text) === true) depth++;
    return depth === 0;
  });
  const rows = taken.last === null ? taken.lines : [...taken.lines, taken.last];
  const text = rows.length === 0 ? line.text : `${line.text}\n${blockText(rows)}`;
  return { kind: 'style', text, span: taken.span };
}
