import type { Dialect } from './diagram.ts';

const common: readonly string[] = [
  'participant',
  'actor',
  'boundary',
  'control',
  'entity',
  'database',
  'note',
  'loop',
  'group',
  'else',
  'title',
  'activate',
  'deactivate',
  'destroy',
  'autonumber',
  'end',
];
const plantuml: readonly string[] = [
  ...common,
  'collections',
  'queue',
  'break',
  'critical',
  'create',
  'return',
  'skinparam',
  'newpage',
  'hnote',
  'rnote',
  'also',
];

/** The words with which a line of each dialect often begins: what a misspelt one may have meant. */
export const keywords: { readonly [Name in Dialect]: readonly string[] } = {
  plantuml,
  wsd: [...common, 'state'],
  sdo: [
    ...common,
    'break',
    'critical',
    'strict',
    'assert',
    'ignore',
    'consider',
    'region',
    'state',
    'participantgroup',
  ],
  mermaid: [...common, 'critical', 'option', 'break', 'rect', 'create', 'links', 'link'],
};
