import type { Line } from '../text/lines.ts';
import { isOnlyRelation, readClassHead, readClassRelation } from './class-block.ts';
import { wordTable } from './word-table.ts';

/** The kind of a Mermaid diagram that is not a sequence diagram, by the first line that is not a comment. */
export function mermaidKind(lines: readonly Line[]): { kind: string; line: Line } | null {
  const line = lines.find(({ text }) => text !== '' && !text.startsWith('%%') && text !== '---');
  const word = /^([a-z]\w*)(?:-v2|-beta)?(?=[\s:;]|$)/i.exec(line?.text ?? '')?.[1];
  const kind = mermaidKinds[word ?? ''];
  return line === undefined || kind === undefined ? null : { kind, line };
}

const mermaidKinds: Readonly<Record<string, string>> = wordTable({
  flowchart: 'flowchart',
  graph: 'flowchart',
  classDiagram: 'class',
  stateDiagram: 'state',
  erDiagram: 'entity relationship',
  gantt: 'gantt',
  pie: 'pie',
  journey: 'user journey',
  mindmap: 'mindmap',
  gitGraph: 'git',
  timeline: 'timeline',
  quadrantChart: 'quadrant',
  requirementDiagram: 'requirement',
  sankey: 'sankey',
  xychart: 'xy',
  block: 'block',
  packet: 'packet',
  kanban: 'kanban',
  architecture: 'architecture',
  zenuml: 'zenuml',
  C4Context: 'C4',
  C4Container: 'C4',
  C4Component: 'C4',
  C4Dynamic: 'C4',
  C4Deployment: 'C4',
});

/**
 * The kind of a block of PlantUML that is not a sequence diagram. PlantUML has no keyword for the kind; some lines belong
 * to one kind only, and a block is of that kind when they are not outweighed by messages.
 */
export function plantumlKind(lines: readonly Line[]): string | null {
  const votes = new Map<string, number>();
  let messages = 0;
  let inNote = false;
  for (const { text } of lines) {
    // No line that gives the kind away is long.
    if (text.length > 500) continue;
    if (sequenceOnly.test(text)) return null;
    // A note may quote anything, even another diagram.
    if (inNote || noteHead.test(text)) {
      inNote = !noteEnd.test(text);
      continue;
    }
    const sign = signs.find(({ pattern }) => pattern.test(text));
    if (sign !== undefined) votes.set(sign.kind, (votes.get(sign.kind) ?? 0) + (sign.weight ?? 1));
    else if (/-(?:\[[^\][]*\]-*)?>/.test(text) && text.includes(':')) messages++;
  }
  const [most] = [...votes].toSorted((a, b) => b[1] - a[1]);
  if (most?.[0] === 'class' && hasForeignMessage(lines)) return null;
  return most !== undefined && most[1] * 2 > messages ? most[0] : null;
}

/** A message between ends that are no types: what it brings may be drawn beside it as classes. */
function hasForeignMessage(lines: readonly Line[]): boolean {
  const types = new Set<string>();
  const ends: (readonly string[])[] = [];
  for (const { text } of lines) {
    const head = readClassHead(text);
    const relation = head === null ? readClassRelation(text) : null;
    if (head !== null) types.add(head.name);
    else if (relation !== null && isOnlyRelation(relation)) types.add(relation.left).add(relation.right);
    else if (relation !== null && relation.label !== '' && relation.leftCount + relation.rightCount === '') {
      ends.push([relation.left, relation.right]);
    }
  }
  return types.size > 0 && ends.some((both) => both.every((end) => !types.has(end)));
}

/** Lines that no other kind of diagram has. */
const sequenceOnly =
  /^(?:(?:participant|activate|deactivate|create|(?:[hr]?note|ref)\s+over)\s|(?:autonumber|alt|opt|loop|par|critical)(?:\s|$))/i;

/** The first line of a note over several lines, and its last. */
const noteHead = /^[hr]?note(?:\s[^:]*)?$/i;
const noteEnd = /^end\s*(?:[hr]?note)?$/i;

interface Sign {
  readonly kind: string;
  readonly pattern: RegExp;
  /** How many others it weighs as much as; one when absent. */
  readonly weight?: number;
}

const signs: readonly Sign[] = [
  {
    kind: 'class',
    pattern: /^(?:abstract\s+class|abstract|class|interface|enum|annotation)\s+[\w".][^:]*$/i,
  },
  { kind: 'class', pattern: /(?:<\|--|--\|>|<\|\.\.|\.\.\|>|(?<!\*)\*--|o--\s|--\*(?!\*))/ },
  { kind: 'object', pattern: /^object\s+[\w"]+/i },
  // No message has such an end.
  { kind: 'state', pattern: /^\[\*\]\s*-|->\s*\[\*\]\s*(?::|$)/, weight: Number.POSITIVE_INFINITY },
  { kind: 'state', pattern: /^state\s+[\w"]+/i },
  { kind: 'activity', pattern: /^:.*[;|]$/ },
  { kind: 'activity', pattern: /^\(\*\)|->\s*\(\*/ },
  { kind: 'activity', pattern: /^(?:start|stop|fork|split|endif|repeat|detach)$/i },
  { kind: 'use case', pattern: /^(?:usecase\s|\([^)]+\)\s+as\s|:[^:]+:\s*(?:as\s|-))/i },
  {
    kind: 'component',
    pattern: /^(?:component|package|node|rectangle|cloud|folder|frame|artifact|agent)\s+[\w"[]/i,
  },
  { kind: 'component', pattern: /^\[(?![ox]?[-<])[^\]\s][^\]]*\]\s*(?:-+>|\.+>|as\s|-+\s)/i },
  { kind: 'timing', pattern: /^(?:robust|concise)\s/i },
  { kind: 'network', pattern: /^nwdiag\s*\{/i },
];
