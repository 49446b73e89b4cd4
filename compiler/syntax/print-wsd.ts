import type { End, Message, Note, Participant, Ref } from './diagram.ts';
import { headWords, type Notation, titleLine, words } from './notation.ts';

/** How websequencediagrams and sequencediagram.org write. */
export const wsdNotation: Notation = {
  start: () => [],
  end: [],
  commentMark: '#',
  statement(statement) {
    switch (statement.kind) {
      case 'participant':
        return [printParticipant(statement)];
      case 'message':
        return [printMessage(statement)];
      case 'ref':
        return printRef(statement);
      case 'note':
        return printNote(statement);
      case 'activation':
        return [words(statement.action, statement.id, statement.decoration)];
      case 'title':
        return [titleLine(statement.text)];
      case 'divider':
        return [`==${statement.text}==`];
      case 'delay':
        return [`...${statement.text}...`];
    }
  },
  head: ({ keyword, operands, decoration }) => headWords(keyword, decoration, operands[0]?.label ?? ''),
  operand: ({ label, decoration }) => headWords('else', decoration, label),
  fragmentEnd: () => 'end',
};

/** A name in quotes where it would be taken for something else. */
function quote(name: string): string {
  if (name.includes('"')) return name;
  const isKeyword =
    /^(?:note|state|[ar]?box\w*|ref|title|participant|actor|alt|opt|loop|par|group|else)\s/i.test(name);
  return isKeyword || /^[-+*[\]#/“«(]|[:,]|<-|-\S*>|x-/.test(name) ? `"${name}"` : name;
}

function printParticipant({ lifelineKind, id, name, decoration }: Participant): string {
  const shown = / as |#/i.test(id) && !id.includes('"') ? `"${id}"` : id;
  if (name === id) return words(lifelineKind, shown, decoration);
  return words(lifelineKind, name.includes('"') ? name : `"${name}"`, 'as', shown, decoration);
}

function printMessage({ from, to, arrow, label, lifecycle }: Message): string {
  const [left, right] = arrow.reversed ? [to, from] : [from, to];
  const marks = { activate: '+', deactivate: '-', create: '*', destroy: '' } as const;
  const first = printEnd(left);
  const second = printEnd(right);
  const blankBefore = /(?:[-<(]|\(\d+\))$/.test(first) ? ' ' : '';
  const blankBehind = /^[->+*x(:]/.test(second) && lifecycle.length === 0 ? ' ' : '';
  const middle = `${blankBefore}${arrow.text}${lifecycle.map((step) => marks[step]).join('')}${blankBehind}`;
  return `${first}${middle}${second}:${label === '' ? '' : ` ${label}`}`;
}

function printEnd(end: End): string {
  switch (end.kind) {
    case 'lifeline':
      return quote(end.id);
    case 'gate':
      return end.side === 'left' ? '[' : ']';
    case 'nowhere':
      return '';
  }
}

function printNote({ position, shape, lifelines, text, decoration }: Note): string[] {
  const head = words(shape, decoration, position, lifelines.map(quote).join(','));
  if (!text.includes('\n') && text !== '') return [`${head}: ${text}`];
  return [head, ...(text === '' ? [] : [text]), shape.toLowerCase() === 'state' ? 'end state' : 'end note'];
}

function printRef({ lifelines, label, decoration }: Ref): string[] {
  const head = words(`ref${decoration}`, 'over', lifelines.map(quote).join(', '));
  if (!label.includes('\n') && label !== '') return [`${head}: ${label}`];
  return [head, ...(label === '' ? [] : [label]), 'end ref'];
}
