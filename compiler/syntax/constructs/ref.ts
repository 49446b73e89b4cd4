import { blockText, type Line, restOfLine, spanOf } from '../../text/lines.ts';
import type { Construct, Reader, Reading } from '../construct.ts';
import { type ReadName, readWordOrQuoted, skipBlanks } from '../names.ts';
import { readNames } from './name-list.ts';

/** `ref over A, B : text`, and over several lines up to `end ref`, in PlantUML. */
export const plantumlRef: Construct = {
  name: 'ref',
  begins: ['&', 'ref'],
  read(line, reader) {
    const { text } = line;
    const head = /^(&?)\s*ref\s*((?:#\S+)?)\s+over\s+/i.exec(text);
    if (head === null) return null;
    const names: ReadName[] = [];
    let offset = head[0].length;
    for (;;) {
      const name = readWordOrQuoted(text, skipBlanks(text, offset));
      if (name === null) return null;
      names.push(name);
      offset = skipBlanks(text, name.end);
      if (text[offset] !== ',') break;
      offset++;
    }
    const color = /^#[^\s:]+\s*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
    offset += color.length;
    if (offset < text.length && text[offset] !== ':') return null;
    const decoration = `${head[2]} ${color}`.trim();
    const parallel = head[1] === '&';
    return readRef(line, reader, { names, offset, decoration, parallel, end: /^end\s*(?:ref)?$/i });
  },
};

/** `ref over A,B: text`, and over several lines up to `end ref`, in WSD and SDO. */
export const wsdRef: Construct = {
  name: 'ref',
  begins: ['ref'],
  read(line, reader) {
    const { text } = line;
    const head = /^ref\s*((?:#[^\s#]+\s*)*)\s+over\s+/i.exec(text);
    const list = head === null ? null : readNames(text, head[0].length, reader.lifelines);
    if (head === null || list === null) return null;
    if (list.end < text.length && text[list.end] !== ':') return null;
    const decoration = (head[1] ?? '').trim();
    const { names, end: offset } = list;
    return readRef(line, reader, { names, offset, decoration, parallel: false, end: /^end\s*ref$/i });
  },
};

interface Head {
  readonly names: readonly ReadName[];
  /** Where the colon stands; the end of the line when the ref goes over several. */
  readonly offset: number;
  readonly decoration: string;
  readonly parallel: boolean;
  readonly end: RegExp;
}

function readRef(line: Line, reader: Reader, head: Head): Reading {
  const { names, offset, decoration, parallel, end } = head;
  for (const name of names) reader.lifelines.use(name.name, spanOf(line, name.start, name.end));
  const single = line.text[offset] === ':';
  const block = single ? null : reader.takeBlock('ref', 'end ref', (next) => end.test(next.text));
  return {
    kind: 'ref',
    lifelines: [...new Set(names.map((name) => name.name))],
    label: block === null ? restOfLine(line, offset + 1).text : blockText(block.lines),
    parallel,
    decoration,
    span: block === null ? spanOf(line) : block.span,
  };
}
