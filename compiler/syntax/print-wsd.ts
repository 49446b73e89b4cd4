import { isParallel } from './constructs/parallel.ts';
import { shapeOf } from './constructs/wsd-participant.ts';
import type { Activation, End, Fragment, Message, Note, Participant, Ref } from './diagram.ts';
import { blockLines, headWords, type Notation, titleLine, words } from './notation.ts';

/** How websequencediagrams writes. */
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
        return [printActivation(statement)];
      case 'title':
        return [titleLine(statement.text)];
      case 'divider':
        return [`==${statement.text}==${statement.decoration}`];
      case 'delay':
        return [`...${statement.text}...`];
      case 'timing':
      case 'links':
        // Only PlantUML and Mermaid have them, so no diagram of these sites holds one.
        return [];
    }
  },
  head: (fragment) => (isParallel(fragment) ? `${fragment.keyword} {` : printHead(fragment)),
  operand: ({ label, decoration }, fragment) =>
    isParallel(fragment) ? null : headWords('else', decoration, label),
  fragmentEnd: (fragment) => (isParallel(fragment) ? '}' : 'end'),
};

/** sequencediagram.org has two kinds of comments, of which WSD has only `#`, and switches what is parallel on and off. */
export const sdoNotation: Notation = {
  ...wsdNotation,
  commentMark: '//',
  head: printHead,
  fragmentEnd: (fragment) => (isParallel(fragment) ? `${fragment.keyword} off` : 'end'),
};

function printHead({ operator, keyword, operands, decoration }: Fragment): string {
  // The colour of a group of participants is written apart from its keyword.
  const isGroup = operator === 'box' && /^#\S*$/.test(decoration);
  if (isGroup) return words(keyword, decoration, operands[0]?.label ?? '');
  return headWords(keyword, decoration, operands[0]?.label ?? '');
}

/** A name in quotes where it would be taken for something else. */
function quote(name: string): string {
  if (name.includes('"')) return name;
  const isKeyword =
    /^(?:note|state|[ar]?box\w*|ref|title|participant|actor|alt|opt|loop|par|group|else|include)\s/i.test(
      name,
    ) || shapeOf(name) !== '';
  return isKeyword || /^[-+*[\]#/“«(]|[:,]|<-|-\S*>|x-/.test(name) ? `"${name}"` : name;
}

function printParticipant({ lifelineKind, id, name, decoration }: Participant): string {
  const shown = / as |#/i.test(id) && !id.includes('"') ? `"${id}"` : id;
  const shape = shapeOf(decoration);
  const colors = decoration.slice(shape.length).trim();
  const keyword = shape === '' ? lifelineKind : shape;
  if (name === id) return words(keyword, shown, colors);
  return words(keyword, name.includes('"') ? name : `"${name}"`, 'as', shown, colors);
}

/** `destroyafter B` and `destroysilent B` are kept as the `after` and `silent` of a destruction. */
function printActivation({ action, id, decoration }: Activation): string {
  const ending = /^(?:after|silent)\b/.exec(decoration)?.[0] ?? '';
  const shown = /\s#/.test(id) && !id.includes('"') ? `"${id}"` : id;
  return words(action + ending, shown, decoration.slice(ending.length).trim());
}

function printMessage({ from, to, arrow, label, lifecycle }: Message): string {
  const [left, right] = arrow.reversed ? [to, from] : [from, to];
  const marks = { activate: '+', deactivate: '-', create: '*', destroy: '' } as const;
  const first = printEnd(left);
  const second = printEnd(right);
  const blankBefore = /(?:[-<(]|\(\d+\))$/.test(first) ? ' ' : '';
  const blankBehind = /^[->+*x(:#[]/.test(second) && lifecycle.length === 0 ? ' ' : '';
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
  if (!text.includes('\n') && (text !== '' || position === '')) return [`${head}: ${text}`.trimEnd()];
  const end = shape.toLowerCase() === 'state' ? 'end state' : 'end note';
  return [`${head}${position === '' ? ':' : ''}`, ...blockLines(text), end];
}

function printRef({ lifelines, label, decoration }: Ref): string[] {
  const head = words(`ref${decoration}`, 'over', lifelines.map(quote).join(', '));
  if (!label.includes('\n') && label !== '') return [`${head}: ${label}`];
  return [head, ...blockLines(label), 'end ref'];
}
