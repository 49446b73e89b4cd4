import type { Span } from '../text/span.ts';
import type { Diagram, Dialect, Fragment, Message, Statement } from './diagram.ts';
import type { Notation } from './notation.ts';
import { mermaidNotation } from './print-mermaid.ts';
import { plantumlNotation } from './print-plantuml.ts';
import { sdoNotation, wsdNotation } from './print-wsd.ts';

const notations: { readonly [Name in Dialect]: Notation } = {
  plantuml: plantumlNotation,
  wsd: wsdNotation,
  sdo: sdoNotation,
  mermaid: mermaidNotation,
};

/** The text of a diagram in its own dialect, indented by its fragments; read again it gives the same diagram. */
export function printDiagram(diagram: Diagram): string {
  const rows = printPieces(diagram).flatMap(({ lines, depth }) => lines.map((line) => indent(line, depth)));
  return `${rows.join('\n')}\n`;
}

/** A message as a line of the dialect. */
export function printMessage(message: Message, dialect: Dialect): string {
  return printStatement(message, notations[dialect]).join(' ');
}

/** Lines that belong together: a statement, an edge of a fragment, or a mark of the diagram. */
export type Piece = { readonly lines: readonly string[]; readonly depth: number } & (
  | { readonly kind: 'statement'; readonly statement: Exclude<Statement, Fragment> }
  /** The line that opens an operand, at `span`. */
  | { readonly kind: 'head'; readonly span: Span }
  /** The line that closes a fragment, at the end of whose span it stands. */
  | { readonly kind: 'end'; readonly fragment: Fragment }
  /** `@startuml` and `@enduml`. */
  | { readonly kind: 'mark' }
);

/** What is printed of a diagram, in text order. The formatter lays the author's own text over it. */
export function printPieces(diagram: Diagram): readonly Piece[] {
  const notation = notations[diagram.dialect];
  const pieces: Piece[] = [];
  const mark = (line: string): Piece => ({ kind: 'mark', lines: [line], depth: 0 });
  pieces.push(...notation.start(diagram).map(mark));
  printStatements(diagram.statements, 0, notation, pieces);
  pieces.push(...notation.end.map(mark));
  return pieces;
}

/** A line at its depth; a blank line stays blank, as there is nothing to indent. */
export function indent(line: string, depth: number): string {
  return line === '' ? '' : `${'  '.repeat(depth)}${line}`;
}

function printStatements(
  statements: readonly Statement[],
  depth: number,
  notation: Notation,
  pieces: Piece[],
): void {
  let inner = depth;
  for (const statement of statements) {
    if (statement.kind === 'fragment') {
      printFragment(statement, inner, notation, pieces);
      continue;
    }
    const lines = printStatement(statement, notation);
    if (closesBlock(statement)) inner = Math.max(depth, inner - 1);
    pieces.push({ kind: 'statement', statement, lines, depth: inner });
    if (opensBlock(statement)) inner++;
  }
}

/** Mermaid's header, and the lines of PlantUML's preprocessor where it has not done its work: what follows stands deeper. */
function opensBlock({ kind, ...statement }: Exclude<Statement, Fragment>): boolean {
  const text = 'text' in statement ? statement.text : '';
  if (kind === 'style') return /^sequenceDiagram(?=[\s:]|$)/i.test(text);
  return kind === 'unknown' && /^!(?:if|ifdef|ifndef|else|elseif|while|foreach)\b/i.test(text);
}

function closesBlock({ kind, ...statement }: Exclude<Statement, Fragment>): boolean {
  const text = 'text' in statement ? statement.text : '';
  return kind === 'unknown' && /^!(?:else|elseif|endif|endwhile|endfor)\b/i.test(text);
}

function printStatement(statement: Exclude<Statement, Fragment>, notation: Notation): string[] {
  switch (statement.kind) {
    case 'comment':
    case 'prose':
    case 'class':
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
    case 'timing':
    case 'links':
      return notation.statement(statement).flatMap((line) => line.split('\n'));
  }
}

function printFragment(fragment: Fragment, depth: number, notation: Notation, pieces: Piece[]): void {
  fragment.operands.forEach((operand, index) => {
    const line = index === 0 ? notation.head(fragment) : notation.operand(operand, fragment);
    if (line !== null) pieces.push({ kind: 'head', span: operand.span, lines: [line], depth });
    printStatements(operand.statements, depth + 1, notation, pieces);
  });
  pieces.push({ kind: 'end', fragment, lines: [notation.fragmentEnd(fragment)], depth });
}
