import type { End, Message, Participant } from './diagram.ts';
import { type Notation, titleLine, words } from './notation.ts';

/** How Mermaid writes. Its header is a style line of the diagram, as comments may stand before it. */
export const mermaidNotation: Notation = {
  start: () => [],
  end: [],
  commentMark: '%%',
  statement(statement) {
    switch (statement.kind) {
      case 'participant':
        return [printParticipant(statement)];
      case 'message':
        return [printMessage(statement)];
      case 'note': {
        const { shape, position, lifelines, text } = statement;
        return [words(`${shape} ${position} ${lifelines.join(',')}:`, text)];
      }
      case 'activation':
        // `create` stands before the declaration.
        return statement.action === 'create' ? [] : [`${statement.action} ${statement.id}`];
      case 'title':
        return [titleLine(statement.text)];
      case 'ref':
      case 'divider':
      case 'delay':
        // Mermaid has none of them, so no diagram of its own holds one.
        return [];
    }
  },
  head: ({ keyword, operands, decoration }) => words(keyword, decoration, operands[0]?.label ?? ''),
  operand({ label }, { operator, keyword }) {
    const word = operator === 'par' ? 'and' : keyword.toLowerCase() === 'critical' ? 'option' : 'else';
    return words(word, label);
  },
  fragmentEnd: () => 'end',
};

function printParticipant({ lifelineKind, id, name, decoration }: Participant): string {
  const created = decoration.startsWith('create');
  const options = decoration.replace(/^create\s*/, '');
  const keyword = lifelineKind === 'actor' && options === '' ? 'actor' : 'participant';
  return words(created ? 'create' : '', keyword, id + options, name === id ? '' : `as ${name}`);
}

function printMessage({ from, to, arrow, label, lifecycle }: Message): string {
  const [left, right] = arrow.reversed ? [to, from] : [from, to];
  const marks = lifecycle.map((step) => (step === 'activate' ? '+' : '-')).join('');
  const first = idOf(left);
  const second = idOf(right);
  // A name may end or begin with what belongs to other arrows: `A/ ->>B`.
  const before = /[/\\|()]$/.test(first) ? ' ' : '';
  const behind = /^[/\\|()x]/.test(second) ? ' ' : '';
  return words(`${first}${before}${arrow.text}${marks}${behind}${second}:`, label);
}

function idOf(end: End): string {
  return end.kind === 'lifeline' ? end.id : '';
}
