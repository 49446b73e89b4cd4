import type { Diagnostic } from './diagnostic.ts';
import type { Edit, Fix } from './fix.ts';

/** A diagnostic and what was done about it. */
export interface AppliedFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** A text after its fixes. */
export interface Fixed {
  readonly text: string;
  readonly applied: readonly AppliedFix[];
}

/**
 * Makes the safe fixes of the diagnostics in the text of their file, all that do not overlap; of those that do, the first. What
 * is left may be done in another round, when the fixed text has been read again. Nothing else of the text changes.
 */
export function applyFixes(text: string, file: string, diagnostics: readonly Diagnostic[]): Fixed {
  const places = new Places(text);
  // What a loop of the preprocessor repeats is diagnosed at each turn and fixed once.
  const candidates = new Map<string, Candidate>();
  for (const [order, diagnostic] of diagnostics.entries()) {
    const fix = diagnostic.fixes.find((one) => one.safe && one.edits.every(({ span }) => span.file === file));
    const key = JSON.stringify([diagnostic.name, diagnostic.span]);
    if (fix === undefined || candidates.has(key)) continue;
    candidates.set(key, { diagnostic, fix, order, changes: fix.edits.map((edit) => places.changeOf(edit)) });
  }
  const taken: Candidate[] = [];
  let end = 0;
  for (const candidate of [...candidates.values()].toSorted(byPlace)) {
    if (startOf(candidate) < end) continue;
    taken.push(candidate);
    end = endOf(candidate);
  }
  const applied = taken.toSorted((a, b) => a.order - b.order);
  return {
    text: replaceAll(
      text,
      taken.flatMap(({ changes }) => changes),
    ),
    applied: applied.map(({ diagnostic, fix }) => ({ diagnostic, fix })),
  };
}

/** The text after one fix, safe or not, whose edits are all in its file. */
export function applyFix(text: string, fix: Fix): string {
  const places = new Places(text);
  return replaceAll(
    text,
    fix.edits.map((edit) => places.changeOf(edit)),
  );
}

/** An edit in offsets of the text; `end` is exclusive. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Candidate extends AppliedFix {
  readonly order: number;
  /** In the order of the text. */
  readonly changes: readonly Change[];
}

/** At one place what was opened last comes first: it is closed first. */
function byPlace(a: Candidate, b: Candidate): number {
  return startOf(a) - startOf(b) || endOf(a) - endOf(b) || b.order - a.order;
}

function startOf({ changes }: Candidate): number {
  return changes[0]?.start ?? 0;
}

function endOf({ changes }: Candidate): number {
  return changes.at(-1)?.end ?? 0;
}

function replaceAll(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const change of changes) {
    parts.push(text.slice(from, change.start), change.text);
    from = change.end;
  }
  return [...parts, text.slice(from)].join('');
}

/** Where the lines of a text are, and how they end. */
class Places {
  readonly #text: string;
  readonly #starts: number[] = [0];
  readonly #lineBreak: string;

  constructor(text: string) {
    this.#text = text;
    for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(index + ending.length);
    this.#lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  }

  changeOf({ span, text }: Edit): Change {
    return {
      start: this.#offset(span.line, span.column),
      end: this.#offset(span.endLine, span.endColumn),
      text: text.replaceAll('\n', this.#lineBreak),
    };
  }

  #offset(line: number, column: number): number {
    return Math.min((this.#starts[line - 1] ?? this.#text.length) + column - 1, this.#text.length);
  }
}
