import type { Dialect } from '../syntax/diagram.ts';
import type { Look, Target } from './target.ts';

const halfHeads = { upper: '\\', lower: '/', 'upper open': '\\\\', 'lower open': '//' } as const;

const plantuml: Target = {
  dialect: 'plantuml',
  language: 'PlantUML',
  kinds: ['participant', 'actor', 'boundary', 'control', 'entity', 'database', 'collections', 'queue'],
  arrow({ line, head }) {
    if (head === 'none') return null;
    const tip = { filled: '>', open: '>>', cross: '>x', ...halfHeads }[head];
    return (line === 'dashed' ? '--' : '-') + tip;
  },
  bothWays: ({ line, head }) => twoHeads(line === 'dashed' ? '--' : '-', head),
  reverses: true,
  outside: ['left', 'right', 'nowhere'],
  hasMulticast: true,
  marks: { most: 4, of: ['activate', 'deactivate', 'create', 'destroy'] },
  keywords: {
    alt: 'alt',
    opt: 'opt',
    loop: 'loop',
    par: 'par',
    break: 'break',
    critical: 'critical',
    group: 'group',
    box: 'box',
  },
  shapes: {
    note: 'note',
    hnote: 'hnote',
    rnote: 'rnote',
    state: 'hnote',
    abox: 'hnote',
    rbox: 'hnote',
    box: 'rnote',
  },
  hasNoteBlocks: true,
  hasRef: true,
  hasDivider: true,
  hasDelay: true,
  hasMarkup: true,
  lineBreak: '\\n',
  autonumber: (start) => ['autonumber', ...start].join(' '),
  autonumberOff: 'autonumber stop',
  autoactivate: 'autoactivate',
};

const wsd: Target = {
  dialect: 'wsd',
  language: 'WebSequenceDiagrams',
  kinds: ['participant', 'actor'],
  arrow({ line, head }) {
    const body = line === 'dashed' ? '--' : '-';
    return head === 'filled' ? `${body}>` : head === 'open' ? `${body}>>` : null;
  },
  bothWays: ({ line, head }) => (head === 'filled' ? twoHeads(line === 'dashed' ? '--' : '-', head) : null),
  reverses: false,
  outside: [],
  hasMulticast: false,
  marks: { most: 1, of: ['create', 'activate', 'deactivate'] },
  keywords: { alt: 'alt', opt: 'opt', loop: 'loop', par: 'par', group: 'group' },
  shapes: { note: 'note', state: 'state', hnote: 'state', abox: 'state', rbox: 'state' },
  hasNoteBlocks: true,
  hasRef: true,
  hasDivider: false,
  hasDelay: false,
  hasMarkup: false,
  lineBreak: '\\n',
  autonumber: ([start = '1']) => `autonumber ${start}`,
  autonumberOff: 'autonumber off',
  autoactivate: null,
};

const sdo: Target = {
  ...wsd,
  dialect: 'sdo',
  language: 'sequencediagram.org',
  kinds: ['participant', 'actor', 'boundary', 'control', 'entity', 'database'],
  arrow: (look) => (look.head === 'cross' ? (look.line === 'dashed' ? '--x' : '-x') : wsd.arrow(look)),
  bothWays: ({ line, head }) => twoHeads(line === 'dashed' ? '--' : '-', head),
  reverses: true,
  outside: ['left', 'right'],
  keywords: {
    ...wsd.keywords,
    break: 'break',
    critical: 'critical',
    strict: 'strict',
    seq: 'seq',
    neg: 'neg',
    assert: 'assert',
    ignore: 'ignore',
    consider: 'consider',
    region: 'region',
    expandable: 'expandable+',
    box: 'participantgroup',
  },
  shapes: {
    note: 'note',
    state: 'state',
    hnote: 'abox',
    rnote: 'box',
    box: 'box',
    abox: 'abox',
    rbox: 'rbox',
  },
  hasDivider: true,
  hasMarkup: true,
  autoactivate: 'autoactivation',
};

const mermaid: Target = {
  dialect: 'mermaid',
  language: 'Mermaid',
  kinds: plantuml.kinds,
  arrow({ line, head }) {
    const tip = {
      filled: '>>',
      open: ')',
      none: '>',
      cross: 'x',
      upper: '|\\',
      lower: '|/',
      'upper open': '\\\\',
      'lower open': '//',
    }[head];
    return (line === 'dashed' ? '--' : '-') + tip;
  },
  bothWays: ({ line, head }) => (head === 'filled' ? `<<${line === 'dashed' ? '--' : '-'}>>` : null),
  reverses: false,
  outside: [],
  hasMulticast: false,
  marks: { most: 1, of: ['activate', 'deactivate'] },
  keywords: { alt: 'alt', opt: 'opt', loop: 'loop', par: 'par', break: 'break', group: 'rect', box: 'box' },
  shapes: { note: 'Note' },
  hasNoteBlocks: false,
  hasRef: false,
  hasDivider: false,
  hasDelay: false,
  hasMarkup: false,
  lineBreak: '<br/>',
  autonumber: (start) => ['autonumber', ...start].join(' '),
  autonumberOff: 'autonumber off',
  autoactivate: null,
};

/** The languages that a diagram can be written in. */
export const targets: { readonly [Name in Dialect]: Target } = { plantuml, wsd, sdo, mermaid };

function twoHeads(body: string, head: Look['head']): string | null {
  return head === 'filled' ? `<${body}>` : head === 'open' ? `<<${body}>>` : null;
}
