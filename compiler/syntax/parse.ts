import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { limits } from '../preprocess/budget.ts';
import { type IncludedFile, type IncludeReader, linesOf } from '../preprocess/include.ts';
import { preprocess } from '../preprocess/preprocess.ts';
import { reportLongLine } from '../text/decode.ts';
import { type Line, spanOf, splitLines } from '../text/lines.ts';
import { coverSpans, type Span } from '../text/span.ts';
import { detectDialect } from './detect-dialect.ts';
import type { Diagram, Dialect } from './diagram.ts';
import { type Fence, findFences } from './fences.ts';
import { splitStatements } from './mermaid-lines.ts';
import { mermaidKind, plantumlKind } from './other-kinds.ts';
import { findBlocks, type PlantumlBlock, wholeBlock } from './plantuml-blocks.ts';
import { readDiagram, type Section } from './read-diagram.ts';

/** What a file holds: its sequence diagrams, and what is to be said of the file itself. */
export interface ParseResult {
  readonly diagrams: readonly Diagram[];
  /** Of the file; those of a diagram are in the diagram. */
  readonly diagnostics: readonly Diagnostic[];
  /** The diagrams with a name in files that it includes: a ref may name them. */
  readonly library: readonly Diagram[];
}

export interface ParseOptions {
  /** Gives the files that PlantUML's `!include` names; without it, none can be read. */
  readonly includes?: IncludeReader;
  /** Whether PlantUML's preprocessor does what it is told; it does when absent. Else its lines stay as they are written. */
  readonly expand?: boolean;
}

/** Reads every sequence diagram of a text, in the dialect of its content. Never throws: what is wrong comes as diagnostics. */
export function parse(
  text: string,
  file: string,
  dialect: Dialect | null = detectDialect(text),
  options: ParseOptions = {},
): ParseResult {
  const long = reportLongLine(text, file);
  if (long !== null) return { diagrams: [], diagnostics: [long], library: [] };
  const lines = splitLines(text.startsWith('\uFEFF') ? text.slice(1) : text, file);
  const fences = findFences(lines);
  return fences.length > 0 ? parseFences(fences, options) : parseLines(lines, dialect, options);
}

/** A Markdown file. Its diagrams of other kinds are said to be such only when it has no sequence diagram at all. */
function parseFences(fences: readonly Fence[], options: ParseOptions): ParseResult {
  const results = fences.map((fence) => parseFence(fence, options));
  const diagrams = results.flatMap((result) => result.diagrams);
  return {
    diagrams,
    diagnostics: [...fences, ...results]
      .flatMap(({ diagnostics }) => diagnostics)
      .filter(({ name }) => diagrams.length === 0 || name !== 'another-diagram-kind'),
    library: results.flatMap(({ library }) => library),
  };
}

function parseFence({ language, head, lines }: Fence, options: ParseOptions): ParseResult {
  if (lines.every(({ text }) => text === '')) {
    return { diagrams: [], diagnostics: [diagnose('no-diagram', {}, spanOf(head))], library: [] };
  }
  const detected = detectDialect(lines.map(({ text }) => text).join('\n'));
  switch (language) {
    case 'plantuml':
      return parsePlantuml(lines, options, true);
    case 'mermaid':
      return parseLines(lines, detected === 'mermaid' ? detected : null, options);
    case 'sequence':
      return parseLines(lines, detected, options);
  }
}

function parseLines(lines: readonly Line[], dialect: Dialect | null, options: ParseOptions): ParseResult {
  switch (dialect) {
    case 'plantuml':
      return parsePlantuml(lines, options);
    case 'mermaid':
      return parseWhole(splitStatements(lines), dialect);
    case 'wsd':
    case 'sdo':
      return parseWhole(lines, dialect);
    case null:
      return { diagrams: [], diagnostics: [reportNothing(lines)], library: [] };
  }
}

/** A file that is one diagram from its first line to its last. */
function parseWhole(lines: readonly Line[], dialect: Dialect): ParseResult {
  const section = { name: null, dialect, lines, span: spanOfAll(lines), diagnostics: [] };
  return { diagrams: [readDiagram(section)], diagnostics: [], library: [] };
}

/** Without a `@startuml` all lines are one diagram; unless PlantUML is expected, it is said that they were taken for that. */
function parsePlantuml(lines: readonly Line[], options: ParseOptions, isExpected = false): ParseResult {
  const marked = findBlocks(lines);
  const blocks = marked.length > 0 ? marked : [wholeBlock(lines, isExpected)];
  const { diagrams, diagnostics, included } = parseBlocks(blocks, options);
  return { diagrams, diagnostics, library: parseIncluded(included, options) };
}

function parseBlocks(blocks: readonly PlantumlBlock[], options: ParseOptions): ParsedBlocks {
  const diagrams: Diagram[] = [];
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, IncludedFile>();
  for (const { kind, head, section: written } of blocks) {
    const { section, included } =
      kind === 'uml' ? expand(written, options) : { section: written, included: [] };
    const other = kind === 'uml' ? plantumlKind(section.lines) : kind;
    if (other !== null) {
      diagnostics.push(diagnose('another-diagram-kind', { kind: other }, head));
      continue;
    }
    for (const one of included) files.set(one.file, one);
    const diagram = readDiagram(section);
    if (drawsAnything(diagram)) diagrams.push(diagram);
    // Of a block where nothing was recognised, the lines that were not are the reason.
    else
      for (const found of [diagnose('no-diagram', {}, head), ...diagram.diagnostics]) diagnostics.push(found);
  }
  return { diagrams, diagnostics, included: [...files.values()] };
}

interface ParsedBlocks extends Omit<ParseResult, 'library'> {
  readonly included: readonly IncludedFile[];
}

function expand(
  section: Section,
  options: ParseOptions,
): { readonly section: Section; readonly included: readonly IncludedFile[] } {
  if (options.expand === false) return { section, included: [] };
  const { lines, diagnostics, included } = preprocess(section.lines, options.includes ?? null);
  return { section: { ...section, lines, diagnostics: [...section.diagnostics, ...diagnostics] }, included };
}

/** The diagrams with a name in the files, and in those that they include. What is wrong with them is said where they are checked. */
function parseIncluded(files: readonly IncludedFile[], options: ParseOptions): Diagram[] {
  const waiting = [...files];
  const seen = new Set(files.map(({ file }) => file));
  const found: Diagram[] = [];
  // The list grows while it is gone through.
  for (const { text, file } of waiting) {
    const blocks = findBlocks(linesOf({ text, file }) ?? []).filter(({ section }) => section.name !== null);
    const { diagrams, included } = parseBlocks(blocks, options);
    for (const diagram of diagrams) found.push(diagram);
    for (const one of included) {
      if (seen.has(one.file) || seen.size >= limits.files) continue;
      seen.add(one.file);
      waiting.push(one);
    }
  }
  return found;
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
    diagram.diagnostics.some(({ name }) => name === 'unsupported-construct' || name === 'include-not-read')
  );
}

function spanOfAll(lines: readonly Line[]): Section['span'] {
  const written = lines.filter((line) => line.text !== '');
  const first: Span = spanOf(written[0] ?? (lines[0] as Line));
  return coverSpans(first, spanOf(written.at(-1) ?? (lines[0] as Line)));
}
