import { blockText, type Line, spanOf } from '../text/lines.ts';
import { coverSpans } from '../text/span.ts';
import type { ClassBlock } from './diagram.ts';

/** The first line of a type in a class diagram. */
export interface ClassHead {
  readonly kind: 'class' | 'enum';
  readonly name: string;
  /** What it extends and implements. */
  readonly parents: readonly string[];
  /** Its body follows, up to a `}`. */
  readonly opens: boolean;
}

/** `class Order<T> <<entity>> extends Base {`; null when the line is none. */
export function readClassHead(text: string): ClassHead | null {
  if (text.length > headMax) return null;
  const head = headPattern.exec(text);
  if (head === null) return null;
  const [whole, keyword = '', quoted, alias, plain] = head;
  let rest = text.slice(whole.length);
  const opens = /\{\s*\}?$/.exec(rest);
  if (opens !== null) rest = rest.slice(0, opens.index);
  const parents: string[] = [];
  for (rest = rest.trim(); rest !== ''; ) {
    const part = tailPattern.exec(rest);
    if (part === null) return null;
    if (part[1] !== undefined) parents.push(...part[1].split(',').map((name) => nameOf(name.trim())));
    rest = rest.slice(part[0].length).trim();
  }
  return {
    kind: keyword.toLowerCase() === 'enum' ? 'enum' : 'class',
    name: plain ?? alias ?? quoted ?? '',
    parents,
    opens: opens?.[0].startsWith('{') === true && !opens[0].endsWith('}'),
  };
}

/** Longer lines are none. */
const headMax = 500;

const headPattern =
  /^(abstract\s+class|abstract|class|interface|enum|struct|record)\s+(?:"([^"]*)"(?:\s+as\s+([\w.:$]+))?|([\w.:$]+)(?:\s+as\s+"[^"]*")?)(?![^\s<#[{])/i;

/** What may stand behind the name: generics, stereotypes, links, colours, labels in Mermaid, parents. */
const tailPattern =
  /^(?:<[^<>]*>|<<[^<>]*>>|\[\[[^\]]*\]\]|\["[^"]*"\]|##?[\w;:.|/\\-]+|(?:extends|implements)\s+([\w.:$<>]+(?:\s*,\s*[\w.:$<>]+)*))/i;

/** A line between two types: which is the parent or the whole, and how many there are of each. */
export interface ClassRelation {
  readonly left: string;
  readonly right: string;
  /** `<|`, `*`, `o`, `<`, or empty. */
  readonly leftHead: string;
  readonly rightHead: string;
  /** `0..*`, or empty. */
  readonly leftCount: string;
  readonly rightCount: string;
  readonly label: string;
}

/** `Order "1" *-- "0..*" Line : lines`; null when the line is none. */
export function readClassRelation(text: string): ClassRelation | null {
  const found = text.length > headMax ? null : relationPattern.exec(text);
  if (found === null) return null;
  const [
    ,
    left = '',
    leftCount = '',
    leftHead = '',
    rightHead = '',
    rightCount = '',
    right = '',
    label = '',
  ] = found;
  return { left: nameOf(left), right: nameOf(right), leftHead, rightHead, leftCount, rightCount, label };
}

/** Names hold single dots, so that an arrow of one dot stands behind a blank or a head. */
const relationPattern =
  /^("[^"]*"|[\w$]+(?:(?:\.|::)[\w$]+)*)\s*(?:"([^"]*)"\s*)?(<\||\*|(?<![\w$])o|<)?(?:-+|\.{2,}|(?<=[\s"*|<])\.)(?:\[[^\]]*\](?:-+|\.+)|(?:left|right|up|down|[lrud])(?:-+|\.+))?(\|>|\*|o(?![\w$])|>)?\s*(?:"([^"]*)"\s*)?("[^"]*"|[\w$]+(?:(?:\.|::)[\w$]+)*)\s*(?::\s*(.*))?$/;

/** Whether the line can be nothing but a relation between types, also where messages are drawn. */
export function isOnlyRelation({ leftHead, rightHead }: ClassRelation): boolean {
  return leftHead.includes('|') || rightHead.includes('|') || leftHead === '*' || rightHead === '*';
}

/** `Order : id : UUID`, which gives a type another member. */
export function readClassMember(text: string): { readonly name: string; readonly member: string } | null {
  const found = text.length > headMax ? null : /^([\w.$]+)\s*:\s*(\S.*)$/.exec(text);
  return found === null ? null : { name: found[1] as string, member: found[2] as string };
}

/** Every part of a class diagram that says what its types hold; packages, notes and looks are not ours. */
export function readClasses(lines: readonly Line[]): ClassBlock[] {
  const found: ClassBlock[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    const head = readClassHead(line.text);
    if (head !== null) {
      let end = index;
      if (head.opens) while (end + 1 < lines.length && !endsBody(lines[end] as Line, end > index)) end++;
      found.push(classBlock(head.name, line, lines.slice(index + 1, end + 1)));
      index = end;
    } else if (readClassRelation(line.text) !== null) found.push(classBlock(null, line, []));
    else {
      const member = readClassMember(line.text);
      if (member !== null) found.push(classBlock(member.name, line, []));
    }
  }
  return found;
}

/** The body of a type ends at a brace of its own. */
export function endsBody({ text }: Line, isInside: boolean = true): boolean {
  return isInside && text === '}';
}

/** The block of a type, or of a relation, with the lines behind its first. */
export function classBlock(name: string | null, head: Line, rows: readonly Line[]): ClassBlock {
  const text = rows.length === 0 ? head.text : `${head.text}\n${blockText(rows)}`;
  return { kind: 'class', name, text, span: coverSpans(spanOf(head), spanOf(rows.at(-1) ?? head)) };
}

function nameOf(text: string): string {
  return text.replace(/^"(.*)"$/, '$1').replace(/<.*$/, '');
}
