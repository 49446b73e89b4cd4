import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { joinLines, type Line, makeLine, restOfLine, spanOf } from '../text/lines.ts';
import { coverSpans, type Span } from '../text/span.ts';
import { Activations } from './activations.ts';
import type { Block, Construct, Reader, Reading } from './construct.ts';
import { operandWord } from './constructs/mermaid-fragment.ts';
import type { Diagram, Dialect, FragmentOperator, Operand, Statement } from './diagram.ts';
import { dialects } from './dialects.ts';
import { Lifelines } from './lifelines.ts';
import { reportNames } from './report-names.ts';
import { suggest } from './suggest.ts';

/** How deep fragments may be nested. */
export const deepestNesting = 100;

/** The lines of one diagram, without those that begin and end it. */
export interface Section {
  readonly name: string | null;
  readonly dialect: Dialect;
  readonly lines: readonly Line[];
  readonly span: Span;
  /** What was already said of it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the lines of a diagram: each becomes a part of exactly one statement. */
export function readDiagram(section: Section): Diagram {
  return new DiagramReader(section).read();
}

interface OpenFragment {
  readonly head: Line;
  readonly operator: FragmentOperator;
  readonly keyword: string;
  readonly decoration: string;
  readonly operands: OpenOperand[];
}

interface OpenOperand {
  readonly label: string;
  readonly decoration: string;
  readonly statements: Statement[];
  readonly span: Span;
}

/** The state of reading: where we are, what is open, what was found. */
class DiagramReader implements Reader {
  readonly dialect: Section['dialect'];
  readonly lifelines = new Lifelines();
  readonly #section: Section;
  readonly #constructs: readonly Construct[];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #activations = new Activations();
  readonly #statements: Statement[] = [];
  readonly #open: OpenFragment[] = [];
  #title: string | null = null;
  /** Fragments inside the deepest one that is read as such. */
  #tooDeep = 0;
  #next = 0;
  /** The line that is being read. */
  #current: Line;

  constructor(section: Section) {
    this.#section = section;
    this.#diagnostics.push(...section.diagnostics);
    this.dialect = section.dialect;
    this.#constructs = dialects[section.dialect];
    this.#current = noLine;
  }

  read(): Diagram {
    let line = this.#takeLine();
    for (; line !== null; line = this.#takeLine()) {
      if (line.text === '') continue;
      this.#current = line;
      this.lifelines.startStatement();
      this.#accept(line, this.#readLine(line));
    }
    this.#current = noLine;
    this.#closeAll();
    const { name, dialect, span } = this.#section;
    const lifelines = this.lifelines.list();
    for (const found of reportNames(lifelines)) this.#diagnostics.push(found);
    return {
      kind: 'diagram',
      name,
      dialect,
      title: this.#title,
      lifelines: lifelines.map(({ id, name, kind, declared, span }) => ({ id, name, kind, declared, span })),
      statements: this.#statements,
      span,
      diagnostics: inTextOrder(this.#diagnostics, span.file),
    };
  }

  answered(): ReturnType<Activations['answered']> {
    return this.#activations.answered();
  }

  lastActive(): string | null {
    return this.#activations.last();
  }

  report(diagnostic: Diagnostic): void {
    const { via } = this.#current;
    this.#diagnostics.push(
      via.length === 0 ? diagnostic : { ...diagnostic, related: [...diagnostic.related, ...via] },
    );
  }

  takeBlock(keyword: string, terminator: string, isEnd: (line: Line) => boolean): Block {
    const { lines } = this.#section;
    const head = this.#current;
    const start = Math.min(this.#next, lines.length);
    let end = start;
    while (end < lines.length && !isEnd(lines[end] as Line)) end++;
    const last = lines[end] ?? null;
    this.#next = Math.min(end + 1, lines.length);
    const span = coverSpans(spanOf(head), spanOf(last ?? lastWritten(lines, head)));
    if (last === null) this.report(diagnose('unclosed-block', { keyword, terminator }, spanOf(head)));
    return { lines: lines.slice(start, end), last, span };
  }

  hasBlock(isEnd: (line: Line) => boolean, isOther: (line: Line) => boolean): boolean {
    const { lines } = this.#section;
    let index = this.#next;
    while (index < lines.length && !isEnd(lines[index] as Line) && !isOther(lines[index] as Line)) index++;
    return index < lines.length && isEnd(lines[index] as Line);
  }

  isInBox(): boolean {
    return this.#open.at(-1)?.operator === 'box';
  }

  #takeLine(): Line | null {
    const { lines, dialect } = this.#section;
    let line = lines[this.#next++];
    if (line === undefined) return null;
    // PlantUML: a line that ends in one backslash goes on in the next one.
    while (dialect === 'plantuml' && isContinued(line.text)) {
      const next = lines[this.#next++];
      const length = line.text.length - 1;
      line = restOfLine(
        next === undefined ? line : joinLines(line, length, next),
        0,
        next === undefined ? length : undefined,
      );
    }
    return line;
  }

  #readLine(line: Line): Reading {
    for (const construct of this.#constructs) {
      const found = construct.read(line, this);
      if (found !== null) return found;
    }
    const { text } = line;
    const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
    this.report(
      diagnose('unknown-line', { text: shown, suggestion: suggest(text, this.dialect) }, spanOf(line)),
    );
    return { kind: 'statements', statements: [{ kind: 'unknown', text, span: spanOf(line) }] };
  }

  #accept(line: Line, found: Reading): void {
    switch (found.kind) {
      case 'statements':
        for (const statement of found.statements) this.#add(statement);
        return;
      case 'open':
        this.#openFragment(line, found);
        return;
      case 'else':
        this.#openOperand(line, found);
        return;
      case 'end':
        this.#closeFragment(line, found.closes);
        return;
    }
  }

  #add(statement: Statement): void {
    this.#activations.follow(statement);
    if (statement.kind === 'title') this.#title ??= statement.text;
    (this.#open.at(-1)?.operands.at(-1)?.statements ?? this.#statements).push(statement);
  }

  #openFragment(line: Line, { operator, keyword, label, decoration }: Reading & { kind: 'open' }): void {
    if (this.#open.length === deepestNesting) {
      if (this.#tooDeep === 0) this.report(diagnose('too-deep', { limit: deepestNesting }, spanOf(line)));
      this.#tooDeep++;
      this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
      return;
    }
    const operands = [{ label, decoration: '', statements: [], span: spanOf(line) }];
    this.#open.push({ head: line, operator, keyword, decoration, operands });
  }

  #openOperand(line: Line, read: Reading & { kind: 'else' }): void {
    const { keyword, operators, tolerated, label, decoration } = read;
    const fragment = this.#tooDeep > 0 ? undefined : this.#open.at(-1);
    const divides = fragment !== undefined && tolerated.includes(fragment.operator);
    if (fragment !== undefined && (divides || operators.includes(fragment.operator))) {
      fragment.operands.push({ label, decoration, statements: [], span: spanOf(line) });
      const args = { keyword, fragment: fragment.keyword };
      if (divides) this.report(diagnose('else-without-choice', args, spanOf(line)));
      return;
    }
    if (this.#tooDeep === 0) {
      const inside = fragment?.keyword ?? null;
      const suggestion = inside !== null && this.dialect === 'mermaid' ? operandWord(inside) : null;
      this.report(diagnose('stray-else', { keyword, fragment: inside, suggestion }, spanOf(line)));
    }
    this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
  }

  #closeFragment(line: Line, closes: 'box' | 'fragment' | 'any'): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
      return;
    }
    const fragment = this.#open.at(-1);
    const fits = closes === 'any' || closes === 'fragment' || fragment?.operator === 'box';
    if (fragment === undefined || !fits) {
      this.report(diagnose('stray-end', { keyword: line.text }, spanOf(line)));
      this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
      return;
    }
    this.#open.pop();
    this.#addFragment(fragment, spanOf(line));
  }

  #closeAll(): void {
    for (;;) {
      const fragment = this.#open.pop();
      if (fragment === undefined) return;
      const tolerated = this.dialect === 'plantuml' ? 'unclosed-fragment-tolerated' : 'unclosed-fragment';
      this.report(diagnose(tolerated, { keyword: fragment.keyword }, spanOf(fragment.head)));
      this.#addFragment(fragment, spanOf(lastWritten(this.#section.lines, fragment.head)));
    }
  }

  #addFragment({ head, operator, keyword, decoration, operands }: OpenFragment, end: Span): void {
    const headSpan = spanOf(head);
    const closed: Operand[] = operands;
    this.#add({
      kind: 'fragment',
      operator,
      keyword,
      operands: closed,
      decoration,
      span: coverSpans(headSpan, end),
      headSpan,
    });
  }
}

const noLine: Line = makeLine('', '', 1, 1);

function isContinued(text: string): boolean {
  return text.length > 1 && text.endsWith('\\') && !text.endsWith('\\\\');
}

/** The last line that holds anything, where a block ends that nothing closes. */
function lastWritten(lines: readonly Line[], otherwise: Line): Line {
  return lines.findLast((line) => line.text !== '') ?? otherwise;
}

/** By place; what stands in included files comes behind what stands in the diagram's own. */
function inTextOrder(diagnostics: readonly Diagnostic[], own: string): Diagnostic[] {
  const files = [...new Set([own, ...diagnostics.map(({ span }) => span.file)])];
  const order = new Map(files.map((file, index) => [file, index]));
  return diagnostics.toSorted(
    ({ span: a }, { span: b }) =>
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}
