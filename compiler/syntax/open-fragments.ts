import { diagnose } from '../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../text/lines.ts';
import { coverSpans, type Span } from '../text/span.ts';
import type { Edge, Reader } from './construct.ts';
import { operandWord } from './constructs/mermaid-fragment.ts';
import { isParallel, operandsOf } from './constructs/parallel.ts';
import type { FragmentOperator, Operand, Statement } from './diagram.ts';
import { closing, type DiagramEnd, rewriting } from './fixes.ts';
import { noLine } from './line-cursor.ts';
import { reportEnd } from './report-end.ts';

/** How deep fragments may be nested. */
const deepestNesting = 100;

export interface OpenFragment {
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

/** What the fragments belong to. */
interface Owner extends Pick<Reader, 'dialect' | 'report'> {
  /** Takes a fragment that is closed, or an edge that fits no fragment: it goes to `statements`. */
  readonly add: (statement: Statement) => void;
}

/** The fragments that are open where the reader is, innermost last, and where the statements belong that it reads. */
export class OpenFragments {
  /** Those of the innermost open operand; outside of all fragments, those of the diagram. */
  statements: Statement[];
  readonly #outside: Statement[] = [];
  readonly #open: OpenFragment[] = [];
  /** How many are open inside the deepest one that is read as such. */
  #tooDeep = 0;
  #endSaid = false;
  readonly #owner: Owner;

  constructor(owner: Owner) {
    this.#owner = owner;
    this.statements = this.#outside;
  }

  get innermost(): OpenFragment | null {
    return this.#open.at(-1) ?? null;
  }

  get isInParallel(): boolean {
    const { innermost } = this;
    return innermost !== null && isParallel(innermost);
  }

  get isTooDeep(): boolean {
    return this.#tooDeep > 0;
  }

  open(line: Line, { operator, keyword, label, decoration, parallel }: Edge & { kind: 'open' }): void {
    if (this.#open.length === deepestNesting) {
      if (!this.isTooDeep) {
        this.#owner.report(diagnose('too-deep', { limit: deepestNesting }, spanOf(line)));
      }
      this.#tooDeep++;
      this.#addUnknown(line);
      return;
    }
    const operands = [{ label, decoration: '', statements: [], span: spanOf(line) }];
    this.#open.push({ head: line, operator, keyword, decoration, parallel, operands });
    this.#enterInnermost();
  }

  /** Gives the innermost fragment another operand, if it can have one. */
  divide(line: Line, before: Line | null, edge: Edge & { kind: 'else' }): void {
    if (this.isTooDeep) {
      this.#addUnknown(line);
      return;
    }
    this.#endParallel(before);
    const { keyword, operators, tolerated, label, decoration } = edge;
    const fragment = this.innermost;
    const divides = fragment !== null && tolerated.includes(fragment.operator);
    if (fragment === null || !(divides || operators.includes(fragment.operator))) {
      this.#reportStray(line, keyword);
      this.#addUnknown(line);
      return;
    }
    fragment.operands.push({ label, decoration, statements: [], span: spanOf(line) });
    this.#enterInnermost();
    const args = { keyword, fragment: fragment.keyword };
    if (divides) this.#owner.report(diagnose('else-without-choice', args, spanOf(line)));
  }

  /** Closes the innermost fragment; false when there is none that the line can close. */
  close(line: Line, before: Line | null, { closes }: Edge & { kind: 'end' }): boolean {
    if (this.isTooDeep) {
      this.#tooDeep--;
      this.#addUnknown(line);
      return true;
    }
    if (closes !== 'parallel') this.#endParallel(before);
    const fits =
      closes === 'any' ||
      closes === 'fragment' ||
      (closes === 'box' ? this.innermost?.operator === 'box' : this.isInParallel);
    const fragment = fits ? this.#leaveInnermost() : null;
    if (fragment === null) {
      this.#owner.report(diagnose('stray-end', { keyword: line.text }, spanOf(line)));
      this.#addUnknown(line);
      return false;
    }
    if (this.#owner.dialect === 'plantuml') this.#reportEnd(line, fragment);
    this.#addFragment(fragment, spanOf(line));
    return true;
  }

  /** Closes what the diagram leaves open, and gives the statements outside of all fragments. */
  closeAll(lastLine: Line | null, end: DiagramEnd): readonly Statement[] {
    const span = spanOf(lastLine ?? noLine);
    for (;;) {
      const fragment = this.#leaveInnermost();
      if (fragment === null) return this.#outside;
      // SDO's `parallel` is a mode, which ends with what it stands in.
      if (!isParallel(fragment) || this.#owner.dialect !== 'sdo') this.#reportUnclosed(fragment, end);
      this.#addFragment(fragment, span);
    }
  }

  #enterInnermost(): void {
    this.statements = this.innermost?.operands.at(-1)?.statements ?? this.#outside;
  }

  #leaveInnermost(): OpenFragment | null {
    const fragment = this.#open.pop() ?? null;
    this.#enterInnermost();
    return fragment;
  }

  /** A `parallel` ends with the operand that it stands in, too; whoever leaves out WSD's bracket is told. */
  #endParallel(before: Line | null): void {
    const fragment = this.isInParallel ? this.#leaveInnermost() : null;
    if (fragment === null) return;
    const { keyword, head } = fragment;
    if (this.#owner.dialect === 'wsd') {
      this.#owner.report(diagnose('unclosed-fragment', { keyword }, spanOf(head)));
    }
    this.#addFragment(fragment, spanOf(before ?? head));
  }

  #addFragment({ head, operator, keyword, decoration, parallel, operands }: OpenFragment, end: Span): void {
    const headSpan = spanOf(head);
    const closed: readonly Operand[] = isParallel({ keyword }) ? operands.flatMap(operandsOf) : operands;
    this.#owner.add({
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

  #addUnknown(line: Line): void {
    this.#owner.add({ kind: 'unknown', text: line.text, span: spanOf(line) });
  }

  #reportStray(line: Line, keyword: string): void {
    const { dialect, report } = this.#owner;
    const fragment = this.innermost?.keyword ?? null;
    const suggestion = fragment !== null && dialect === 'mermaid' ? operandWord(fragment) : null;
    const word = { start: 0, end: keyword.length, text: suggestion ?? '' };
    const fixes = suggestion === null ? [] : rewriting(line, word, true);
    report(diagnose('stray-else', { keyword, fragment, suggestion }, spanOf(line), [], fixes));
  }

  /** Of ends with more words the first is told: the others are of the same habit. */
  #reportEnd(line: Line, fragment: OpenFragment): void {
    const habit = reportEnd(line, fragment);
    if (habit === null || (habit.name === 'end-with-words' && this.#endSaid)) return;
    this.#endSaid ||= habit.name === 'end-with-words';
    this.#owner.report(habit);
  }

  #reportUnclosed(fragment: OpenFragment, end: DiagramEnd): void {
    const { head, keyword, operator } = fragment;
    const word = isParallel(fragment) ? '}' : end.tolerated && operator === 'box' ? 'end box' : 'end';
    const name = end.tolerated ? 'unclosed-fragment-tolerated' : 'unclosed-fragment';
    this.#owner.report(diagnose(name, { keyword }, spanOf(head), [], closing(word, head, end)));
  }
}
