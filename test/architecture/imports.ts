import { parseSync } from 'vite';

/** One import or re-export of a file, a type's included: what it names, and its line; `null` when only a run can tell. */
export interface Import {
  readonly target: string | null;
  readonly line: number;
}

/** Every import that a TypeScript or JavaScript file writes, in the order of the text. */
export function importsOf(path: string, text: string): readonly Import[] {
  const { program, errors } = parseSync(path, text);
  const error = errors[0];
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  return importingNodes(program).map((node) => ({
    target: typeof node.source.value === 'string' ? node.source.value : null,
    line: text.slice(0, node.start).split('\n').length,
  }));
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

interface ImportingNode {
  readonly start: number;
  readonly source: { readonly value?: unknown };
}

// The parser's own list of imports leaves out `import('…').Type`, so this walks the whole tree.
function importingNodes(tree: unknown): ImportingNode[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const below = Object.values(tree).flatMap(importingNodes);
  return isImporting(tree) ? [tree, ...below] : below;
}

function isImporting(node: object): node is ImportingNode {
  const { type, source } = node as { type?: unknown; source?: unknown };
  return typeof type === 'string' && importing.has(type) && typeof source === 'object' && source !== null;
}
