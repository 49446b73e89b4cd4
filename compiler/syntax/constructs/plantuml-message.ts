import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import { hasTypographicDash, scanPlantumlArrow } from '../arrows/plantuml-arrow.ts';
import { type Construct, type Reader, reading } from '../construct.ts';
import type { End, Message, Participant } from '../diagram.ts';
import { type ReadName, readQuoted, readWordOrQuoted, skipBlanks } from '../names.ts';
import { readPrefix, reportPrefix } from './message-prefix.ts';

/**
 * `A -> B ++ #gold : label`, in PlantUML. What stands before it is kept with the decoration.
 *
 *     "Long" as L <<-[#red]- B & C --++ #gold : label
 *     └───┬─────┘ └───┬────┘ └─┬─┘ └─┬┘ └─┬─┘   └─┬─┘
 *        end        arrow     end    life  decoration  label
 */
export const plantumlMessage: Construct = {
  name: 'message',
  read(line, reader) {
    const { text } = line;
    const prefix = readPrefix(text);
    const left = readEnd(text, prefix.end);
    if (left === null) return null;
    const arrowStart = skipBlanks(text, left.end);
    // `Ax-> B` is a name `Ax`; a mark needs a blank before it, which the scanner looks for.
    const scanned = scanPlantumlArrow(text, arrowStart);
    if (scanned === null) return null;
    const right = readEnd(text, skipBlanks(text, scanned.end));
    if (right === null || (left.kind !== 'name' && right.kind !== 'name')) return null;
    const receivers = readReceivers(text, right.end);
    const life = readLifecycle(text, receivers.end);
    const tail = readDecoration(text, life.end);
    const colon = skipBlanks(text, tail.end);
    if (colon < text.length && text[colon] !== ':') return null;

    const declarations = declareInline(line, reader, [left, right]);
    const first = makeEnd(line, left, reader);
    const second = makeEnd(line, right, reader);
    const alsoTo = receivers.names.map((name) =>
      makeEnd(line, { kind: 'name', ...name, alias: null }, reader),
    );
    const { arrow } = scanned;
    if (hasTypographicDash(arrow.text)) {
      reader.report(
        diagnose('typographic-dash', { text: arrow.text }, spanOf(line, arrowStart, scanned.end)),
      );
    }
    reportPrefix(line, reader, prefix.text);
    const labelStart = Math.min(skipBlanks(text, colon + 1), text.length);
    const message: Message = {
      kind: 'message',
      from: arrow.reversed ? second : first,
      to: arrow.reversed ? first : second,
      alsoTo,
      arrow,
      label: text.slice(labelStart),
      decoration: `${prefix.text} ${tail.text}`.trim(),
      span: spanOf(line),
      labelSpan: spanOf(line, labelStart),
      lifecycle: life.steps,
    };
    return reading(...declarations, message);
  },
};

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
  const as = /^\s+as\s+/i.exec(text.slice(name.end, name.end + 40));
  const alias = as === null ? null : readWordOrQuoted(text, name.end + as[0].length);
  if (alias === null) return { kind: 'name', ...name, alias: null };
  const aliasIsName = readQuoted(text, alias.start) !== null && readQuoted(text, name.start) === null;
  const [id, shown] = aliasIsName ? [name, alias] : [alias, name];
  return { kind: 'name', name: id.name, start, end: alias.end, alias: shown };
}

/** `"Long name" as L -> …` declares while it uses: a declaration is put before the message, of both ends to keep their order. */
function declareInline(line: Line, reader: Reader, ends: readonly WrittenEnd[]): Participant[] {
  if (!ends.some((end) => end.kind === 'name' && end.alias !== null)) return [];
  const declarations: Participant[] = [];
  for (const end of ends) {
    if (end.kind !== 'name' || reader.lifelines.isKnown(end.name)) continue;
    const span = spanOf(line, end.start, end.end);
    const name = end.alias?.name ?? end.name;
    const participant: Participant = {
      kind: 'participant',
      lifelineKind: 'participant',
      id: end.name,
      name,
      decoration: '',
      span,
      idSpan: span,
    };
    reader.lifelines.declare(participant);
    declarations.push(participant);
  }
  return declarations;
}

function makeEnd(line: Line, written: WrittenEnd, reader: Reader): End {
  const span = spanOf(line, written.start, written.end);
  switch (written.kind) {
    case 'gate':
      return { kind: 'gate', side: written.side, span };
    case 'nowhere':
      return { kind: 'nowhere', span };
    case 'name':
      reader.lifelines.use(written.name, span);
      return { kind: 'lifeline', id: written.name, span };
  }
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

const lifecycleMarks = { '++': 'activate', '--': 'deactivate', '**': 'create', '!!': 'destroy' } as const;

function readLifecycle(text: string, start: number): { steps: Message['lifecycle']; end: number } {
  const steps: Message['lifecycle'][number][] = [];
  let end = start;
  for (;;) {
    const at = skipBlanks(text, end);
    const step = lifecycleMarks[text.slice(at, at + 2) as keyof typeof lifecycleMarks];
    if (step === undefined) return { steps, end };
    steps.push(step);
    end = at + 2;
  }
}

/** Colour, stereotype and link between the receiver and the colon. */
function readDecoration(text: string, start: number): { text: string; end: number } {
  const from = skipBlanks(text, start);
  let end = from;
  for (;;) {
    const part = /^\s*(?:#[^\s:]+|<<[^>]*>>|\[\[[^\]]*\]\])/.exec(text.slice(end, end + 1_000));
    if (part === null) return { text: text.slice(from, end), end };
    end += part[0].length;
  }
}
