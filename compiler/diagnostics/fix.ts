import type { Span } from '../text/span.ts';

/** A change of the author's text that settles a diagnostic, as data: its words are made when it is shown. */
export interface Fix {
  readonly change: Change;
  /**
   * Whether it may be made unasked: it changes nothing for those who render the diagram but what the diagnostic calls
   * wrong, and there is no other way in which it could have been meant. Any other fix is a suggestion.
   */
  readonly safe: boolean;
  /** In the order of the text; they do not overlap. */
  readonly edits: readonly [Edit, ...Edit[]];
}

/** What a fix does, for people. */
export type Change =
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'replace'; readonly old: string; readonly text: string }
  | { readonly kind: 'lift'; readonly text: string }
  | { readonly kind: 'split-lines' }
  /** `lost` orderings that something enforces are given up with the one that nothing does. */
  | { readonly kind: 'weaken'; readonly lost: number }
  | { readonly kind: 'strengthen'; readonly text: string };

/** What is to stand in place of a part of a file; `\n` in it stands for the line break of that file. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A fix that puts a text into the place; a text that ends or begins with a line break is a line of its own. */
export function adding(text: string, span: Span, safe: boolean): Fix {
  return { change: { kind: 'add', text: text.trim() }, safe, edits: [{ span, text }] };
}

/** A fix that puts a text in the place of another one, which stands there. */
export function replacing(old: string, text: string, span: Span, safe: boolean): Fix {
  return { change: { kind: 'replace', old, text }, safe, edits: [{ span, text }] };
}

/** The title of a fix, in the manner of a hint. */
export function titleOf({ change }: Fix): string {
  switch (change.kind) {
    case 'add':
      return `add \`${change.text}\``;
    case 'replace':
      return `write \`${change.text}\` instead of \`${change.old}\``;
    case 'lift':
      return `give \`${change.text}\` a line of its own`;
    case 'split-lines':
      return 'write one statement a line';
    case 'weaken':
      return `let either come first: put them in \`par\`${change.lost === 0 ? '' : ` (and with them ${change.lost} orderings that were enforced)`}`;
    case 'strengthen':
      return `enforce the drawn order: add \`${change.text}\``;
  }
}
