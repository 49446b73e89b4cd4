import { spanOf } from '../../text/lines.ts';
import type { Construct, Reading } from '../construct.ts';
import type { LifelineKind, Participant } from '../diagram.ts';
import { readQuoted, readWordOrQuoted, skipBlanks } from '../names.ts';

const kinds: readonly LifelineKind[] = [
  'participant',
  'actor',
  'boundary',
  'control',
  'entity',
  'database',
  'collections',
  'queue',
];

/** The kind that a keyword names, in any case; null for another word. */
export function lifelineKind(keyword: string): LifelineKind | null {
  const lower = keyword.toLowerCase();
  return kinds.find((kind) => kind === lower) ?? null;
}

const createdWithName = /^(create\s+)(?=(?:["“«].*|[^\s"“«]+)\sas\s)/i;
const declaration = new RegExp(`^(create\\s+)?(${kinds.join('|')})\\s+`, 'i');

/** `participant "Long name" as Id <<stereotype>> order 10 #99FF99`, in PlantUML. */
export const plantumlParticipant: Construct = {
  name: 'participant',
  begins: ['create', ...kinds],
  read(line, reader) {
    const { text } = line;
    // `create "Long name" as X` leaves the kind out; a bare `create X` names a lifeline and declares none.
    const keyword = createdWithName.exec(text) ?? declaration.exec(text);
    const kind = lifelineKind(keyword?.[2] ?? 'participant');
    if (keyword === null || kind === null) return null;
    const first = readWordOrQuoted(text, keyword[0].length);
    if (first === null) return null;
    const as = /^\s+as\s+/i.exec(text.slice(first.end, first.end + 40));
    const second = as === null ? null : readWordOrQuoted(text, first.end + as[0].length);
    if (as !== null && second === null) return null;
    // `X as "Long"` and `"Long" as X` both have the id X; of two words the second is the id.
    const secondIsName =
      second !== null && readQuoted(text, second.start) !== null && readQuoted(text, first.start) === null;
    const id = second === null || secondIsName ? first : second;
    const name = secondIsName ? second : first;
    const tailStart = skipBlanks(text, (second ?? first).end);
    const tail = text.slice(tailStart);

    if (tail === '[') {
      const block = reader.takeBlock(
        text.slice(0, keyword[0].length).trim(),
        ']',
        (next) => next.text === ']',
      );
      const rows = block.lines.map((row) => row.text).join('\n');
      return declared({
        kind: 'participant',
        lifelineKind: kind,
        id: id.name,
        name: rows,
        order: null,
        decoration: '',
        span: block.span,
        idSpan: spanOf(line, id.start, id.end),
      });
    }
    if (!isTail(tail)) return null;
    return declared({
      kind: 'participant',
      lifelineKind: kind,
      id: id.name,
      name: name.name,
      order: orderIn(tail),
      decoration: tail,
      span: spanOf(line),
      idSpan: spanOf(line, id.start, id.end),
    });

    function declared(participant: Participant): Reading {
      const problem = reader.lifelines.declare(participant);
      // A bare name in a box puts a lifeline there that was declared with its name and kind before.
      const placed = reader.isInBox() && kind === 'participant' && participant.name === participant.id;
      if (problem !== null && !placed) reader.report(problem);
      if (keyword?.[1] === undefined) return participant;
      reader.lifelines.use(participant.id, participant.idSpan);
      return {
        kind: 'statements',
        statements: [
          participant,
          {
            kind: 'activation',
            action: 'create',
            id: participant.id,
            decoration: '',
            span: participant.span,
          },
        ],
      };
    }
  },
};

/** Whether the text is stereotypes, `order`, colours and links, in any order. */
export function isTail(tail: string): boolean {
  let rest = tail;
  while (rest !== '') {
    const part = /^(?:<<[^>]*(?:>(?!>)[^>]*)*>>|order\s+-?\d+|#[^\s#]+|\[\[[^\]]*\]\])\s*/i.exec(rest);
    if (part === null) return false;
    rest = rest.slice(part[0].length);
  }
  return true;
}

/** `order 10`; the last one holds. */
function orderIn(tail: string): number | null {
  const found = [...tail.replace(/<<.*?>>|\[\[.*?\]\]/g, ' ').matchAll(/\border\s+(-?\d+)/gi)].at(-1);
  return found === undefined ? null : Number(found[1]);
}
