import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import { hasTypographicDash, mayBeginArrow, scanPlantumlArrow } from '../arrows/plantuml-arrow.ts';
import type { Construct, Reader } from '../construct.ts';
import type { Anchor, End, Message, Participant } from '../diagram.ts';
import { rewriting } from '../fixes.ts';
import { behindAs, type ReadName, readQuoted, readWordOrQuoted, skipBlanks, wordEnd } from '../names.ts';
import { readLifecycle } from './lifecycle-marks.ts';
import { readAnchor, readPrefix, unanchored } from './message-prefix.ts';

/**
 * `& {a} A -> B {b} ++ #gold : label`, in PlantUML.
 *
 *     "Long" as L <<-[#red]- B & C --++ #gold : label
 *     └───┬─────┘ └───┬────┘ └─┬─┘ └─┬┘ └─┬─┘   └─┬─┘
 *        end        arrow     end    life  decoration  label
 */
export const plantumlMessage: Construct = {
  name: 'message',
  read(line, reader) {
    const { text } = line;
    const prefix = readPrefix(line);
    if (!mayHaveArrow(text, prefix.end)) return null;
    const left = readEnd(text, prefix.end) ?? leftEdge(text, prefix.end);
    if (left === null) return null;
    const leftAnchor = readAnchor(line, skipBlanks(text, left.end));
    const arrowStart = skipBlanks(text, leftAnchor?.end ?? left.end);
    // `Ax-> B` is a name `Ax`; a mark needs a blank before it, which the scanner looks for.
    const scanned = scanPlantumlArrow(text, arrowStart);
    if (scanned === null) return null;
    const right = readEnd(text, skipBlanks(text, scanned.end)) ?? rightEdge(text, scanned.end);
    if (right === null || (left.kind !== 'name' && right.kind !== 'name')) return null;
    const tail = readTail(line, right.end);
    if (tail === null) return null;
    const { arrow } = scanned;
    const anchors = anchorsOf(prefix.anchor, leftAnchor?.anchor ?? null, tail.anchor, arrow.reversed);
    if (anchors === null) return null;

    const declarations = declareInline(line, reader, left, right);
    const first = makeEnd(line, left, reader);
    const second = makeEnd(line, right, reader);
    const alsoTo = tail.receivers.map((name) =>
      makeEnd(line, { kind: 'name', ...name, alias: null }, reader),
    );
    if (hasTypographicDash(arrow.text)) {
      const plain = { start: arrowStart, end: scanned.end, text: arrow.text.replaceAll('–', '-') };
      const place = spanOf(line, arrowStart, scanned.end);
      reader.report(
        diagnose('typographic-dash', { text: arrow.text }, place, [], rewriting(line, plain, true)),
      );
    }
    const labelStart = Math.min(skipBlanks(text, tail.colon + 1), text.length);
    const message: Message = {
      kind: 'message',
      from: arrow.reversed ? second : first,
      to: arrow.reversed ? first : second,
      alsoTo,
      arrow,
      label: text.slice(labelStart),
      decoration: tail.decoration,
      span: spanOf(line),
      labelSpan: spanOf(line, labelStart),
      parallel: prefix.parallel,
      anchors,
      lifecycle: tail.lifecycle,
    };
    return declarations.length === 0
      ? message
      : { kind: 'statements', statements: [...declarations, message] };
  },
};

/** Whether what stands behind an unquoted name at the offset may be an arrow, an anchor or an alias, as it is in every message. */
function mayHaveArrow(text: string, start: number): boolean {
  const end = wordEnd(text, start);
  const behind = skipBlanks(text, end);
  return end === start || mayBeginArrow(text, behind) || text[behind] === '{' || behindAs(text, end) !== null;
}

type WrittenEnd =
  | (ReadName & { readonly kind: 'name'; readonly alias: ReadName | null })
  | { readonly kind: 'gate'; readonly side: 'left' | 'right'; readonly start: number; readonly end: number }
  | { readonly kind: 'nowhere'; readonly start: number; readonly end: number };

/** A name, with an alias where it is declared here, or one of `[`, `]` and `?` beside the arrow. */
function readEnd(text: string, start: number): WrittenEnd | null {
  const end = start + 1;
  if (text[start] === '[') return { kind: 'gate', side: 'left', start, end };
  if (text[start] === ']') return { kind: 'gate', side: 'right', start, end };
  if (text[start] === '?') return { kind: 'nowhere', start, end };
  const name = readWordOrQuoted(text, start);
  if (name === null) return null;
  const as = behindAs(text, name.end);
  const alias = as === null ? null : readWordOrQuoted(text, as);
  if (alias === null) return { kind: 'name', name: name.name, start, end: name.end, alias: null };
  const aliasIsName = readQuoted(text, alias.start) !== null && readQuoted(text, name.start) === null;
  const [id, shown] = aliasIsName ? [name, alias] : [alias, name];
  return { kind: 'name', name: id.name, start, end: alias.end, alias: shown };
}

/** `-> A`: without a left end the message comes from the left edge of the diagram. */
function leftEdge(text: string, at: number): WrittenEnd | null {
  return /[-–<\\/]/.test(text.charAt(at)) ? { kind: 'gate', side: 'left', start: at, end: at } : null;
}

/** `A ->`: without a right end it goes to the right edge. */
function rightEdge(text: string, at: number): WrittenEnd | null {
  const next = skipBlanks(text, at);
  const isOver = next >= text.length || text[next] === ':';
  return isOver ? { kind: 'gate', side: 'right', start: at, end: at } : null;
}

/** The anchors of a message, from those before it and behind its two ends; null when two name the same moment. */
function anchorsOf(
  before: Anchor | null,
  left: Anchor | null,
  right: Anchor | null,
  reversed: boolean,
): Message['anchors'] | null {
  if (before === null && left === null && right === null) return unanchored;
  const [sent, received] = reversed ? [right, left] : [left, right];
  return before !== null && sent !== null ? null : { start: before ?? sent, end: received };
}

/** `"Long name" as L -> …` declares while it uses: a declaration is put before the message, of both ends to keep their order. */
function declareInline(
  line: Line,
  reader: Reader,
  left: WrittenEnd,
  right: WrittenEnd,
): readonly Participant[] {
  if (!hasAlias(left) && !hasAlias(right)) return none;
  const declarations: Participant[] = [];
  for (const end of [left, right]) {
    if (end.kind !== 'name' || reader.lifelines.isKnown(end.name)) continue;
    const span = spanOf(line, end.start, end.end);
    const name = end.alias?.name ?? end.name;
    const participant: Participant = {
      kind: 'participant',
      lifelineKind: 'participant',
      id: end.name,
      name,
      order: null,
      decoration: '',
      span,
      idSpan: span,
    };
    reader.lifelines.declare(participant);
    declarations.push(participant);
  }
  return declarations;
}

function hasAlias(end: WrittenEnd): boolean {
  return end.kind === 'name' && end.alias !== null;
}

function makeEnd(line: Line, written: WrittenEnd, reader: Reader): End {
  const span = spanOf(line, written.start, written.end);
  switch (written.kind) {
    case 'gate':
      return { kind: 'gate', side: written.side, span };
    case 'nowhere':
      return { kind: 'nowhere', span };
    case 'name':
      return { kind: 'lifeline', id: reader.lifelines.use(written.name, span), span };
  }
}

/** What stands between the receiver and the colon. */
interface Tail {
  readonly receivers: readonly ReadName[];
  readonly anchor: Anchor | null;
  readonly lifecycle: Message['lifecycle'];
  readonly decoration: string;
  /** Where the colon stands; the end of the line when there is none. */
  readonly colon: number;
}

const none: readonly [] = [];

function readTail(line: Line, start: number): Tail | null {
  const { text } = line;
  const receivers = readReceivers(text, start);
  const anchor = readAnchor(line, skipBlanks(text, receivers.end));
  const life = readLifecycle(text, anchor?.end ?? receivers.end);
  const decoration = readDecoration(text, life.end);
  const colon = skipBlanks(text, decoration.end);
  if (colon < text.length && text[colon] !== ':') return null;
  return {
    receivers: receivers.names,
    anchor: anchor?.anchor ?? null,
    lifecycle: life.steps,
    decoration: decoration.text,
    colon,
  };
}

function readReceivers(text: string, start: number): { names: ReadName[]; end: number } {
  const names: ReadName[] = [];
  let end = start;
  for (;;) {
    const ampersand = skipBlanks(text, end);
    const name = text[ampersand] === '&' ? readWordOrQuoted(text, skipBlanks(text, ampersand + 1)) : null;
    if (name === null) return { names, end };
    names.push(name);
    end = name.end;
  }
}

/** Colour, stereotype and link between the receiver and the colon. */
function readDecoration(text: string, start: number): { text: string; end: number } {
  const from = skipBlanks(text, start);
  let end = from;
  for (;;) {
    const begins = /[#<[]/.test(text.charAt(skipBlanks(text, end)));
    const part = begins
      ? /^\s*(?:#[^\s:]+|<<[^>]*>>|\[\[[^\]]*\]\])/.exec(text.slice(end, end + 1_000))
      : null;
    if (part === null) return { text: text.slice(from, end), end };
    end += part[0].length;
  }
}
