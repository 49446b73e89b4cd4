import { wordTable } from '../word-table.ts';
import type { Language } from './embedded.ts';

/** The language that a block is said to be in; null for all that are not ours. `kroki-` may stand before the name. */
export function languageNamed(word: string): Language | null {
  return languages[word.toLowerCase().replace(/^kroki-/, '')] ?? null;
}

const languages = wordTable<Language>({
  plantuml: 'plantuml',
  puml: 'plantuml',
  uml: 'plantuml',
  mermaid: 'mermaid',
  mmd: 'mermaid',
  sequence: 'sequence',
  sequencediagram: 'sequence',
  wsd: 'sequence',
  websequencediagram: 'sequence',
  websequencediagrams: 'sequence',
});
