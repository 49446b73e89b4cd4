import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Lifeline, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import { createdFirst } from './lifecycle.ts';
import type { Names } from './names.ts';
import type { Target } from './target.ts';
import { convertText, losesMarkup } from './text.ts';

/** What a conversion carries through a diagram; the list of what was found grows while it goes. */
export class Context {
  readonly diagram: Diagram;
  readonly target: Target;
  readonly names: Names;
  readonly found: Diagnostic[] = [];
  /** The lifelines that appear in what was written so far. */
  readonly appeared: Set<string> = new Set();
  /** How often each lifeline is active, in text order. */
  readonly active: Map<string, number> = new Map();
  /** The lifelines that take part in nothing before they are created. */
  readonly created: ReadonlySet<string>;

  constructor(diagram: Diagram, target: Target, names: Names) {
    this.diagram = diagram;
    this.target = target;
    this.names = names;
    this.created = createdFirst(diagram.statements);
  }

  /** Something that only says how the picture looks is not written. */
  leaveOut(construct: string, span: Span): void {
    this.found.push(diagnose('left-out', { construct, language: this.target.language }, span));
  }

  /** Something is written in other words that mean the same. */
  replace(construct: string, instead: string, span: Span): void {
    const { language } = this.target;
    this.found.push(diagnose('written-otherwise', { construct, language, instead }, span));
  }

  /** Something cannot be said: what is written means something else. */
  lose(construct: string, consequence: string, span: Span): void {
    const { language } = this.target;
    this.found.push(diagnose('meaning-lost', { construct, language, consequence }, span));
  }

  /** A text on one line. */
  text(written: string, span: Span): string {
    if (losesMarkup(written, this.target)) this.leaveOut('the markup of this text', span);
    return convertText(written, this.diagram.dialect, this.target);
  }

  /** What the decoration of a statement says is not written. */
  undecorate(decoration: string, of: string, span: Span): void {
    if (decoration !== '') this.leaveOut(`the decoration \`${decoration}\` of ${of}`, span);
  }

  lifeline(id: string): Lifeline | null {
    return this.diagram.lifelines.find((one) => one.id === id) ?? null;
  }

  /** A note over lifelines, in the names of the source; over all when none is given. */
  note(lifelines: readonly string[], text: string, span: Span, shape = 'note'): Statement {
    const over = this.ends(lifelines.length === 0 ? this.diagram.lifelines.map(({ id }) => id) : lifelines);
    return {
      kind: 'note',
      shape: this.target.shapes[shape] ?? this.target.shapes.note ?? 'note',
      position: 'over',
      lifelines: over.map((id) => this.names.of(id)),
      text,
      parallel: false,
      decoration: '',
      span,
    };
  }

  /** The outermost two of some lifelines, since no language has notes over more. */
  ends(lifelines: readonly string[]): readonly string[] {
    const drawn = this.diagram.lifelines.map(({ id }) => id).filter((id) => lifelines.includes(id));
    const [first, last] = [drawn[0] ?? lifelines[0], drawn.at(-1) ?? lifelines.at(-1)];
    if (first === undefined || last === undefined) return [];
    return first === last ? [first] : [first, last];
  }
}
