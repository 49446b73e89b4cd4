import type { Arrow } from '../diagram.ts';
import type { ScannedArrow } from './plain-arrows.ts';

/** The arrow of Mermaid at the offset, or null. Its plain `->` has no head; the call that others write so is `->>`. */
export function scanMermaidArrow(text: string, start: number): ScannedArrow | null {
  const character = text[start];
  if (character !== '-' && character !== '<' && character !== '(' && character !== '/' && character !== '\\')
    return null;
  // `()` on either side draws a hub, which says nothing.
  const at = text.startsWith('()', start) ? start + 2 : start;
  const found = arrows.find(({ written }) => text.startsWith(written, at));
  if (found === undefined) return null;
  const end = at + found.written.length;
  const hub = text.startsWith('()', end) ? 2 : 0;
  const { head } = found;
  const arrow: Arrow = {
    line: found.written.includes('--') ? 'dashed' : 'solid',
    head,
    bidirectional: found.written.startsWith('<<'),
    reversed: /^[/\\]/.test(found.written),
    lost: head === 'cross',
    hidden: false,
    text: text.slice(start, end + hub),
  };
  return { arrow, end: end + hub };
}

/** Longer ones first: `-->>` begins with `-->`. */
const arrows: readonly { readonly written: string; readonly head: Arrow['head'] }[] = [
  { written: '<<-->>', head: 'filled' },
  { written: '<<->>', head: 'filled' },
  { written: '-->>', head: 'filled' },
  { written: '->>', head: 'filled' },
  { written: '-->', head: 'none' },
  { written: '->', head: 'none' },
  { written: '--x', head: 'cross' },
  { written: '-x', head: 'cross' },
  { written: '--)', head: 'open' },
  { written: '-)', head: 'open' },
  ...[
    '--|\\',
    '-|\\',
    '--|/',
    '-|/',
    '--\\\\',
    '-\\\\',
    '--//',
    '-//',
    '/|--',
    '/|-',
    '\\|--',
    '\\|-',
    '//--',
    '//-',
    '\\\\--',
    '\\\\-',
  ].map((written) => ({ written, head: 'half' as const })),
];
