import { diagnose } from '../../diagnostics/diagnostic.ts';
import { blockText, type Line, spanOf } from '../../text/lines.ts';
import type { Block, Construct, Reader, Reading } from '../construct.ts';
import type { Note } from '../diagram.ts';
import { type ReadName, readWordOrQuoted, skipBlanks } from '../names.ts';
import { words } from '../notation.ts';
import { readNames } from './name-list.ts';

/** `note over A, B #gold : text`, and over several lines up to `end note`, in PlantUML. */
export const plantumlNote: Construct = {
  name: 'note',
  begins: ['/', '&', 'note', 'hnote', 'rnote'],
  read(line, reader) {
    const { text } = line;
    const head =
      /^((?:[/&]\s*)?)([hr]?note)(\s*<<[^>]*>>)?\s+(over|left|right|top|bottom|across|accross)(?=[\s:#]|$)/i.exec(
        text,
      );
    if (head === null) return null;
    const [whole, aligned = '', shape = '', stereotype = '', side = ''] = head;
    let offset = skipBlanks(text, whole.length);
    const hasOf = /^of(?=[\s:#]|$)/i.test(text.slice(offset, offset + 3));
    if (hasOf) offset = skipBlanks(text, offset + 2);
    const names: ReadName[] = [];
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
    const behind =
      text[offset] === '<' ? (/^<<[^>]{0,200}>>/.exec(text.slice(offset, offset + 210))?.[0] ?? '') : '';
    const tail = readTail(text, skipBlanks(text, offset + behind.length));
    offset = tail.end;
    if ((offset < text.length && text[offset] !== ':') || (hasOf && names.length === 0)) return null;
    const lower = side.toLowerCase();
    const across = lower.startsWith('a') || lower === 'top' || lower === 'bottom';
    if (lower === 'over' ? names.length === 0 : across && names.length > 0) return null;
    const position = hasOf ? `${side} of` : side;
    const parallel = aligned.startsWith('&');
    const decoration = words(
      parallel ? '' : aligned.trim(),
      stereotype.trim(),
      behind,
      tail.color,
      tail.link,
    );
    return readNote(line, reader, {
      offset,
      position,
      shape,
      names,
      decoration,
      parallel,
      end: plantumlNoteEnd,
    });
  },
};

const plantumlNoteEnd = /^end\s*[hr]?note$/i;

/** The colour and the link between the names and the colon. */
function readTail(text: string, start: number): { color: string; link: string; end: number } {
  let end = start;
  let color = '';
  let link = '';
  if (text[end] === '#') {
    color = /^#[^\s:]+(?::[\w]+\b(?=\s*:))?/.exec(text.slice(end, end + 100))?.[0] ?? '';
    end = skipBlanks(text, end + color.length);
  }
  if (text[end] === '[') {
    link = /^\[\[[^\]]*\]\]/.exec(text.slice(end, end + 1_000))?.[0] ?? '';
    end = skipBlanks(text, end + link.length);
  }
  return { color, link, end };
}

/** `note over A,B: text`, `box left of A: text`, `state over A`, and over several lines, in WSD and SDO. */
export const wsdNote: Construct = {
  name: 'note',
  begins: ['note', 'state', 'box', 'abox', 'rbox'],
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
    return readNote(line, reader, {
      offset,
      position,
      shape,
      names: list.names,
      decoration,
      parallel: false,
      end,
    });
  },
};

/** `Note: text` in WSD and SDO, which need a place for it. */
export const placelessNote: Construct = {
  name: 'note without a place',
  begins: ['note'],
  read(line, reader) {
    const [head, shape = ''] = /^(note)\s*(?=:)/i.exec(line.text) ?? [];
    if (head === undefined) return null;
    reader.report(diagnose('note-without-place', {}, spanOf(line)));
    const end = /^end\s*note$/i;
    const place = { position: '', names: [], decoration: '', parallel: false };
    return readNote(line, reader, { ...place, offset: head.length, shape, end });
  },
};

interface Head {
  /** Where the colon stands; the end of the line when the note goes over several. */
  readonly offset: number;
  readonly position: string;
  readonly shape: string;
  readonly names: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly decoration: string;
  readonly parallel: boolean;
  readonly end: RegExp;
}

function readNote(line: Line, reader: Reader, head: Head): Reading {
  const { offset, position, shape, names, decoration, parallel } = head;
  const lifelines = names.map((name) => reader.lifelines.use(name.name, spanOf(line, name.start, name.end)));
  const block = takeText(line, reader, head);
  const note: Note = {
    kind: 'note',
    position,
    shape,
    lifelines,
    text: block === null ? line.text.slice(offset + 1).trim() : blockText(block.lines),
    parallel,
    decoration,
    span: block === null ? spanOf(line) : block.span,
  };
  return note;
}

/** The lines of the text; null when it stands behind the colon. */
function takeText(line: Line, reader: Reader, { offset, shape, end }: Head): Block | null {
  const isPlantuml = reader.dialect === 'plantuml';
  const hasColon = line.text[offset] === ':';
  const isEnd = (next: Line): boolean => end.test(next.text);
  // WSD lets the colon stand before the text of a block, too.
  const mayOpen = !isPlantuml && offset === line.text.length - 1;
  if (hasColon && !(mayOpen && reader.hasBlock(isEnd, beginsNote))) return null;
  return reader.takeBlock(shape, 'end note', isPlantuml ? outsideDiagrams(isEnd) : isEnd);
}

function beginsNote({ text }: Line): boolean {
  return /^(?:note|state|[ar]?box\w*)[\s#:]/i.test(text);
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
