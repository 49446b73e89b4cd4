import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { limits } from '../preprocess/budget.ts';
import { type IncludedFile, type IncludeReader, linesOf } from '../preprocess/include.ts';
import { preprocess } from '../preprocess/preprocess.ts';
import { reportLongLine } from '../text/decode.ts';
import { type Line, spanOf, splitLines } from '../text/lines.ts';
import { coverSpans, type Span } from '../text/span.ts';
import { readClasses } from './class-block.ts';
import { detectDialect } from './detect-dialect.ts';
import type { ClassBlock, Diagram, Dialect } from './diagram.ts';
import { type Embedded, type EmbeddedDiagram, findEmbedded } from './embedded/embedded.ts';
import { splitStatements } from './mermaid-lines.ts';
import { mermaidKind, plantumlKind } from './other-kinds.ts';
import { findBlocks, type PlantumlBlock, wholeBlock } from './plantuml-blocks.ts';
import { readDiagram, type Section } from './read-diagram.ts';
import { includeFiles } from './wsd-includes.ts';

/** What a file holds: its sequence diagrams, and what is to be said of the file itself. */
export interface ParseResult {
  readonly diagrams: readonly Diagram[];
  /** Of the file; those of a diagram are in the diagram. */
  readonly diagnostics: readonly Diagnostic[];
  /** The diagrams with a name in files that it includes: a ref may name them. */
  readonly library: readonly Diagram[];
  /** The types of class diagrams in the file and in those that it includes. */
  readonly classes: readonly ClassBlock[];
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
  dialect?: Dialect | null,
  options: ParseOptions = {},
): ParseResult {
  const long = reportLongLine(text, file);
  if (long !== null) return { ...nothing, diagnostics: [long] };
  const lines = splitLines(text.startsWith('\uFEFF') ? text.slice(1) : text, file);
  const embedded = findEmbedded(lines);
  const parsed =
    embedded.length > 0
      ? parseDocument(embedded, options)
      : parseLines(lines, dialect === undefined ? detectDialect(lines) : dialect, options);
  return parsed.diagrams.length === 0 ? parsed : { ...parsed, diagnostics: leaveOut(parsed.diagnostics) };
}

/** What is said of diagrams of other kinds beside a sequence diagram: nothing, unless it was only guessed what they are. */
function leaveOut(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.flatMap((one) => {
    if (one.name !== 'another-diagram-kind' || !('guessed' in one.args)) return [one];
    const { kind, guessed } = one.args;
    // The types of a class diagram say what messages bring.
    return guessed === true && kind !== 'class'
      ? [diagnose('another-diagram-left-out', { kind }, one.span)]
      : [];
  });
}

/** A text of another kind, such as a Markdown page: each diagram in it is read as if it were a file. */
function parseDocument(embedded: readonly Embedded[], options: ParseOptions): ParseResult {
  const results = embedded.map((one) => parseOne(one, options));
  return {
    diagrams: results.flatMap(({ diagrams }) => diagrams),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    library: results.flatMap(({ library }) => library),
    classes: results.flatMap(({ classes }) => classes),
  };
}

function parseOne(embedded: Embedded, options: ParseOptions): ParseResult {
  switch (embedded.kind) {
    case 'diagram':
      return parseEmbedded(embedded, options);
    case 'reference': {
      const { head, target } = embedded;
      return { ...nothing, diagnostics: [diagnose('diagram-in-another-file', { target }, spanOf(head))] };
    }
  }
}

function parseEmbedded(embedded: EmbeddedDiagram, options: ParseOptions): ParseResult {
  const { head, name, missing } = embedded;
  const parsed = parseContent(embedded, options);
  const unclosed =
    missing === null
      ? []
      : [diagnose('unclosed-block', { keyword: head.text, terminator: missing }, spanOf(head))];
  const [diagram] = parsed.diagrams;
  const isNamed = name !== null && parsed.diagrams.length === 1 && diagram?.name === null;
  return {
    ...parsed,
    diagrams: isNamed ? [{ ...diagram, name }] : parsed.diagrams,
    diagnostics: [...unclosed, ...parsed.diagnostics],
  };
}

function parseContent({ language, head, lines }: EmbeddedDiagram, options: ParseOptions): ParseResult {
  if (lines.every(({ text }) => text === '')) {
    return { ...nothing, diagnostics: [diagnose('no-diagram', {}, spanOf(head))] };
  }
  const detected = detectDialect(lines);
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
    case 'wsd': {
      if (options.expand === false) return parseWhole(lines, dialect);
      const included = includeFiles(lines, options.includes ?? null);
      return parseWhole(included.lines, dialect, included.diagnostics);
    }
    case 'sdo':
      return parseWhole(lines, dialect);
    case null:
      return parseNothing(lines);
  }
}

/** A file that is one diagram from its first line to its last. */
function parseWhole(
  lines: readonly Line[],
  dialect: Dialect,
  diagnostics: readonly Diagnostic[] = [],
): ParseResult {
  const last = lines.findLast(({ text }) => text !== '') ?? null;
  const section = { name: null, dialect, lines, last, span: spanOfAll(lines), diagnostics };
  return { ...nothing, diagrams: [readDiagram(section).diagram] };
}

/** Without a `@startuml` all lines are one diagram; unless PlantUML is expected, it is said that they were taken for that. */
function parsePlantuml(lines: readonly Line[], options: ParseOptions, isExpected = false): ParseResult {
  const marked = findBlocks(lines);
  const blocks = marked.length > 0 ? marked : [wholeBlock(lines, isExpected)];
  const { diagrams, diagnostics, classes, included } = parseBlocks(blocks, options);
  const others = parseIncluded(included, options);
  return {
    diagrams,
    diagnostics,
    library: others.diagrams,
    classes: distinctClasses([...classes, ...others.classes]),
  };
}

function parseBlocks(blocks: readonly PlantumlBlock[], options: ParseOptions): ParsedBlocks {
  const diagrams: Diagram[] = [];
  const diagnostics: Diagnostic[] = [];
  const classes: ClassBlock[] = [];
  const files = new Map<string, IncludedFile>();
  for (const { kind, head, section: written } of blocks) {
    const { section, included } =
      kind === 'uml' ? expand(written, options) : { section: written, included: [] };
    const other = kind === 'uml' ? plantumlKind(section.lines) : kind;
    for (const one of included) files.set(one.file, one);
    if (other !== null) {
      if (other === 'class') for (const one of readClasses(section.lines)) classes.push(one);
      const guessed = kind === 'uml' ? true : null;
      diagnostics.push(diagnose('another-diagram-kind', { kind: other, guessed }, head));
      continue;
    }
    const { diagram, classes: types } = readDiagram(section);
    for (const one of types) classes.push(one);
    if (drawsAnything(diagram)) diagrams.push(diagram);
    // Of a block where nothing was recognised, the lines that were not are the reason.
    else
      for (const found of [diagnose('no-diagram', {}, head), ...diagram.diagnostics]) diagnostics.push(found);
  }
  return { diagrams, diagnostics, classes, included: [...files.values()] };
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
  const last = lines === section.lines ? section.last : null;
  return {
    section: { ...section, lines, last, diagnostics: [...section.diagnostics, ...diagnostics] },
    included,
  };
}

/**
 * The diagrams with a name in the files, and in those that they include, and the types of all. What is wrong with them is said
 * where they are checked.
 */
function parseIncluded(
  files: readonly IncludedFile[],
  options: ParseOptions,
): Pick<ParseResult, 'diagrams' | 'classes'> {
  const waiting = [...files];
  const seen = new Set(files.map(({ file }) => file));
  const found: Diagram[] = [];
  const types: ClassBlock[] = [];
  // The list grows while it is gone through.
  for (const { text, file } of waiting) {
    const { diagrams, classes, included } = parseBlocks(findBlocks(linesOf({ text, file }) ?? []), options);
    for (const diagram of diagrams) if (diagram.name !== null) found.push(diagram);
    for (const one of classes) types.push(one);
    for (const one of included) {
      if (seen.has(one.file) || seen.size >= limits.files) continue;
      seen.add(one.file);
      waiting.push(one);
    }
  }
  return { diagrams: found, classes: types };
}

/** A text without a sequence diagram; a class diagram of Mermaid has types all the same. */
function parseNothing(lines: readonly Line[]): ParseResult {
  const isClass = mermaidKind(lines)?.kind === 'class';
  return { ...nothing, diagnostics: [reportNothing(lines)], classes: isClass ? readClasses(lines) : [] };
}

const nothing: ParseResult = { diagrams: [], diagnostics: [], library: [], classes: [] };

function reportNothing(lines: readonly Line[]): Diagnostic {
  const start = lines[0] as Line;
  const block = lines.find((line) => /^[@\\]start\w+/i.test(line.text));
  const kind = /^[@\\]start(\w+)/i.exec(block?.text ?? '')?.[1];
  if (block !== undefined && kind !== undefined) {
    return diagnose('another-diagram-kind', { kind: kind.toLowerCase(), guessed: null }, spanOf(block));
  }
  const other = mermaidKind(lines);
  if (other !== null)
    return diagnose('another-diagram-kind', { kind: other.kind, guessed: null }, spanOf(other.line));
  if (lines.every((line) => line.text === '')) return diagnose('empty-file', {}, spanOf(start));
  return diagnose('no-diagram', {}, spanOf(lines.find((line) => line.text !== '') ?? start));
}

/** A file that is included shows its types there and as a file of its own. */
function distinctClasses(classes: readonly ClassBlock[]): readonly ClassBlock[] {
  const places = new Map(
    classes.map((one) => [`${one.span.file}:${one.span.line}:${one.span.column}`, one] as const),
  );
  return [...places.values()];
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
