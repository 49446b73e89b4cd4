import type { Diagram, Dialect, Fragment, Statement } from './diagram.ts';
import type { Notation } from './notation.ts';
import { mermaidNotation } from './print-mermaid.ts';
import { plantumlNotation } from './print-plantuml.ts';
import { wsdNotation } from './print-wsd.ts';

const notations: { readonly [Name in Dialect]: Notation } = {
  plantuml: plantumlNotation,
  wsd: wsdNotation,
  // WSD has only `#` for comments.
  sdo: { ...wsdNotation, commentMark: '//' },
  mermaid: mermaidNotation,
};

/** The text of a diagram in its own dialect, indented by its fragments; read again it gives the same diagram. */
export function printDiagram(diagram: Diagram): string {
  const notation = notations[diagram.dialect];
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
