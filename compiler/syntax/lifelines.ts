import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/span.ts';
import type { Lifeline, LifelineKind, Participant } from './diagram.ts';

/** What is known of a lifeline while the text is read. */
export interface KnownLifeline extends Lifeline {
  /** In how many statements other than its declaration it takes part. */
  readonly uses: number;
  /** Whether its place simply stands in the file, and no macro or include brought it. */
  readonly isLiteral: boolean;
}

/** The lifelines met so far, in the order in which they appear. */
export class Lifelines {
  readonly #known = new Map<
    string,
    { -readonly [Key in keyof KnownLifeline]: KnownLifeline[Key] } & { usedBy: number }
  >();
  #longest = 0;
  #haveMarks = false;
  #statement = 0;
  #isLiteral = false;

  /** Uses before the next call count as one. */
  startStatement(isLiteral: boolean): void {
    this.#statement++;
    this.#isLiteral = isLiteral;
  }

  /** Enters a declaration; the first one of an id holds, or a later one that `overrules` it, and a later one is a diagnostic. */
  declare(participant: Participant, overrules = false): Diagnostic | null {
    const { id, name, lifelineKind, order, idSpan } = participant;
    const known = this.#known.get(id);
    if (known?.declared === true) {
      if (overrules) Object.assign(known, { name, kind: lifelineKind });
      return diagnose('redeclared-lifeline', { id }, idSpan, [
        { span: known.span, message: 'first declared here' },
      ]);
    }
    this.#enter(id, name, lifelineKind, true, order, idSpan);
    return null;
  }

  /** Enters a lifeline that comes to be without being declared, by its creation for instance. */
  bring(id: string, kind: LifelineKind, span: Span): void {
    if (this.#known.get(id)?.declared !== true) this.#enter(id, id, kind, true, null, span);
  }

  /** Notes that a statement has a part for the lifeline. Gives its id: the same string wherever it is written. */
  use(id: string, span: Span): string {
    const known = this.#known.get(id) ?? this.#enter(id, id, 'participant', false, null, span);
    if (known.usedBy !== this.#statement) {
      known.usedBy = this.#statement;
      known.uses++;
    }
    return known.id;
  }

  isDeclared(id: string): boolean {
    return this.#known.get(id)?.declared === true;
  }

  isKnown(id: string): boolean {
    return this.#known.has(id);
  }

  /** The length of the longest declared id: no search for a name needs to look further. */
  get longest(): number {
    return this.#longest;
  }

  /** Whether a declared id holds a character that arrows or labels begin with. */
  get haveMarks(): boolean {
    return this.#haveMarks;
  }

  list(): KnownLifeline[] {
    return [...this.#known.values()];
  }

  #enter(
    id: string,
    name: string,
    kind: LifelineKind,
    declared: boolean,
    order: number | null,
    span: Span,
  ): KnownLifeline & { uses: number; usedBy: number } {
    if (declared) {
      this.#longest = Math.max(this.#longest, id.length);
      this.#haveMarks ||= /[-<(:]/.test(id);
    }
    const known = this.#known.get(id);
    const isLiteral = this.#isLiteral;
    if (known !== undefined) return Object.assign(known, { name, kind, declared, order, span, isLiteral });
    const entered = { id, name, kind, declared, order, span, isLiteral, uses: 0, usedBy: 0 };
    this.#known.set(id, entered);
    return entered;
  }
}
