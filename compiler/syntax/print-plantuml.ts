import type { Anchor, End, Message, Note, Participant, Ref, Timing } from './diagram.ts';
import { isWord } from './names.ts';
import { blockLines, headWords, type Notation, titleLine, words } from './notation.ts';

/** How PlantUML writes. */
export const plantumlNotation: Notation = {
  start: (diagram) => [words('@startuml', diagram.name ?? '')],
  end: ['@enduml'],
  commentMark: "'",
  statement(statement) {
    switch (statement.kind) {
      case 'participant':
        return printParticipant(statement);
      case 'message':
        return [printMessage(statement)];
      case 'ref':
        return printRef(statement);
      case 'note':
        return printNote(statement);
      case 'activation':
        return [words(statement.action, quote(statement.id), statement.decoration)];
      case 'title':
        return printTitle(statement.text);
      case 'divider':
        return [`== ${statement.text} ==`];
      case 'delay':
        return [printDelay(statement.text)];
      case 'timing':
        return [printTiming(statement)];
      case 'links':
        // Only Mermaid has them, so no diagram of PlantUML holds one.
        return [];
    }
  },
  head({ operator, keyword, operands, decoration, parallel }) {
    const label = operands[0]?.label ?? '';
    if (operator === 'box') return words(keyword, label === '' ? '' : quoteLabel(label), decoration);
    return words(parallel ? '&' : '', headWords(keyword, decoration, label));
  },
  operand: ({ label, decoration }) => headWords('else', decoration, label),
  fragmentEnd: ({ operator }) => (operator === 'box' ? 'end box' : 'end'),
};

function printTitle(text: string): string[] {
  if (text.includes('\n') || text === '') return ['title', ...blockLines(text), 'end title'];
  // `title -> B` is a message, and so may be what follows `title as`.
  return [/^(?:as\s|[^\p{L}\p{N}"])/iu.test(text) ? `title: ${text}` : titleLine(text)];
}

function quoteLabel(label: string): string {
  return label.includes('"') ? label : `"${label}"`;
}

function quote(name: string): string {
  if (isWord(name)) return name;
  return name.includes('"') ? `“${name}”` : `"${name}"`;
}

function printParticipant({ lifelineKind, id, name, decoration }: Participant): string[] {
  if (name.includes('\n')) return [`${lifelineKind} ${quote(id)} [`, ...blockLines(name), ']'];
  if (name === id) return [words(lifelineKind, quote(id), decoration)];
  // Behind a quoted name stands the id; of two words the second is the id, too.
  return [words(lifelineKind, `"${name}"`.replace(/^"(.*".*)"$/, '“$1”'), 'as', quote(id), decoration)];
}

function printMessage(message: Message): string {
  const { from, to, alsoTo, arrow, label, decoration, parallel, anchors, lifecycle } = message;
  const text = label === '' ? '' : ` : ${label}`;
  const prefix = words(parallel ? '&' : '', printAnchor(anchors.start));
  if (arrow.text === 'return') return words(prefix, 'return', decoration, label);
  const [left, right] = arrow.reversed ? [to, from] : [from, to];
  const marks = { activate: '++', deactivate: '--', create: '**', destroy: '!!' } as const;
  const [leftAnchor, rightAnchor] = arrow.reversed ? [anchors.end, null] : [null, anchors.end];
  const line = words(
    prefix,
    [
      `${printEnd(left)}${printAnchor(leftAnchor)}${left.kind === 'lifeline' ? ' ' : ''}${arrow.text}`,
      `${right.kind === 'lifeline' ? ' ' : ''}${printEnd(right)}`,
    ].join(''),
    ...alsoTo.map((end) => `& ${printEnd(end)}`),
    printAnchor(rightAnchor),
    lifecycle.map((step) => marks[step]).join(''),
    decoration,
  );
  return line + text;
}

function printEnd(end: End): string {
  switch (end.kind) {
    case 'lifeline':
      return quote(end.id);
    case 'gate':
      return end.side === 'left' ? '[' : ']';
    case 'nowhere':
      return '?';
  }
}

/** Dots are legal in names, so what looks like an arrow keeps its distance from them. */
function printDelay(text: string): string {
  if (text === '') return '...';
  return /[-<>]/.test(text) ? `... ${text} ...` : `...${text}...`;
}

function printAnchor(anchor: Anchor | null): string {
  return anchor === null ? '' : `{${anchor.name}}`;
}

function printTiming({ from, to, arrow, text }: Timing): string {
  return `${printAnchor(from)} ${arrow} ${printAnchor(to)}${text === '' ? '' : ` : ${text}`}`;
}

function printNote({ position, shape, lifelines, text, parallel, decoration }: Note): string[] {
  const [, aligned = '', stereotype = '', color = ''] =
    /^(\/?)\s*((?:<<.*>>)?)\s*(.*)$/.exec(decoration) ?? [];
  const head = words(
    parallel ? '&' : aligned,
    shape,
    stereotype,
    position,
    lifelines.map(quote).join(', '),
    color,
  );
  if (text.includes('\n') || text === '') return [head, ...blockLines(text), 'end note'];
  return [`${head} : ${text}`];
}

function printRef({ lifelines, label, parallel, decoration }: Ref): string[] {
  const [first = '', ...others] = decoration.split(' ');
  const head = words(parallel ? '&' : '', `ref${first}`, 'over', lifelines.map(quote).join(', '), ...others);
  if (label.includes('\n') || label === '') return [head, ...blockLines(label), 'end ref'];
  return [`${head} : ${label}`];
}
