import { type Line, restOfLine } from '../text/lines.ts';
import { scanPlantumlArrow } from './arrows/plantuml-arrow.ts';
import { readQuoted, readWordOrQuoted, skipBlanks } from './names.ts';

/**
 * Splits a PlantUML diagram that has lost its line breaks: before each declaration, before `note`, `ref` and arrows between
 * lifelines that are declared, and before `group` and `end group`. Names in free text are no arrow's ends unless both
 * are declared, so a text such as `publication on Bitcoin\n-> cfd` stays whole. The first line of the answer is what
 * stood before the first statement.
 */
export function recoverLineBreaks(line: Line): Line[] {
  const { text } = line;
  const declarations = findDeclarations(text);
  const declared = new Set(declarations.values().map(({ id }) => id));
  const cuts: number[] = [];
  let offset = 0;
  while (offset < text.length) {
    const declaration = declarations.get(offset);
    if (declaration !== undefined) {
      cuts.push(offset);
      offset = declaration.end;
    } else if (startsStatement(text, offset, declared)) {
      cuts.push(offset);
      // The second word of `end group` begins no group.
      if (/^end\s/i.test(text.slice(offset, offset + 4))) offset = nextWord(text, offset);
    }
    offset = nextWord(text, offset);
  }
  return [0, ...cuts].map((start, index) => restOfLine(line, start, cuts[index] ?? text.length));
}

interface Declaration {
  readonly id: string;
  readonly end: number;
}

const kind = /^(?:participant|actor|boundary|control|entity|database|collections|queue)\s+/i;

/** `actor "Long" as X`, `participant X as Y`, by offset; `participant X` only where a statement must begin. */
function findDeclarations(text: string): Map<number, Declaration> {
  const found = new Map<number, Declaration>();
  let expected = 0;
  for (let offset = 0; offset < text.length; offset = nextWord(text, offset)) {
    const keyword = kind.exec(text.slice(offset, offset + 40));
    const name = keyword === null ? null : readWordOrQuoted(text, offset + keyword[0].length);
    if (name === null) continue;
    const as = /^\s+as\s+/i.exec(text.slice(name.end, name.end + 40));
    const alias = as === null ? null : readWordOrQuoted(text, name.end + as[0].length);
    if (alias === null && offset !== expected) continue;
    const id = alias === null || readQuoted(text, alias.start) !== null ? name : alias;
    const end = alias?.end ?? name.end;
    found.set(offset, { id: id.name, end });
    expected = skipBlanks(text, end);
    offset = end - 1;
  }
  return found;
}

function startsStatement(text: string, offset: number, declared: ReadonlySet<string>): boolean {
  if (/^(?:group|end group)(?:\s|$)/i.test(text.slice(offset, offset + 12))) return true;
  const over = /^(?:note\s+(?:over|left\s+of|right\s+of)|ref\s+over)\s+/i.exec(
    text.slice(offset, offset + 40),
  );
  if (over !== null) return namesUpToColon(text, offset + over[0].length, declared);
  const from = readWordOrQuoted(text, offset);
  if (from === null || !declared.has(from.name)) return false;
  const arrow = scanPlantumlArrow(text, skipBlanks(text, from.end));
  const to = arrow === null ? null : readWordOrQuoted(text, skipBlanks(text, arrow.end));
  return to !== null && declared.has(to.name) && text[skipBlanks(text, to.end)] === ':';
}

/** Whether `A, B :` stands at the offset. */
function namesUpToColon(text: string, start: number, declared: ReadonlySet<string>): boolean {
  let offset = start;
  for (;;) {
    const name = readWordOrQuoted(text, skipBlanks(text, offset));
    if (name === null || !declared.has(name.name)) return false;
    offset = skipBlanks(text, name.end);
    if (text[offset] !== ',') return text[offset] === ':';
    offset++;
  }
}

function nextWord(text: string, offset: number): number {
  let next = offset;
  while (next < text.length && !/\s/.test(text[next] as string)) next++;
  return skipBlanks(text, next);
}
