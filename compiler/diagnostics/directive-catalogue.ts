import type { CatalogueEntry } from './catalogue.ts';

/** What can be said about directives and about the payload types that they name, SQ24x. */
export interface DirectiveArguments {
  'directive-not-read': {
    readonly directive: string;
    readonly reason: string;
    readonly suggestion: string | null;
    /** What its value looks like. */
    readonly form: string;
  };
  'directive-repeated': { readonly directive: string };
  'nothing-silenced': { readonly finding: string };
  'unknown-payload-type': { readonly type: string; readonly suggestion: string | null };
  'payload-type-unsaid': { readonly type: string };
  'class-not-read': { readonly name: string; readonly reason: string };
  'unknown-field-type': { readonly name: string; readonly field: string; readonly type: string };
  'invariant-unknown-lifeline': { readonly name: string; readonly suggestion: string | null };
  'invariant-about-nothing': { readonly pattern: string; readonly suggestion: string | null };
}

/** Their part of the catalogue. */
export const directiveCatalogue: {
  readonly [Name in keyof DirectiveArguments]: CatalogueEntry<DirectiveArguments[Name]>;
} = {
  'directive-not-read': {
    code: 'SQ240',
    severity: 'error',
    message: ({ directive, reason }) => `\`@${directive}\` cannot be read: ${reason}`,
    hint: ({ directive, suggestion, form }) =>
      suggestion === null
        ? `it looks like this: \`@${directive} ${form}\``
        : `did you mean \`${suggestion}\`?`,
    explanation:
      'A directive changes what the diagram means or how it is tested, so one that cannot be read is not passed over. The page of the directives (`compiler/DIRECTIVES.md`) says what each may hold.',
  },
  'directive-repeated': {
    code: 'SQ241',
    severity: 'warning',
    message: ({ directive }) => `\`@${directive}\` stands above the same thing twice; the first one holds`,
    hint: () => 'keep one of them',
    explanation: 'Two directives of one name contradict each other or say the same.',
  },
  'nothing-silenced': {
    code: 'SQ242',
    severity: 'info',
    message: ({ finding }) => `\`@off ${finding}\` silences nothing: there is no such finding here`,
    hint: () => 'remove it, or put it above the statement that the finding points to',
    explanation:
      'A finding belongs to the statement that it points to. What was switched off for a finding that is gone would hide the next one.',
  },
  'unknown-payload-type': {
    code: 'SQ243',
    severity: 'warning',
    message: ({ type }) => `there is no type "${type}" in this file or in what it includes`,
    hint: ({ suggestion, type }) =>
      suggestion === null
        ? `draw it in a class diagram: \`class ${type} { … }\``
        : `did you mean "${suggestion}"?`,
    explanation:
      'The payload of the message is checked against a class of a class diagram in the same file or in an include. Without one it is not checked.',
  },
  'payload-type-unsaid': {
    code: 'SQ244',
    severity: 'info',
    message: ({ type }) =>
      `the label is the name of the type "${type}", and what the message brings is not checked`,
    hint: ({ type }) => `if it brings one, say so above it: \`@payload ${type}\``,
    explanation:
      'A label is prose, also where it happens to be the name of a class. What a message brings is said by the directive `@payload` and never guessed.',
  },
  'class-not-read': {
    code: 'SQ245',
    severity: 'warning',
    message: ({ name, reason }) => `the type "${name}" is not read as it is drawn: ${reason}`,
    hint: () => null,
    explanation:
      'A payload type is read from a class diagram: fields with their types, lists, maps, enumerations, parents and parts. What cannot be read leaves the values free there.',
  },
  'unknown-field-type': {
    code: 'SQ246',
    severity: 'info',
    message: ({ name, field, type }) =>
      `"${field}" of "${name}" is of type \`${type}\`, which is not drawn; it may be anything`,
    hint: ({ type }) =>
      `draw \`class ${type}\`, or use a type that is known: String, int, decimal, boolean, Date, UUID, …`,
    explanation: 'A type that is neither known nor drawn says nothing about values, so they are free.',
  },
  'invariant-unknown-lifeline': {
    code: 'SQ247',
    severity: 'warning',
    message: ({ name }) => `the invariant speaks of "${name}", which is no lifeline of the diagram`,
    hint: ({ suggestion }) => (suggestion === null ? null : `did you mean "${suggestion}"?`),
    explanation:
      'Invariants name lifelines by their ids or by the names that are shown. Nothing that happens fits a pattern with another one, so the invariant does not say what was meant.',
  },
  'invariant-about-nothing': {
    code: 'SQ248',
    severity: 'warning',
    message: ({ pattern }) => `no message of the diagram fits \`${pattern}\``,
    hint: ({ suggestion }) =>
      suggestion === null
        ? 'name a message by its label as it is drawn, or by its lifelines: `Shop -> Bank`'
        : `did you mean "${suggestion}"?`,
    explanation:
      'An invariant about messages that the diagram does not have holds in each of its runs, or in none, without saying anything about them. A message between two lifelines has a send and a receive, one from a lifeline to itself neither.',
  },
};
