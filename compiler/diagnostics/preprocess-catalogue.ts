import type { CatalogueEntry } from './catalogue.ts';

/** What can be said about the lines of the preprocessor, SQ22x and SQ23x. */
export interface PreprocessArguments {
  'include-not-read': { readonly path: string; readonly reason: string };
  'include-repeated': { readonly path: string };
  'recursive-include': { readonly path: string };
  'undefined-variable': { readonly name: string; readonly value: string };
  'expression-not-read': { readonly text: string; readonly reason: string };
  'unknown-function': { readonly name: string; readonly suggestion: string | null };
  'function-not-evaluated': { readonly name: string; readonly reason: string };
  'argument-missing': { readonly macro: string; readonly parameter: string };
  'argument-unused': { readonly macro: string; readonly argument: string };
  'preprocessor-line-ignored': { readonly text: string; readonly reason: string };
  'preprocessor-stray-end': { readonly keyword: string; readonly opener: string };
  'assertion-failed': { readonly text: string };
  'expansion-limit': { readonly what: string; readonly limit: number };
}

export const preprocessCatalogue: {
  readonly [Name in keyof PreprocessArguments]: CatalogueEntry<PreprocessArguments[Name]>;
} = {
  'include-not-read': {
    code: 'SQ220',
    severity: 'warning',
    message: ({ path, reason }) => `\`${path}\` is not included: ${reason}`,
    hint: () => 'what it holds is missing here; put a copy of the file into the project and include that',
    explanation:
      'Only files inside the working directory or beside the diagram are read, and no address is ever fetched. The rest of the diagram is read without what the include would bring.',
  },
  'include-repeated': {
    code: 'SQ221',
    severity: 'info',
    message: ({ path }) => `\`${path}\` was included before and is not included again`,
    hint: () => 'to include it twice, write `!include_many`',
    explanation: 'PlantUML includes a file only once into a diagram, unless `!include_many` says otherwise.',
  },
  'recursive-include': {
    code: 'SQ222',
    severity: 'error',
    message: ({ path }) => `\`${path}\` includes itself`,
    hint: () => 'remove the include, or move what both need into a file of its own',
    explanation: 'An include is replaced by the lines of the file; a file that contains itself has no end.',
  },
  'undefined-variable': {
    code: 'SQ223',
    severity: 'warning',
    message: ({ name, value }) => `\`${name}\` has no value here; it is taken for the text "${value}"`,
    hint: ({ name }) => hintFor(name),
    explanation:
      'A word in an expression is a variable. PlantUML takes one that nothing was assigned to for the text "undefined", and that goes for `true` and `false`, too: `!$x = true` and `!$x = false` are the same, and `$x != true` never holds. Text needs quotation marks, and conditions are `%true()` and `%false()`.',
  },
  'expression-not-read': {
    code: 'SQ224',
    severity: 'warning',
    message: ({ text, reason }) => `\`${text}\` cannot be evaluated: ${reason}`,
    hint: () => 'a condition counts as false, anything else as the text that it is',
    explanation:
      'Expressions of the preprocessor are made of whole numbers, quoted text, variables, calls, parentheses and the signs + - * / == != < <= > >= && || and !.',
  },
  'unknown-function': {
    code: 'SQ225',
    severity: 'warning',
    message: ({ name }) => `there is no function \`${name}\` here; the call is taken as text`,
    hint: ({ suggestion }) => (suggestion === null ? null : `did you mean \`${suggestion}\`?`),
    explanation: 'The function is neither built in nor defined above the line that calls it.',
  },
  'function-not-evaluated': {
    code: 'SQ226',
    severity: 'warning',
    message: ({ name, reason }) => `\`${name}\` is not evaluated: ${reason}`,
    hint: () => 'write the text that you mean',
    explanation:
      'A diagram means the same on every machine and every day, so nothing in it may ask for the date, the environment or the place of a file.',
  },
  'argument-missing': {
    code: 'SQ227',
    severity: 'warning',
    message: ({ macro, parameter }) => `\`${macro}\` is called without its argument \`${parameter}\``,
    hint: () => 'the argument is empty text; give one, or a default where the macro is defined',
    explanation: 'A parameter without a default needs an argument in every call.',
  },
  'argument-unused': {
    code: 'SQ228',
    severity: 'warning',
    message: ({ macro, argument }) => `\`${macro}\` has no parameter for \`${argument}\``,
    hint: () => 'remove the argument',
    explanation: 'The call gives more arguments than the macro has parameters, or names one that it has not.',
  },
  'preprocessor-line-ignored': {
    code: 'SQ229',
    severity: 'warning',
    message: ({ text, reason }) => `\`${text}\` does nothing: ${reason}`,
    hint: () => null,
    explanation: 'The line belongs to the preprocessor, but there is nothing here that it could do.',
  },
  'preprocessor-stray-end': {
    code: 'SQ230',
    severity: 'error',
    message: ({ keyword, opener }) => `\`${keyword}\` belongs to nothing: no \`${opener}\` is open here`,
    hint: ({ opener }) => `remove it, or write the \`${opener}\` that it belongs to`,
    explanation: 'Without its beginning nobody can tell which lines were meant.',
  },
  'assertion-failed': {
    code: 'SQ231',
    severity: 'error',
    message: ({ text }) => `the assertion does not hold: ${text}`,
    hint: () => null,
    explanation: 'The author demanded with `!assert` that the expression be true, and it is not.',
  },
  'expansion-limit': {
    code: 'SQ232',
    severity: 'error',
    message: ({ what, limit }) => `the preprocessor stops here after ${limit} ${what}`,
    hint: () => 'is there a loop or a macro without an end?',
    explanation:
      'The limits keep every command responsive. What the macro, loop or include would still have drawn is missing.',
  },
};

function hintFor(name: string): string {
  if (/^(?:true|false)$/i.test(name)) return `write \`%${name.toLowerCase()}()\``;
  return name.startsWith('$')
    ? `give it a value above: \`!${name} = "…"\``
    : `if it is text, quote it: \`"${name}"\``;
}
