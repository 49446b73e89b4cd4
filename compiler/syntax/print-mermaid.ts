import { printText } from './constructs/mermaid-text.ts';
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
        const { shape, position, lifelines, text, decoration } = statement;
        return [words(`${shape} ${position} ${lifelines.join(',')}:`, printText(decoration, text))];
      }
      case 'activation':
        // `create` stands before the declaration.
        return statement.action === 'create' ? [] : [`${statement.action} ${statement.id}`];
      case 'title':
        // A title without a text would take the next line for it.
        return statement.text === '' ? ['title', ''] : [titleLine(statement.text)];
      case 'links':
        return [words(`${statement.keyword} ${statement.id}:`, statement.text)];
      case 'ref':
      case 'divider':
      case 'delay':
      case 'timing':
        // Mermaid has none of them, so no diagram of its own holds one.
        return [];
    }
  },
  head({ operator, keyword, operands, decoration }) {
    const label = operands[0]?.label ?? '';
    if (operator === 'rect') return words(keyword, decoration, label);
    // Behind the colour of a box may stand how its title is broken.
    const wrap = operator === 'box' ? (/(?:^|\s)((?:no)?wrap)$/.exec(decoration)?.[1] ?? '') : decoration;
    const color = operator === 'box' ? decoration.slice(0, decoration.length - wrap.length).trimEnd() : '';
    return words(keyword, color, printText(wrap, label));
  },
  operand({ label, decoration }, { operator, keyword }) {
    const word = operator === 'par' ? 'and' : keyword.toLowerCase() === 'critical' ? 'option' : 'else';
    return words(word, printText(decoration, label));
  },
  fragmentEnd: () => 'end',
};

function printParticipant({ lifelineKind, id, name, decoration }: Participant): string {
  const [, created = '', options = '', wrap = ''] =
    /^(create)?\s*((?:@\{.*\})?)\s*(\w*)$/.exec(decoration) ?? [];
  const keyword = lifelineKind === 'actor' && options === '' ? 'actor' : 'participant';
  const alias = name === id && wrap === '' ? '' : `as ${printText(wrap, name)}`;
  return words(created, keyword, id + options, alias);
}

function printMessage({ from, to, arrow, label, lifecycle, decoration }: Message): string {
  const [left, right] = arrow.reversed ? [to, from] : [from, to];
  const marks = lifecycle.map((step) => (step === 'activate' ? '+' : '-')).join('');
  const first = idOf(left);
  const second = idOf(right);
  // A name may end or begin with what belongs to other arrows: `A/ ->>B`.
  const before = /[/\\|()]$/.test(first) ? ' ' : '';
  const behind = /^[/\\|()x]/.test(second) ? ' ' : '';
  return words(`${first}${before}${arrow.text}${marks}${behind}${second}:`, printText(decoration, label));
}

function idOf(end: End): string {
  return end.kind === 'lifeline' ? end.id : '';
}
