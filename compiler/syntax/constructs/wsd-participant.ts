import { type Line, spanOf } from '../../text/lines.ts';
import { scanWsdArrow } from '../arrows/wsd-arrow.ts';
import type { Construct, Reader, Reading } from '../construct.ts';
import type { LifelineKind, Participant } from '../diagram.ts';
import { readQuoted, skipBlanks } from '../names.ts';
import { wordTable } from '../word-table.ts';

/** `participant Name with (parentheses)`, `actor Long name as Id`, in WSD. */
export const wsdParticipant: Construct = {
  name: 'participant',
  begins: ['participant', 'actor'],
  read(line, reader) {
    const keyword = /^(participant|actor)\s+/i.exec(line.text);
    if (keyword === null) return null;
    const kind = keyword[1]?.toLowerCase() === 'actor' ? 'actor' : 'participant';
    return declare(line, reader, keyword[0].length, kind, '');
  },
};

const sdoKinds: Readonly<Record<string, LifelineKind>> = wordTable({
  participant: 'participant',
  rparticipant: 'participant',
  actor: 'actor',
  boundary: 'boundary',
  control: 'control',
  entity: 'entity',
  database: 'database',
});

/**
 * `database Name #fill #border;width;style`, `fontawesome6solid f095 "Mobile App" as App`, in SDO. The keywords are names, too, at
 * the start of a message.
 */
export const sdoParticipant: Construct = {
  name: 'participant',
  begins: [...Object.keys(sdoKinds), 'image', 'icon', 'fontawesome', 'materialdesignicons'],
  read(line, reader) {
    const { text } = line;
    const icon = pictured.exec(text)?.[0];
    const keyword = icon ?? /^[a-z]+\s+/i.exec(text)?.[0] ?? '';
    const kind = icon === undefined ? sdoKinds[keyword.trim().toLowerCase()] : 'participant';
    if (kind === undefined) return null;
    if (isMessage(text) && !/^(?:r?participant|actor)\s/i.test(keyword)) return null;
    const shape = icon !== undefined || /^rparticipant/i.test(keyword) ? keyword.trim() : '';
    return declare(line, reader, keyword.length, kind, shape);
  },
};

/** Whether a line that begins with the word for a kind goes on as a message does, whose receiver may be in quotes. */
function isMessage(text: string): boolean {
  const rest = text.replace(/^\S+\s+/, '');
  const head = /^[^":]*/.exec(rest)?.[0] ?? '';
  const receiver = readQuoted(rest, head.length);
  if (rest[skipBlanks(rest, receiver?.end ?? head.length)] !== ':') return false;
  for (let at = 0; at < head.length; at++) {
    if ((head[at] === '-' || head[at] === '<') && scanWsdArrow(head, at) !== null) return true;
  }
  return false;
}

/** A participant drawn as a picture, with what says which. */
const pictured = /^(?:image|icon|fontawesome\w*|materialdesignicons)\s+[^\s"]+\s+/i;

/** What `decoration` keeps in front of the colours, for the printer: all but the plain keywords. */
export function shapeOf(decoration: string): string {
  return (
    /^(?:rparticipant|(?:image|icon|fontawesome\w*|materialdesignicons)\s+[^\s"]+)(?=\s|$)/i.exec(
      decoration,
    )?.[0] ?? ''
  );
}

function declare(
  line: Line,
  reader: Reader,
  afterKeyword: number,
  lifelineKind: LifelineKind,
  shape: string,
): Reading | null {
  const { text } = line;
  let start = afterKeyword;
  // The colour of a participant stands last, `#fill #border;width;style`, or the name of a style.
  const color = /(?:\s+#{1,2}[\w;.-]+#{0,2}){1,2}$/.exec(text.slice(Math.max(start, text.length - 200)));
  let end = text.length - (color?.[0].length ?? 0);
  const decoration = `${shape} ${text.slice(end).trim()}`.trim();
  let name: string | null = null;
  const quoted = readQuoted(text, start);
  const afterQuoted = quoted === null ? null : /^\s+as\s+/i.exec(text.slice(quoted.end, quoted.end + 40));
  if (quoted !== null && (afterQuoted !== null || quoted.end === end)) {
    name = quoted.name;
    if (afterQuoted !== null) start = quoted.end + afterQuoted[0].length;
  } else {
    const as = text.slice(0, end).toLowerCase().lastIndexOf(' as ');
    if (as > start) {
      name = text.slice(start, as).trim();
      start = skipBlanks(text, as + 4);
    }
  }
  const written = readQuoted(text, start);
  const id = written?.end === end ? written.name : text.slice(start, end).trim();
  if (id === '') return null;
  end = start + text.slice(start, end).trimEnd().length;
  const idSpan = spanOf(line, start, end);
  const participant: Participant = {
    kind: 'participant',
    lifelineKind,
    id,
    name: name ?? id,
    order: null,
    decoration,
    span: spanOf(line),
    idSpan,
  };
  const problem = reader.lifelines.declare(participant);
  if (problem !== null) reader.report(problem);
  return participant;
}
