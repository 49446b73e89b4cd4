import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { reportLongLine } from '../text/decode.ts';
import { type Line, spanOf, splitLines } from '../text/lines.ts';
import { coverSpans, type Span } from '../text/span.ts';
import { detectDialect } from './detect-dialect.ts';
import type { Diagram, Dialect } from './diagram.ts';
import { splitStatements } from './mermaid-lines.ts';
import { mermaidKind, plantumlKind } from './other-kinds.ts';
import { findBlocks, type PlantumlBlock } from './plantuml-blocks.ts';
import { readDiagram, type Section } from './read-diagram.ts';

/** What a file holds: its sequence diagrams, and what is to be said of the file itself. */
export interface ParseResult {
  readonly diagrams: readonly Diagram[];
  /** Of the file; those of a diagram are in the diagram. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every sequence diagram of a text, in the dialect of its content. Never throws: what is wrong comes as diagnostics. */
export function parse(
  text: string,
  file: string,
  dialect: Dialect | null = detectDialect(text),
): ParseResult {
  const long = reportLongLine(text, file);
  if (long !== null) return { diagrams: [], diagnostics: [long] };
  const lines = splitLines(text.startsWith('\uFEFF') ? text.slice(1) : text, file);
  switch (dialect) {
    case 'plantuml':
      return parseBlocks(findBlocks(lines));
    case 'mermaid':
      return parseWhole(splitStatements(lines), dialect);
    case 'wsd':
    case 'sdo':
      return parseWhole(lines, dialect);
    case null:
      return { diagrams: [], diagnostics: [reportNothing(lines)] };
  }
}

/** A file that is one diagram from its first line to its last. */
function parseWhole(lines: readonly Line[], dialect: Dialect): ParseResult {
  const section = { name: null, dialect, lines, span: spanOfAll(lines), diagnostics: [] };
  return { diagrams: [readDiagram(section)], diagnostics: [] };
}

function parseBlocks(blocks: readonly PlantumlBlock[]): ParseResult {
  const diagrams: Diagram[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { kind, head, section } of blocks) {
    const other = kind === 'uml' ? plantumlKind(section.lines) : kind;
    if (other !== null) {
      diagnostics.push(diagnose('another-diagram-kind', { kind: other }, head));
      continue;
    }
    const diagram = readDiagram(section);
    if (drawsAnything(diagram)) diagrams.push(diagram);
    // Of a block where nothing was recognised, the lines that were not are the reason.
    else for (const found of [diagnose('no-diagram', {}, head), ...diagram.diagnostics]) diagnostics.push(found);
  }
  return { diagrams, diagnostics };
}

function reportNothing(lines: readonly Line[]): Diagnostic {
  const start = lines[0] as Line;
  const block = lines.find((line) => /^[@\\]start\w+/i.test(line.text));
  const kind = /^[@\\]start(\w+)/i.exec(block?.text ?? '')?.[1];
  if (block !== undefined && kind !== undefined) {
    return diagnose('another-diagram-kind', { kind: kind.toLowerCase() }, spanOf(block));
  }
  const other = mermaidKind(lines);
  if (other !== null) return diagnose('another-diagram-kind', { kind: other.kind }, spanOf(other.line));
  if (lines.every((line) => line.text === '')) return diagnose('empty-file', {}, spanOf(start));
  return diagnose('no-diagram', {}, spanOf(lines.find((line) => line.text !== '') ?? start));
}

/** Whether the diagram holds more than lines that say how things look, or nothing. */
function drawsAnything(diagram: Diagram): boolean {
  return (
    diagram.lifelines.length > 0 ||
    diagram.statements.some(
      ({ kind }) => kind === 'fragment' || kind === 'divider' || kind === 'delay' || kind === 'note',
    ) ||
    diagram.diagnostics.some(({ name }) => name === 'unsupported-construct')
  );
}

function spanOfAll(lines: readonly Line[]): Section['span'] {
  const written = lines.filter((line) => line.text !== '');
  const first: Span = spanOf(written[0] ?? (lines[0] as Line));
  return coverSpans(first, spanOf(written.at(-1) ?? (lines[0] as Line)));
}
