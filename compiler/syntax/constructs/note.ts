import { blockText, type Line, restOfLine, spanOf } from '../../text/lines.ts';
import { type Construct, type Reader, reading } from '../construct.ts';
import type { Note } from '../diagram.ts';
import { readWordOrQuoted, skipBlanks } from '../names.ts';
import { readNames } from './name-list.ts';

/** `note over A, B #gold : text`, and over several lines up to `end note`, in PlantUML. */
export const plantumlNote: Construct = {
  name: 'note',
  read(line, reader) {
    const { text } = line;
    const head =
      /^((?:[/&]\s*)?)([hr]?note)(\s*<<[^>]*>>)?\s+(over|left|right|top|bottom|across|accross)(?=[\s:#]|$)/i.exec(
        text,
      );
    if (head === null) return null;
    const [whole, aligned = '', shape = '', stereotype = '', side = ''] = head;
    let offset = skipBlanks(text, whole.length);
    const of = /^of(?=[\s:#]|$)\s*/i.exec(text.slice(offset, offset + 10));
    if (of !== null) offset += of[0].length;
    const names: { name: string; start: number; end: number }[] = [];
    if (text[offset] !== ':' && text[offset] !== '#' && text[offset] !== '[') {
      for (;;) {
        const name = readWordOrQuoted(text, skipBlanks(text, offset));
        if (name === null) break;
        names.push(name);
        offset = skipBlanks(text, name.end);
        if (text[offset] !== ',') break;
        offset++;
      }
    }
    offset = skipBlanks(text, offset);
    const color = /^#[^\s:]+(?::[\w]+\b(?=\s*:))?/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
    offset = skipBlanks(text, offset + color.length);
    const link = /^\[\[[^\]]*\]\]/.exec(text.slice(offset, offset + 1_000))?.[0] ?? '';
    offset = skipBlanks(text, offset + link.length);
    if ((offset < text.length && text[offset] !== ':') || (of !== null && names.length === 0)) return null;
    const across = /^a/i.test(side) || /^(top|bottom)$/i.test(side);
    if (/^over$/i.test(side) ? names.length === 0 : across && names.length > 0) return null;
    const position = of === null ? side : `${side} of`;
    const decoration = [aligned.trim(), stereotype.trim(), color, link]
      .filter((part) => part !== '')
      .join(' ');
    return readNote(line, reader, { offset, position, shape, names, decoration, end: /^end\s*[hr]?note$/i });
  },
};

/** `note over A,B: text`, `box left of A: text`, `state over A`, and over several lines, in WSD and SDO. */
export const wsdNote: Construct = {
  name: 'note',
  read(line, reader) {
    const { text } = line;
    const head =
      /^(note|state|box|abox|rbox|aboxleft|aboxright)((?:\s*##?[^\s#]+(?:##)?)*)\s+(over|left of|right of)\s+/i.exec(
        text,
      );
    if (head === null) return null;
    const [whole, shape = '', colors = '', position = ''] = head;
    const list = readNames(text, whole.length, reader.lifelines, '#');
    if (list === null) return null;
    const color = /^(?:#[^\s:]+\s*)*/.exec(text.slice(list.end))?.[0] ?? '';
    const offset = list.end + color.length;
    if (offset < text.length && text[offset] !== ':') return null;
    const decoration = `${colors} ${color}`.trim();
    const end = /^state$/i.test(shape) ? /^end\s*(?:state|note)$/i : /^end\s*(?:note|[ar]?box)$/i;
    return readNote(line, reader, { offset, position, shape, names: list.names, decoration, end });
  },
};

interface Head {
  /** Where the colon stands; the end of the line when the note goes over several. */
  readonly offset: number;
  readonly position: string;
  readonly shape: string;
  readonly names: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly decoration: string;
  readonly end: RegExp;
}

function readNote(line: Line, reader: Reader, head: Head): ReturnType<typeof reading> {
  const { offset, position, shape, names, decoration } = head;
  for (const name of names) reader.lifelines.use(name.name, spanOf(line, name.start, name.end));
  const isEnd = (next: Line): boolean => head.end.test(next.text);
  // WSD lets the colon stand before the text of a block, too.
  const opensBlock =
    reader.dialect !== 'plantuml' &&
    offset === line.text.length - 1 &&
    reader.hasBlock(isEnd, (next) => /^(?:note|state|[ar]?box\w*)\s/i.test(next.text));
  const single = line.text[offset] === ':' && !opensBlock;
  const isLast = reader.dialect === 'plantuml' ? outsideDiagrams(isEnd) : isEnd;
  const block = single ? null : reader.takeBlock(shape, 'end note', isLast);
  const note: Note = {
    kind: 'note',
    position,
    shape,
    lifelines: names.map((name) => name.name),
    text: block === null ? restOfLine(line, offset + 1).text : blockText(block.lines),
    decoration,
    span: block === null ? spanOf(line) : block.span,
  };
  return reading(note);
}

/** In PlantUML a note may hold a diagram between `{{` and `}}`, with notes of its own. */
function outsideDiagrams(isEnd: (next: Line) => boolean): (next: Line) => boolean {
  let depth = 0;
  return (next) => {
    if (next.text === '{{') depth++;
    else if (next.text === '}}' && depth > 0) depth--;
    return depth === 0 && isEnd(next);
  };
}
