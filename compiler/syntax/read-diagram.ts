import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { longestLine } from '../text/decode.ts';
import { joinContinued, type Line, makeLine, restOfLine, spanOf } from '../text/lines.ts';
import { coverSpans, type Span } from '../text/span.ts';
import { Activations } from './activations.ts';
import { type Block, type Reader, type Reading, reading } from './construct.ts';
import { operandWord } from './constructs/mermaid-fragment.ts';
import { titleInFrontMatter } from './constructs/mermaid-style.ts';
import { isParallel, operandsOf } from './constructs/parallel.ts';
import type { ClassBlock, Diagram, Dialect, FragmentOperator, Operand, Statement } from './diagram.ts';
import { constructsFor } from './dispatch.ts';
import { closing, joining, rewriting } from './fixes.ts';
import { Lifelines } from './lifelines.ts';
import { trimmedEnd } from './names.ts';
import { readTentatively } from './probe.ts';
import { reportEnd } from './report-end.ts';
import { reportHabit } from './report-habits.ts';
import { mayBeRefused, reportLifecycle } from './report-lifecycle.ts';
import { reportMermaidLives } from './report-mermaid-lives.ts';
import { reportNames } from './report-names.ts';
import { type Suggestion, suggest } from './suggest.ts';

/** How deep fragments may be nested. */
export const deepestNesting = 100;

/** The lines of one diagram, without those that begin and end it. */
export interface Section {
  readonly name: string | null;
  readonly dialect: Dialect;
  readonly lines: readonly Line[];
  /** The last line that is written, behind which a fix may put more; null where the preprocessor has made the lines. */
  readonly last: Line | null;
  readonly span: Span;
  /** What was already said of it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the lines of a section say: a diagram, and the types that stand between its messages, which are among its statements, too. */
export interface ReadSection {
  readonly diagram: Diagram;
  readonly classes: readonly ClassBlock[];
}

/** Reads the lines of a diagram: each becomes a part of exactly one statement. */
export function readDiagram(section: Section): ReadSection {
  const reader = new DiagramReader(section);
  return { diagram: reader.read(), classes: reader.classes };
}

interface OpenFragment {
  readonly head: Line;
  readonly operator: FragmentOperator;
  readonly keyword: string;
  readonly decoration: string;
  readonly parallel: boolean;
  readonly operands: OpenOperand[];
}

interface OpenOperand {
  readonly label: string;
  readonly decoration: string;
  readonly statements: Statement[];
  readonly span: Span;
}

const noLine: Line = makeLine('', '', 1);

/** The state of reading: where we are, what is open, what was found. */
class DiagramReader implements Reader {
  /**
   * One reader is always kept: an engine that collects the last object of a shape forgets the shape, and with it the code that
   * it made for it, so that whoever reads one file after another would begin anew after every collection.
   */
  static readonly kept: DiagramReader = new DiagramReader({
    name: null,
    dialect: 'plantuml',
    lines: [],
    last: null,
    span: spanOf(noLine),
    diagnostics: [],
  });

  readonly dialect: Section['dialect'];
  readonly lifelines = new Lifelines();
  readonly classes: ClassBlock[] = [];
  readonly #section: Section;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #activations = new Activations();
  readonly #statements: Statement[] = [];
  readonly #open: OpenFragment[] = [];
  #title: string | null = null;
  /** Holds where the diagram itself has no title. */
  #frontTitle: string | null = null;
  #begun = false;
  /** Whether there is a creation or a delay, without which a life has nothing that PlantUML refuses. */
  #mayBeRefused = false;
  #hasProse = false;
  /** Fragments inside the deepest one that is read as such. */
  #tooDeep = 0;
  /** A block that nothing closes took the rest of the lines. */
  #swallowed = false;
  /** A line that was not understood was probably meant to begin or end a fragment. */
  #doubtful = false;
  /** Which diagnostics are of lines that were probably meant to begin a fragment, and nothing behind them ends it. */
  readonly #unended: number[] = [];
  /** An end with more words was told; the others are of the same habit. */
  #endSaid = false;
  /** The last line outside of all fragments that declares a lifeline. */
  #declared: Line | null = null;
  #next = 0;
  /** The line that is being read. */
  #current: Line;

  constructor(section: Section) {
    this.#section = section;
    this.#diagnostics.push(...section.diagnostics);
    this.dialect = section.dialect;
    this.#current = noLine;
  }

  read(): Diagram {
    let line = this.#takeLine();
    for (; line !== null; line = this.#takeLine()) {
      if (line.text === '') continue;
      this.#current = line;
      this.lifelines.startStatement(line.places === null && line.via.length === 0);
      this.#accept(line, this.#readLine(line));
    }
    this.#current = noLine;
    this.#closeAll();
    for (const at of this.#unended) this.#diagnostics[at] = doubted(this.#diagnostics[at] as Diagnostic);
    const { name, dialect, span } = this.#section;
    const lifelines = this.lifelines.list();
    const ofLanguage =
      dialect === 'plantuml' && this.#mayBeRefused
        ? reportLifecycle(this.#statements)
        : dialect === 'mermaid'
          ? reportMermaidLives(this.#statements)
          : [];
    for (const found of ofLanguage) this.#diagnostics.push(found);
    const names = reportNames(lifelines, { dialect, declared: this.#declared });
    for (const found of names) this.#diagnostics.push(found);
    return {
      kind: 'diagram',
      name,
      dialect,
      title: this.#title ?? this.#frontTitle,
      lifelines: lifelines.map(({ id, name, kind, declared, order, span }) => ({
        id,
        name,
        kind,
        declared,
        order,
        span,
      })),
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

  isDoomed(id: string): boolean {
    return this.#activations.isDoomed(id);
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
    if (last === null) this.#swallowed = true;
    if (last === null) this.report(diagnose('unclosed-block', { keyword, terminator }, spanOf(head)));
    return { lines: lines.slice(start, end), last, span };
  }

  hasBlock(isEnd: (line: Line) => boolean, isOther: (line: Line) => boolean): boolean {
    const { lines } = this.#section;
    let index = this.#next;
    while (index < lines.length && !isEnd(lines[index] as Line) && !isOther(lines[index] as Line)) index++;
    return index < lines.length && isEnd(lines[index] as Line);
  }

  hasBegun(): boolean {
    return this.#begun || this.#open.length > 0;
  }

  isInParallel(): boolean {
    const fragment = this.#open.at(-1);
    return fragment !== undefined && isParallel(fragment);
  }

  isInBox(): boolean {
    return this.#open.at(-1)?.operator === 'box';
  }

  #takeLine(): Line | null {
    const line = this.#section.lines[this.#next++];
    if (line === undefined) return null;
    return this.dialect === 'plantuml' && isContinued(line.text) ? this.#takeContinued(line) : line;
  }

  /** PlantUML: a line that ends in one backslash goes on in the next one. */
  #takeContinued(first: Line): Line {
    const rows: [Line, ...Line[]] = [first];
    let length = first.text.length;
    for (let last = first; endsInBackslash(last.text); ) {
      const next = this.#section.lines[this.#next];
      if (next === undefined) {
        return withoutBackslashes(joinContinued(rows));
      }
      length += next.text.length;
      if (length > longestLine) {
        this.#current = first;
        this.report(diagnose('line-too-long', { length, limit: longestLine }, spanOf(first)));
        break;
      }
      this.#next++;
      rows.push(next);
      last = next;
    }
    return withoutBackslashes(joinContinued(rows));
  }

  #readLine(line: Line): Reading {
    for (const construct of constructsFor(this.dialect, line.text)) {
      const found = construct.read(line, this);
      if (found !== null) return found;
    }
    if (this.#isProse(line)) return reading({ kind: 'prose', text: line.text, span: spanOf(line) });
    this.#reportUnknown(line);
    return { kind: 'statements', statements: [{ kind: 'unknown', text: line.text, span: spanOf(line) }] };
  }

  /** Nobody can tell a title without its keyword from an instruction to the reader, but a slip of a statement is no prose. */
  #isProse({ text }: Line): boolean {
    if (this.dialect !== 'wsd' && this.dialect !== 'sdo') return false;
    return !this.hasBegun() && this.#suggest(text) === null;
  }

  #reportUnknown(line: Line): void {
    const { text } = line;
    const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
    const before = this.#section.lines[this.#next - 2];
    const joins = this.dialect === 'mermaid' && before?.text.includes(':') ? joining(before, line) : [];
    const suggestion = joins.length > 0 ? semicolon : this.#suggest(text);
    if (suggestion?.rewrite?.opens === true) this.#unended.push(this.#diagnostics.length);
    const { advice, rewrite } = suggestion ?? { advice: null, rewrite: null };
    const fixes = rewrite === null ? joins : rewriting(line, rewrite, rewrite.certain);
    this.report(diagnose('unknown-line', { text: shown, suggestion: advice }, spanOf(line), [], fixes));
  }

  #suggest(text: string): Suggestion | null {
    const fragment = this.#open.at(-1);
    return suggest(text, {
      dialect: this.dialect,
      fragment: fragment?.keyword.toLowerCase() ?? null,
      isKnown: (name) => this.lifelines.isKnown(name),
      reads: (other) => this.#readInstead(other),
    });
  }

  /** What another text would be in place of the line, if anything. */
  #readInstead(text: string): Reading['kind'] | null {
    const fragment = this.#open.at(-1);
    const found = readTentatively(text, this);
    switch (found?.kind) {
      case undefined:
        return null;
      case 'statements':
        return found.statements.every(({ kind }) => isMeant(kind)) ? 'statements' : null;
      case 'open':
        this.#doubtful = true;
        return 'open';
      case 'else':
        return fragment !== undefined && found.operators.includes(fragment.operator) ? 'else' : null;
      case 'end':
        this.#doubtful = true;
        return fragment === undefined ? null : 'end';
    }
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
    const habit = reportHabit(statement, this.#current, this.dialect);
    if (habit !== null) this.report(habit);
    if (statement.kind === 'participant' && this.#open.length === 0) this.#declared = this.#current;
    if (statement.kind === 'class') this.classes.push(statement);
    this.#mayBeRefused ||= mayBeRefused(statement);
    // The last title is the one that is drawn.
    if (statement.kind === 'title' && statement.text !== '') this.#title = statement.text;
    if (this.dialect === 'mermaid') this.#frontTitle ??= titleInFrontMatter(statement);
    this.#begun ||= beginsDiagram(statement, this.dialect);
    if (statement.kind === 'prose' && !this.#hasProse) {
      this.#hasProse = true;
      this.report(diagnose('prose-kept', {}, statement.span));
    }
    (this.#open.at(-1)?.operands.at(-1)?.statements ?? this.#statements).push(statement);
  }

  #openFragment(line: Line, read: Reading & { kind: 'open' }): void {
    const { operator, keyword, label, decoration, parallel } = read;
    if (this.#open.length === deepestNesting) {
      if (this.#tooDeep === 0) this.report(diagnose('too-deep', { limit: deepestNesting }, spanOf(line)));
      this.#tooDeep++;
      this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
      return;
    }
    const operands = [{ label, decoration: '', statements: [], span: spanOf(line) }];
    this.#open.push({ head: line, operator, keyword, decoration, parallel, operands });
  }

  #openOperand(line: Line, read: Reading & { kind: 'else' }): void {
    const { keyword, operators, tolerated, label, decoration } = read;
    if (this.#tooDeep === 0) this.#endParallel();
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
      const fixes =
        suggestion === null ? [] : rewriting(line, { start: 0, end: keyword.length, text: suggestion }, true);
      const args = { keyword, fragment: inside, suggestion };
      this.report(diagnose('stray-else', args, spanOf(line), [], fixes));
    }
    this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
  }

  #closeFragment(line: Line, closes: (Reading & { kind: 'end' })['closes']): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
      return;
    }
    if (closes !== 'parallel') this.#endParallel();
    const fragment = this.#open.at(-1);
    const fits =
      closes === 'any' ||
      closes === 'fragment' ||
      (closes === 'box' ? fragment?.operator === 'box' : this.isInParallel());
    if (fragment === undefined || !fits) {
      this.#unended.pop();
      this.report(diagnose('stray-end', { keyword: line.text }, spanOf(line)));
      this.#add({ kind: 'unknown', text: line.text, span: spanOf(line) });
      return;
    }
    this.#open.pop();
    const habit = this.dialect === 'plantuml' ? reportEnd(line, fragment) : null;
    if (habit !== null && (habit.name !== 'end-with-words' || !this.#endSaid)) this.report(habit);
    this.#endSaid ||= habit?.name === 'end-with-words';
    this.#addFragment(fragment, spanOf(line));
  }

  /** A `parallel` ends with the operand that it stands in: SDO's is a mode, and whoever leaves out WSD's bracket is told. */
  #endParallel(): void {
    if (!this.isInParallel()) return;
    const fragment = this.#open.pop() as OpenFragment;
    if (this.dialect === 'wsd') {
      this.report(diagnose('unclosed-fragment', { keyword: fragment.keyword }, spanOf(fragment.head)));
    }
    this.#addFragment(fragment, spanOf(this.#section.lines[this.#next - 2] ?? fragment.head));
  }

  #closeAll(): void {
    const { lines } = this.#section;
    const end = this.#open.length === 0 ? noLine : lastWritten(lines, noLine);
    const tolerated = this.dialect === 'plantuml';
    // Behind a block that nothing closes, an end would be a part of its text.
    const last = this.#swallowed || this.#tooDeep > 0 ? null : this.#section.last;
    for (;;) {
      const fragment = this.#open.pop();
      if (fragment === undefined) return;
      const { head, keyword } = fragment;
      if (isParallel(fragment) && this.dialect === 'sdo') {
        this.#addFragment(fragment, spanOf(end));
        continue;
      }
      const word = isParallel(fragment) ? '}' : tolerated && fragment.operator === 'box' ? 'end box' : 'end';
      this.report(
        diagnose(
          tolerated ? 'unclosed-fragment-tolerated' : 'unclosed-fragment',
          { keyword },
          spanOf(head),
          [],
          closing(word, head, { lines, last, tolerated, certain: !this.#doubtful }),
        ),
      );
      this.#addFragment(fragment, spanOf(end));
    }
  }

  #addFragment({ head, operator, keyword, decoration, parallel, operands }: OpenFragment, end: Span): void {
    const headSpan = spanOf(head);
    const closed: readonly Operand[] = isParallel({ keyword }) ? operands.flatMap(operandsOf) : operands;
    this.#add({
      kind: 'fragment',
      operator,
      keyword,
      operands: closed,
      parallel,
      decoration,
      span: coverSpans(headSpan, end),
      headSpan,
    });
  }
}

/** What an author means to write, and not what anything may be taken for. */
function isMeant(kind: Statement['kind']): boolean {
  return kind !== 'unknown' && kind !== 'style' && kind !== 'prose';
}

/** The same with its fixes as suggestions only. */
function doubted(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, fixes: diagnostic.fixes.map((fix) => ({ ...fix, safe: false })) };
}

const semicolon: Suggestion = {
  advice: 'a `;` ends a statement in Mermaid: in a text it is written `#59;`',
  rewrite: null,
};

function beginsDiagram(statement: Statement, dialect: Dialect): boolean {
  const { kind } = statement;
  if (dialect === 'mermaid') return kind === 'style' && /^sequenceDiagram/i.test(statement.text);
  return kind !== 'comment' && kind !== 'prose' && kind !== 'style';
}

function isContinued(text: string): boolean {
  // `A -\` alone is a message to the edge.
  return text.length > 1 && endsInBackslash(text) && !/^[^:]{1,200}-\\$/.test(text);
}

function endsInBackslash(text: string): boolean {
  return text.endsWith('\\') && !text.endsWith('\\\\');
}

/** A line behind which nothing stands any more, without what says that it goes on. */
function withoutBackslashes(line: Line): Line {
  let end = line.text.length;
  while (line.text[end - 1] === '\\' && line.text[end - 2] !== '\\') end = trimmedEnd(line.text, 0, end - 1);
  return restOfLine(line, 0, end);
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
