import type { Diagram, Dialect, Fragment, Operand, Statement } from './diagram.ts';
import { plantumlNotation } from './print-plantuml.ts';
import { wsdNotation } from './print-wsd.ts';

/** How one dialect writes what needs more than its own text. Each function gives whole lines, without indentation. */
export interface Notation {
  readonly start: (diagram: Diagram) => readonly string[];
  readonly end: readonly string[];
  readonly commentMark: string;
  readonly statement: (statement: Exclude<Statement, Fragment | PlainStatement>) => readonly string[];
  readonly head: (fragment: Fragment) => string;
  readonly operand: (operand: Operand, fragment: Fragment) => string;
  readonly fragmentEnd: (fragment: Fragment) => string;
}

/** Statements that keep their text as it was written, or are written alike everywhere. */
type PlainStatement = Extract<Statement, { kind: 'comment' | 'style' | 'unknown' | 'directive' }>;

const notations: { readonly [Name in Exclude<Dialect, 'mermaid'>]: Notation } = {
  plantuml: plantumlNotation,
  wsd: wsdNotation,
  sdo: wsdNotation,
};

/** The text of a diagram in its own dialect, indented by its fragments; read again it gives the same diagram. */
export function printDiagram(diagram: Diagram): string {
  const notation = notations[diagram.dialect === 'mermaid' ? 'wsd' : diagram.dialect];
  const lines = [
    ...notation.start(diagram),
    ...diagram.statements.flatMap((statement) => printStatement(statement, notation)),
    ...notation.end,
  ];
  return `${lines.join('\n')}\n`;
}

function printStatement(statement: Statement, notation: Notation): string[] {
  switch (statement.kind) {
    case 'fragment':
      return printFragment(statement, notation);
    case 'comment':
    case 'style':
    case 'unknown':
      return statement.text.split('\n');
    case 'directive':
      return [`${notation.commentMark} @${statement.name} ${statement.value}`.trim()];
    case 'participant':
    case 'message':
    case 'ref':
    case 'note':
    case 'activation':
    case 'title':
    case 'divider':
    case 'delay':
      return notation.statement(statement).flatMap((line) => line.split('\n'));
  }
}

function printFragment(fragment: Fragment, notation: Notation): string[] {
  const lines: string[] = [];
  fragment.operands.forEach((operand, index) => {
    lines.push(index === 0 ? notation.head(fragment) : notation.operand(operand, fragment));
    for (const statement of operand.statements) {
      // A blank line stays blank: there is nothing to indent.
      lines.push(...printStatement(statement, notation).map((line) => (line === '' ? '' : `  ${line}`)));
    }
  });
  return [...lines, notation.fragmentEnd(fragment)];
}

/** The parts that are not empty, with a blank between them. */
export function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** The head of a fragment or an operand: colours stand directly behind the keyword, the label behind a blank. */
export function headWords(keyword: string, decoration: string, label: string): string {
  const colors = decoration.replace(/^&\s*/, '');
  const mark = decoration.startsWith('&') ? '& ' : '';
  // A label may begin with what looks like a colour; it stays a label when the colours' places are taken.
  const glue = colors === '' || (!colors.includes(' ') && label.startsWith('#')) ? ' ' : '';
  return `${mark}${words(`${keyword}${glue}${colors}`.trimEnd(), label)}`;
}
