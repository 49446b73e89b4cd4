import type { Directive, Statement } from '../syntax/diagram.ts';

/** The directives that speak of the whole diagram, and the statements without them. */
export interface Head {
  readonly ofDiagram: readonly Directive[];
  readonly statements: readonly Statement[];
}

/** Takes the directives out that stand above the first declaration, the title or a style line, before anything happens. */
export function takeHead(statements: readonly Statement[]): Head {
  const ofDiagram: Directive[] = [];
  const taken = new Set<Statement>();
  let waiting: Directive[] = [];
  for (const statement of statements) {
    const { kind } = statement;
    if (kind === 'directive') waiting.push(statement);
    if (kind === 'directive' || kind === 'comment' || kind === 'prose') continue;
    if (kind === 'participant' || kind === 'title' || kind === 'style' || isBox(statement)) {
      for (const directive of waiting) {
        ofDiagram.push(directive);
        taken.add(directive);
      }
    }
    waiting = [];
    if (kind !== 'style' && kind !== 'title' && kind !== 'class') break;
  }
  return { ofDiagram, statements: statements.filter((statement) => !taken.has(statement)) };
}

function isBox(statement: Statement): boolean {
  return statement.kind === 'fragment' && statement.operator === 'box';
}
