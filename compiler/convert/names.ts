import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Message, Statement } from '../syntax/diagram.ts';
import { parse } from '../syntax/parse.ts';
import { printDiagram } from '../syntax/print.ts';
import type { Target } from './target.ts';

/** What the lifelines of a diagram are called in another language. */
export interface Names {
  readonly of: (id: string) => string;
  readonly isAlias: (id: string) => boolean;
  /** Whether it has to be declared, because it is called otherwise, or holds what looks like an arrow. */
  readonly isDeclared: (id: string) => boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Keeps the ids that are names in the target, and makes an alias for each other one. */
export function nameLifelines(diagram: Diagram, target: Target): Names {
  const kept = new Set(diagram.lifelines.map(({ id }) => id).filter((id) => isName(id, target)));
  const aliases = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { id, span } of diagram.lifelines) {
    if (kept.has(id)) continue;
    const alias = makeAlias(id, (one) => kept.has(one) || !isName(one, target));
    kept.add(alias);
    aliases.set(id, alias);
    diagnostics.push(diagnose('lifeline-renamed', { id, alias, language: target.language }, span));
  }
  return {
    of: (id) => aliases.get(id) ?? id,
    isAlias: (id) => aliases.has(id),
    isDeclared: (id) => aliases.has(id) || (target.dialect !== 'plantuml' && /-x|x-/.test(id)),
    diagnostics,
  };
}

/** Letters and digits of the name, and a number when that is taken. */
function makeAlias(id: string, isTaken: (alias: string) => boolean): string {
  const word = id
    .replaceAll(/\\n|<br\s*\/?>/gi, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const stem = word === '' ? 'lifeline' : word;
  if (!isTaken(stem)) return stem;
  for (let number = 1; ; number++) {
    const alias = `${stem}_${number}`;
    if (!isTaken(alias)) return alias;
  }
}

function isName(id: string, { dialect }: Target): boolean {
  switch (dialect) {
    case 'mermaid':
      return mermaidName.test(id) && !/-[x)-]/.test(id) && !mermaidWord.test(id);
    case 'plantuml':
      return id === id.trim() && !/["“”«»\n]/.test(id) && readsBack(id, dialect);
    case 'wsd':
    case 'sdo':
      return id === id.trim() && !/["“”«»\n#]/.test(id) && !wsdWord.test(id) && readsBack(id, dialect);
  }
}

const mermaidName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_. -]*[\p{L}\p{N}_.])?$/u;

/** Words that Mermaid takes for the beginning or the end of something, alone or before others. */
const mermaidWord =
  /^(?:participant|actor|create|destroy|box|loop|rect|opt|alt|else|par|par_over|and|critical|option|break|end|note|over|left|right|links?|properties|details|title|acc\w+|activate|deactivate|autonumber|sequencediagram|as)(?:\s|$)/i;

const wsdWord = /^(?:end|else|thread|over|left|right|as)$/i;

/** Whether what is printed with the name is read as what it is, wherever it stands. */
function readsBack(id: string, dialect: 'plantuml' | 'wsd' | 'sdo'): boolean {
  const span = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = (from: string, to: string): Message => ({
    kind: 'message',
    from: { kind: 'lifeline', id: from, span },
    to: { kind: 'lifeline', id: to, span },
    alsoTo: [],
    arrow: {
      line: 'solid',
      head: 'filled',
      bidirectional: false,
      reversed: false,
      lost: false,
      hidden: false,
      text: '->',
    },
    label: 'x',
    decoration: '',
    parallel: false,
    anchors: { start: null, end: null },
    lifecycle: [],
    span,
    labelSpan: span,
  });
  const statements: Statement[] = [
    message(id, 'other'),
    message('other', id),
    { kind: 'activation', action: 'activate', id, decoration: '', span },
    {
      kind: 'note',
      shape: 'note',
      position: 'over',
      lifelines: [id, 'other'],
      text: 'x',
      parallel: false,
      decoration: '',
      span,
    },
  ];
  const diagram: Diagram = {
    kind: 'diagram',
    name: null,
    dialect,
    title: null,
    lifelines: [],
    statements,
    span,
    diagnostics: [],
  };
  const [read] = parse(printDiagram(diagram), '', dialect).diagrams;
  const ids = read?.lifelines.map((one) => one.id);
  return (
    read?.statements.length === statements.length && ids?.length === 2 && ids[0] === id && ids[1] === 'other'
  );
}
