import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { Activations } from './activations.ts';
import type { Block, Reader, Reading } from './construct.ts';
import { titleInFrontMatter } from './constructs/mermaid-style.ts';
import type { ClassBlock, Diagram, Dialect, Statement } from './diagram.ts';
import { constructsFor } from './dispatch.ts';
import { Findings } from './findings.ts';
import { Lifelines } from './lifelines.ts';
import { LineCursor, lastWritten } from './line-cursor.ts';
import { OpenFragments } from './open-fragments.ts';
import { reportHabit } from './report-habits.ts';
import { mayBeRefused, reportLifecycle } from './report-lifecycle.ts';
import { reportMermaidLives } from './report-mermaid-lives.ts';
import { reportNames } from './report-names.ts';
import { UnknownLines } from './unknown-lines.ts';

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

/** The state of reading: where we are, what is open, what was found. */
class DiagramReader implements Reader {
  readonly dialect: Dialect;
  readonly lifelines = new Lifelines();
  readonly classes: ClassBlock[] = [];
  readonly #section: Section;
  readonly #cursor: LineCursor;
  readonly #findings = new Findings();
  readonly #unknown: UnknownLines;
  readonly #fragments: OpenFragments;
  readonly #activations = new Activations();
  #title: string | null = null;
  /** Holds where the diagram itself has no title. */
  #frontTitle: string | null = null;
  #begun = false;
  /** Whether there is a creation or a delay, without which a life has nothing that PlantUML refuses. */
  #mayBeRefused = false;
  #hasProse = false;
  /** A block that nothing closes took the rest of the lines. */
  #swallowed = false;
  /** The last line outside of all fragments that declares a lifeline. */
  #declared: Line | null = null;

  constructor(section: Section) {
    this.#section = section;
    this.dialect = section.dialect;
    this.#findings.add(section.diagnostics);
    this.#cursor = new LineCursor(section.lines, this);
    this.#unknown = new UnknownLines(this, this.#findings);
    this.#fragments = new OpenFragments(this);
  }

  read(): Diagram {
    for (let line = this.#cursor.take(); line !== null; line = this.#cursor.take()) {
      this.lifelines.startStatement(line.places === null && line.via.length === 0);
      this.#accept(line, this.#readLine(line));
    }
    const statements = this.#close();
    this.#unknown.doubtUnended();
    const { name, dialect, span } = this.#section;
    const lifelines = this.lifelines.list();
    if (dialect === 'plantuml' && this.#mayBeRefused) this.#findings.add(reportLifecycle(statements));
    if (dialect === 'mermaid') this.#findings.add(reportMermaidLives(statements));
    this.#findings.add(reportNames(lifelines, { dialect, declared: this.#declared }));
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
      statements,
      span,
      diagnostics: this.#findings.inTextOrder(span.file),
    };
  }

  /** Enters a statement where the reader is, and what follows from it. */
  readonly add = (statement: Statement): void => {
    const { dialect } = this;
    this.#activations.follow(statement);
    const line = this.#cursor.current;
    const habit = reportHabit(statement, line, dialect);
    if (habit !== null) this.report(habit);
    if (statement.kind === 'participant' && this.#fragments.innermost === null) this.#declared = line;
    if (statement.kind === 'class') this.classes.push(statement);
    this.#mayBeRefused ||= mayBeRefused(statement);
    // The last title is the one that is drawn.
    if (statement.kind === 'title' && statement.text !== '') this.#title = statement.text;
    if (dialect === 'mermaid') this.#frontTitle ??= titleInFrontMatter(statement);
    this.#begun ||= beginsDiagram(statement, dialect);
    if (statement.kind === 'prose' && !this.#hasProse) {
      this.#hasProse = true;
      this.report(diagnose('prose-kept', {}, statement.span));
    }
    this.#fragments.statements.push(statement);
  };

  readonly report = (diagnostic: Diagnostic): void => {
    this.#findings.report(diagnostic, this.#cursor.current.via);
  };

  takeBlock(keyword: string, terminator: string, isEnd: (line: Line) => boolean): Block {
    const head = this.#cursor.current;
    const block = this.#cursor.takeBlock(isEnd);
    if (block.last === null) {
      this.#swallowed = true;
      this.report(diagnose('unclosed-block', { keyword, terminator }, spanOf(head)));
    }
    return block;
  }

  hasBlock(isEnd: (line: Line) => boolean, isOther: (line: Line) => boolean): boolean {
    return this.#cursor.hasBlock(isEnd, isOther);
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

  hasBegun(): boolean {
    return this.#begun || this.#fragments.innermost !== null;
  }

  isInParallel(): boolean {
    return this.#fragments.isInParallel;
  }

  isInBox(): boolean {
    return this.#fragments.innermost?.operator === 'box';
  }

  #readLine(line: Line): Reading {
    for (const construct of constructsFor(this.dialect, line.text)) {
      const found = construct.read(line, this);
      if (found !== null) return found;
    }
    const { text } = line;
    if (this.#isProse(text)) return { kind: 'prose', text, span: spanOf(line) };
    this.#unknown.report(line, this.#cursor.before(), this.#fragments.innermost);
    return { kind: 'unknown', text, span: spanOf(line) };
  }

  /** Nobody can tell a title without its keyword from an instruction to the reader, but a slip of a statement is no prose. */
  #isProse(text: string): boolean {
    if (this.dialect !== 'wsd' && this.dialect !== 'sdo') return false;
    return !this.hasBegun() && this.#unknown.suggest(text, this.#fragments.innermost) === null;
  }

  #accept(line: Line, found: Reading): void {
    if (found.kind === 'statements') for (const statement of found.statements) this.add(statement);
    else if (found.kind === 'open') this.#fragments.open(line, found);
    else if (found.kind === 'else') this.#fragments.divide(line, this.#cursor.before(), found);
    else if (found.kind === 'end') {
      if (!this.#fragments.close(line, this.#cursor.before(), found)) this.#unknown.endOne();
    } else this.add(found);
  }

  #close(): readonly Statement[] {
    const { lines, last } = this.#section;
    return this.#fragments.closeAll(lastWritten(lines), {
      lines,
      // Behind a block that nothing closes, an end would be a part of its text.
      last: this.#swallowed || this.#fragments.isTooDeep ? null : last,
      tolerated: this.dialect === 'plantuml',
      certain: !this.#unknown.mayBeEdge,
    });
  }

  /**
   * One reader is always kept: an engine that collects the last object of a shape forgets the shape, and with it the code that
   * it made for it, so that whoever reads one file after another would begin anew after every collection.
   */
  static readonly kept: DiagramReader = new DiagramReader({
    name: null,
    dialect: 'plantuml',
    lines: [],
    last: null,
    span: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    diagnostics: [],
  });
}

function beginsDiagram(statement: Statement, dialect: Dialect): boolean {
  const { kind } = statement;
  if (dialect === 'mermaid') return kind === 'style' && /^sequenceDiagram/i.test(statement.text);
  return kind !== 'comment' && kind !== 'prose' && kind !== 'style';
}
