import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Fix } from '../diagnostics/fix.ts';
import { type Line, spanOf } from '../text/lines.ts';
import type { Reader } from './construct.ts';
import type { Statement } from './diagram.ts';
import type { Findings } from './findings.ts';
import { joining, rewriting } from './fixes.ts';
import type { OpenFragment } from './open-fragments.ts';
import { readTentatively } from './probe.ts';
import type { ReadAs } from './rewrites.ts';
import { type Suggestion, suggest } from './suggest.ts';

/** Names the lines that fit no construct, and remembers what they were probably meant to be. */
export class UnknownLines {
  readonly #reader: Reader;
  readonly #findings: Findings;
  /** The findings about lines that were probably meant to begin a fragment, and nothing behind them ends it. */
  readonly #unended: number[] = [];
  #mayBeEdge = false;

  constructor(reader: Reader, findings: Findings) {
    this.#reader = reader;
    this.#findings = findings;
  }

  /** Whether any of the lines was probably meant to begin or end a fragment. */
  get mayBeEdge(): boolean {
    return this.#mayBeEdge;
  }

  /** An `end` that closes nothing ends the fragment that the last such line was meant to begin. */
  endOne(): void {
    this.#unended.pop();
  }

  /** Nothing ended the fragments that were meant: what is proposed for their lines is not sure. */
  doubtUnended(): void {
    for (const number of this.#unended) this.#findings.doubt(number);
  }

  report(line: Line, before: Line | null, within: OpenFragment | null): void {
    const { text } = line;
    const joins = this.#joins(line, before);
    const suggestion = joins.length > 0 ? semicolon : this.suggest(text, within);
    const { advice, rewrite } = suggestion ?? { advice: null, rewrite: null };
    const fixes = rewrite === null ? joins : rewriting(line, rewrite, rewrite.certain);
    const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
    const args = { text: shown, suggestion: advice };
    const number = this.#findings.report(diagnose('unknown-line', args, spanOf(line), [], fixes), line.via);
    if (rewrite?.opens === true) this.#unended.push(number);
  }

  /** What was meant by a text that fits no construct, where that can be told. */
  suggest(text: string, within: OpenFragment | null): Suggestion | null {
    const { dialect, lifelines } = this.#reader;
    return suggest(text, {
      dialect,
      fragment: within?.keyword.toLowerCase() ?? null,
      isKnown: (name) => lifelines.isKnown(name),
      reads: (other) => this.#readInstead(other, within),
    });
  }

  #joins(line: Line, before: Line | null): readonly Fix[] {
    const mayJoin = this.#reader.dialect === 'mermaid' && before?.text.includes(':') === true;
    return mayJoin ? joining(before, line) : [];
  }

  /** What another text would be in place of the line, if anything. */
  #readInstead(text: string, within: OpenFragment | null): ReadAs | null {
    const found = readTentatively(text, this.#reader);
    if (found === null) return null;
    if (found.kind === 'open' || found.kind === 'end') this.#mayBeEdge = true;
    if (found.kind === 'open') return 'open';
    if (found.kind === 'end') return within === null ? null : 'end';
    if (found.kind === 'else') {
      return within !== null && found.operators.includes(within.operator) ? 'else' : null;
    }
    const statements = found.kind === 'statements' ? found.statements : [found];
    return statements.every(isMeant) ? 'statement' : null;
  }
}

/** What an author means to write, and not what anything may be taken for. */
function isMeant({ kind }: Statement): boolean {
  return kind !== 'unknown' && kind !== 'style' && kind !== 'prose';
}

const semicolon: Suggestion = {
  advice: 'a `;` ends a statement in Mermaid: in a text it is written `#59;`',
  rewrite: null,
};
