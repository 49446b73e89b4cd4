import type { CatalogueEntry } from './catalogue.ts';

/** What can be said about lines that one of the languages alone has, or alone stumbles over, SQ27x. */
export interface DialectArguments {
  'prose-kept': Record<never, never>;
  'read-as': { readonly written: string; readonly meant: string };
  'template-line': { readonly text: string };
  'note-without-place': Record<never, never>;
  'label-cut': { readonly shown: string };
  'rejected-by-mermaid': { readonly reason: string; readonly advice: string | null };
  'links-not-read': { readonly keyword: string; readonly problem: string };
  'taken-for-text': { readonly keyword: string; readonly text: string };
  'quoted-name-first': { readonly id: string; readonly name: string; readonly alias: string };
}

export const dialectCatalogue: {
  readonly [Name in keyof DialectArguments]: CatalogueEntry<DialectArguments[Name]>;
} = {
  'prose-kept': {
    code: 'SQ270',
    severity: 'info',
    message: () => 'this is text around the diagram; it is kept and means nothing',
    hint: () => 'a comment says the same to every tool',
    explanation:
      'People leave the address of the site that draws the diagram, or an instruction, above its first line. Such lines are kept where they stand. It is said once for a diagram.',
  },
  'read-as': {
    code: 'SQ271',
    severity: 'warning',
    message: ({ written, meant }) => `\`${written}\` is read as \`${meant}\``,
    hint: ({ meant }) => `write \`${meant}\``,
    explanation:
      'The line is a slip that can mean only one thing. It is read as that; other tools may not read it at all.',
  },
  'template-line': {
    code: 'SQ272',
    severity: 'warning',
    message: ({ text }) =>
      `\`${text}\` belongs to a template, not to the diagram; it is kept, and what it encloses is always read`,
    hint: () => 'check the diagram that the template makes, or draw the choice as an `alt` or an `opt`',
    explanation:
      'Site generators such as Jekyll fill in diagrams with `{% if %}` and the like before they are drawn. Whether a part is there is decided by what is not in this file, so all parts are read.',
  },
  'note-without-place': {
    code: 'SQ273',
    severity: 'warning',
    message: () => 'this note does not say where it stands',
    hint: () => 'a note needs a place: `note over A: text`, `note left of A: text`',
    explanation: 'The note is kept, and belongs to no lifeline. The sites do not draw it.',
  },
  'label-cut': {
    code: 'SQ274',
    severity: 'warning',
    message: ({ shown }) =>
      shown === ''
        ? 'nothing of this text is shown by Mermaid, which takes `#` for the beginning of a comment'
        : `only \`${shown}\` of this text is shown by Mermaid, which takes \`#\` for the beginning of a comment`,
    hint: () => 'write `#35;` for `#`',
    explanation:
      'In Mermaid `#` begins a comment wherever it stands, unless it begins a character code such as `#59;`. Here the text is read to its end, so the picture says less than the diagram.',
  },
  'rejected-by-mermaid': {
    code: 'SQ275',
    severity: 'warning',
    message: ({ reason }) => `this keeps Mermaid from drawing the diagram: ${reason}`,
    hint: ({ advice }) => advice,
    explanation:
      'What is meant is plain, and it is read so. Mermaid itself rejects the whole diagram for it, so nobody will see the picture.',
  },
  'quoted-name-first': {
    code: 'SQ276',
    severity: 'warning',
    message: ({ id }) => `this declares a participant that is called \`${id}\``,
    hint: ({ name, alias }) => `in Mermaid the short name comes first: \`participant ${alias} as ${name}\``,
    explanation:
      'PlantUML and websequencediagrams write `participant "Long name" as A`. Mermaid takes all of that for one name, and makes another lifeline for `A`.',
  },
  'links-not-read': {
    code: 'SQ277',
    severity: 'warning',
    message: ({ keyword, problem }) => `this \`${keyword}\` cannot be read: ${problem}`,
    hint: ({ keyword }) =>
      keyword === 'link'
        ? 'write `link A: Dashboard @ https://example.org`'
        : `write \`${keyword} A: {"Dashboard": "https://example.org"}\``,
    explanation:
      'Mermaid passes over it without a word, and shows nothing of it. It is kept as it is written.',
  },
  'taken-for-text': {
    code: 'SQ278',
    severity: 'warning',
    message: ({ keyword, text }) =>
      `\`${text}\` is taken for the text of the \`${keyword}\` above it; Mermaid draws nothing else for it`,
    hint: ({ keyword }) => `write the text behind \`${keyword}\`, on the same line`,
    explanation:
      'Behind `title`, `accTitle:` and `accDescr:` Mermaid looks for a text, and looks on the next line when there is none. What stands there is read as it reads it: as that text, even when it looks like a message.',
  },
};
