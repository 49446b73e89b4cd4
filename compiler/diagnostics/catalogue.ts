import { type BindingArguments, bindingCatalogue } from './binding-catalogue.ts';
import { type CausalityArguments, causalityCatalogue } from './causality-catalogue.ts';
import type { Severity } from './diagnostic.ts';
import { type DialectArguments, dialectCatalogue } from './dialect-catalogue.ts';
import { type DirectiveArguments, directiveCatalogue } from './directive-catalogue.ts';
import { type InterpretationArguments, interpretationCatalogue } from './interpretation-catalogue.ts';
import { type MeaningArguments, meaningCatalogue } from './meaning-catalogue.ts';
import { type MistakeArguments, mistakeCatalogue } from './mistake-catalogue.ts';
import { type OmissionArguments, omissionCatalogue } from './omission-catalogue.ts';
import { type PlantumlArguments, plantumlCatalogue } from './plantuml-catalogue.ts';
import { type PreprocessArguments, preprocessCatalogue } from './preprocess-catalogue.ts';
import { type ProseArguments, proseCatalogue } from './prose-catalogue.ts';
import { type RewritingArguments, rewritingCatalogue } from './rewriting-catalogue.ts';
import { type TimeArguments, timeCatalogue } from './time-catalogue.ts';

/**
 * Every diagnostic there is: its arguments (by name), and in `catalogue` its code, severity, words and hint.
 * Codes are never reused and names never change, so that people may filter by them.
 * SQ1xx reading the file, SQ2xx syntax (SQ22x and SQ23x in preprocess-catalogue.ts, SQ24x in
 * directive-catalogue.ts, SQ25x in time-catalogue.ts and
 * mistake-catalogue.ts, SQ26x in rewriting-catalogue.ts, SQ27x in
 * dialect-catalogue.ts, SQ28x in plantuml-catalogue.ts), SQ3xx names and structure, SQ4xx assumptions about meaning and SQ5xx analysis
 * (meaning-catalogue.ts; SQ52x prose-catalogue.ts, SQ54x omission-catalogue.ts, SQ56x causality-catalogue.ts), SQ6xx bindings
 * (binding-catalogue.ts; SQ62x and SQ63x interpretation-catalogue.ts).
 */
export interface DiagnosticArguments
  extends PreprocessArguments,
    DirectiveArguments,
    DialectArguments,
    MistakeArguments,
    TimeArguments,
    CausalityArguments,
    PlantumlArguments,
    MeaningArguments,
    ProseArguments,
    OmissionArguments,
    BindingArguments,
    InterpretationArguments,
    RewritingArguments {
  // reading the file
  'not-text': { readonly reason: string };
  'empty-file': Record<never, never>;
  'line-too-long': { readonly length: number; readonly limit: number };
  'another-diagram-kind': {
    readonly kind: string;
    /** Whether the lines tell the kind, and no keyword. */
    readonly guessed: true | null;
  };
  'another-diagram-left-out': { readonly kind: string };
  'diagram-in-another-file': { readonly target: string };
  'share-link': { readonly site: string };
  'damaged-link': { readonly site: string; readonly reason: string };
  'doubtful-link': { readonly site: string };
  'no-diagram': Record<never, never>;
  'line-breaks-recovered': { readonly lines: number };
  // syntax
  'unknown-line': { readonly text: string; readonly suggestion: string | null };
  'stray-end': { readonly keyword: string };
  'stray-else': {
    readonly keyword: string;
    /** The keyword of the fragment that it stands in; null when it stands in none. */
    readonly fragment: string | null;
    /** What stands in its place in such a fragment. */
    readonly suggestion: string | null;
  };
  'else-without-choice': { readonly keyword: string; readonly fragment: string };
  'unclosed-fragment': { readonly keyword: string };
  'unclosed-fragment-tolerated': { readonly keyword: string };
  'unclosed-block': { readonly keyword: string; readonly terminator: string };
  'missing-start-of-diagram': Record<never, never>;
  'missing-end-of-diagram': { readonly expected: string };
  'unknown-directive': { readonly directive: string; readonly suggestion: string | null };
  'directive-without-effect': { readonly directive: string; readonly reason: string };
  'unsupported-construct': { readonly construct: string };
  'too-deep': { readonly limit: number };
  'typographic-dash': { readonly text: string };
  // names and structure
  'undeclared-lifeline': { readonly id: string };
  'misspelt-lifeline': { readonly id: string; readonly suggestion: string };
  'unused-lifeline': { readonly id: string };
  'redeclared-lifeline': { readonly id: string };
  'recursive-ref': { readonly label: string };
  'occurrence-after-destroy': { readonly id: string };
}

export type DiagnosticName = keyof DiagnosticArguments;

/** What a diagnostic looks like to people: words are lower case, without a full stop, and quote the thing. */
export interface CatalogueEntry<Args> {
  readonly code: `SQ${number}`;
  readonly severity: Severity;
  readonly message: (args: Args) => string;
  readonly hint: (args: Args) => string | null;
  /** A paragraph for `seqwright explain CODE`. */
  readonly explanation: string;
}

export const catalogue: { readonly [Name in DiagnosticName]: CatalogueEntry<DiagnosticArguments[Name]> } = {
  'not-text': {
    code: 'SQ101',
    severity: 'error',
    message: ({ reason }) => `this is not a text file: ${reason}`,
    hint: () => 'give a PlantUML, websequencediagrams, sequencediagram.org or Mermaid file in UTF-8',
    explanation: 'The file holds bytes that no text has, so there is no diagram in it to read.',
  },
  'empty-file': {
    code: 'SQ102',
    severity: 'error',
    message: () => 'the file is empty',
    hint: () => 'a diagram needs at least one message, such as `A -> B : hello`',
    explanation: 'The file holds nothing but white space.',
  },
  'line-too-long': {
    code: 'SQ103',
    severity: 'error',
    message: ({ length, limit }) =>
      `this line has ${length} characters, more than the ${limit} that are read`,
    hint: () => 'is this really a diagram? if so, break the line',
    explanation:
      'A line of that length is never a diagram that somebody wrote; the limit keeps every command responsive.',
  },
  'another-diagram-kind': {
    code: 'SQ104',
    severity: 'error',
    message: ({ kind }) => `this is ${withArticle(kind)} diagram, not a sequence diagram`,
    hint: () => 'only sequence diagrams can be checked and run',
    explanation:
      'PlantUML and Mermaid have many kinds of diagram; only sequence diagrams say who sends what to whom in which order.',
  },
  'no-diagram': {
    code: 'SQ105',
    severity: 'error',
    message: () => 'no sequence diagram found here',
    hint: () => 'a message looks like `A -> B : hello`',
    explanation:
      'There is text, but no line of it is a message, a participant or another statement of a sequence diagram.',
  },
  'line-breaks-recovered': {
    code: 'SQ106',
    severity: 'info',
    message: ({ lines }) => `the file has lost its line breaks; ${lines} statements were recovered`,
    hint: () => 'write one statement a line; other tools do not read the file as it is',
    explanation:
      'A diagram that was pasted into one line is split again before each statement that begins with a keyword or with two declared participants and an arrow.',
  },
  'another-diagram-left-out': {
    code: 'SQ107',
    severity: 'info',
    message: ({ kind }) => `this looks like ${withArticle(kind)} diagram, and is left out`,
    hint: () => 'if it is a sequence diagram, declare its lifelines with `participant`',
    explanation:
      'PlantUML has no keyword for the kind of a diagram, so it is guessed from the lines. Beside a sequence diagram in the same file those of other kinds are left out.',
  },
  'diagram-in-another-file': {
    code: 'SQ108',
    severity: 'info',
    message: ({ target }) => `the diagram stands in the file \`${target}\``,
    hint: ({ target }) => `give \`${target}\` itself to have it checked`,
    explanation:
      'The page takes in a diagram from another file, which is a diagram of its own and read there.',
  },
  'share-link': {
    code: 'SQ109',
    severity: 'info',
    message: ({ site }) =>
      `the file holds a link to ${site}; places are those in the diagram that is packed in it`,
    hint: () => 'keep the text of the diagram in the file, so that people can read and compare it',
    explanation:
      'The letters of such a link are the diagram itself. It is unpacked here, and nothing is fetched.',
  },
  'damaged-link': {
    code: 'SQ110',
    severity: 'error',
    message: ({ site, reason }) => `this link to ${site} holds no diagram: ${reason}`,
    hint: () => 'copy the whole link again, or the text of the diagram',
    explanation:
      'A link holds its diagram packed in its own letters, so one that was cut off or changed on its way cannot be unpacked.',
  },
  'doubtful-link': {
    code: 'SQ111',
    severity: 'warning',
    message: ({ site }) =>
      `this link to ${site} may be damaged: its diagram would be packed into other letters`,
    hint: () => 'compare names and labels with the diagram that the site shows',
    explanation:
      'The text that was unpacked gives another link when it is packed again, so a letter may have been changed on its way, which silently changes names.',
  },
  'unknown-line': {
    code: 'SQ201',
    severity: 'warning',
    message: ({ text }) =>
      `\`${text}\` is not a statement that is known here; the line is kept and means nothing`,
    hint: ({ suggestion }) => suggestion,
    explanation: 'The line fits no construct of the dialect. It is kept as it is and constrains nothing.',
  },
  'stray-end': {
    code: 'SQ202',
    severity: 'error',
    message: ({ keyword }) => `\`${keyword}\` closes nothing: no fragment is open here`,
    hint: () => 'remove it, or open the fragment above',
    explanation: 'An end without a fragment leaves it open what was meant to be inside.',
  },
  'stray-else': {
    code: 'SQ203',
    severity: 'error',
    message: ({ keyword, fragment }) =>
      fragment === null
        ? `\`${keyword}\` stands outside every fragment`
        : `\`${keyword}\` stands in \`${fragment}\`, which it cannot divide`,
    hint: ({ suggestion }) =>
      suggestion === null ? 'open `alt` or `par` above it' : `did you mean \`${suggestion}\`?`,
    explanation: 'Only fragments with several operands have an else, and each dialect has its word for it.',
  },
  'else-without-choice': {
    code: 'SQ213',
    severity: 'warning',
    message: ({ keyword, fragment }) =>
      `\`${keyword}\` in a \`${fragment}\` is only a line: what is drawn behind it follows what is drawn before it`,
    hint: ({ fragment }) => `put an \`alt\` into the \`${fragment}\` if only one of them is to happen`,
    explanation:
      'PlantUML draws an else in every fragment, but only alternatives and parallel parts give it a meaning. Elsewhere it is a line and constrains nothing.',
  },
  'unclosed-fragment': {
    code: 'SQ204',
    severity: 'error',
    message: ({ keyword }) => `\`${keyword}\` is never closed`,
    hint: () => 'add `end` where it ends',
    explanation: 'Without its end nobody can tell which messages belong to the fragment.',
  },
  'unclosed-fragment-tolerated': {
    code: 'SQ205',
    severity: 'warning',
    message: ({ keyword }) =>
      `\`${keyword}\` is never closed; PlantUML takes everything to the end of the diagram into it`,
    hint: ({ keyword }) => `add \`${keyword.toLowerCase() === 'box' ? 'end box' : 'end'}\` where it ends`,
    explanation:
      'PlantUML accepts a fragment without an end and so do we, with the same reading: it ends with the diagram.',
  },
  'unclosed-block': {
    code: 'SQ206',
    severity: 'error',
    message: ({ keyword, terminator }) =>
      `\`${keyword}\` is never closed by \`${terminator}\`: the rest of the file is its text`,
    hint: ({ terminator }) => `add \`${terminator}\` where its text ends`,
    explanation: 'A note, a ref or another block over several lines swallows everything up to its end.',
  },
  'missing-start-of-diagram': {
    code: 'SQ214',
    severity: 'info',
    message: () => 'no `@startuml` says so, but this is read as PlantUML',
    hint: () => 'write `@startuml` above it and `@enduml` below',
    explanation:
      'The file holds lines that only PlantUML has, and no mark where a diagram begins. Its names, arrows and activations are read as PlantUML reads them.',
  },
  'missing-end-of-diagram': {
    code: 'SQ207',
    severity: 'warning',
    message: ({ expected }) => `the diagram is not closed by \`${expected}\``,
    hint: ({ expected }) => `add \`${expected}\``,
    explanation: 'The diagram was read to the end of the file.',
  },
  'unknown-directive': {
    code: 'SQ208',
    severity: 'error',
    message: ({ directive }) => `there is no directive \`@${directive}\``,
    hint: ({ suggestion }) => (suggestion === null ? null : `did you mean \`@${suggestion}\`?`),
    explanation:
      'A comment that begins with @ and a name changes what the next statement means, so a misspelt one cannot be passed over.',
  },
  'directive-without-effect': {
    code: 'SQ209',
    severity: 'warning',
    message: ({ directive, reason }) => `\`@${directive}\` has no effect here: ${reason}`,
    hint: none,
    explanation:
      'A directive speaks of the next statement; this one says nothing that the directive could change.',
  },
  'unsupported-construct': {
    code: 'SQ210',
    severity: 'warning',
    message: ({ construct }) => `${construct} is not supported yet; it is kept and means nothing`,
    hint: none,
    explanation:
      'The construct belongs to the language and is recognised, but has no meaning here yet. What it would say is not checked.',
  },
  'too-deep': {
    code: 'SQ211',
    severity: 'error',
    message: ({ limit }) => `fragments are nested more than ${limit} deep`,
    hint: none,
    explanation: 'The limit keeps every command responsive.',
  },
  'typographic-dash': {
    code: 'SQ212',
    severity: 'info',
    message: ({ text }) => `the typographic dash in \`${text}\` is read as a hyphen`,
    hint: () => 'write `-`',
    explanation:
      'Word processors turn hyphens into dashes. PlantUML reads an en dash in an arrow as a hyphen, and so do we.',
  },
  'undeclared-lifeline': {
    code: 'SQ301',
    severity: 'info',
    message: ({ id }) => `"${id}" is not declared; a lifeline was made for it where it is first used`,
    hint: ({ id }) => `declare it: \`participant ${/^[\w.@]+$/.test(id) ? id : `"${id}"`}\``,
    explanation: 'Every dialect makes a lifeline for a name that is not declared.',
  },
  'misspelt-lifeline': {
    code: 'SQ302',
    severity: 'warning',
    message: ({ id, suggestion }) => `"${id}" is used only once and is close to "${suggestion}"`,
    hint: ({ suggestion }) => `did you mean "${suggestion}"?`,
    explanation: 'A misspelt participant silently becomes a lifeline of its own in every dialect.',
  },
  'unused-lifeline': {
    code: 'SQ303',
    severity: 'warning',
    message: ({ id }) => `"${id}" is declared and takes part in nothing`,
    hint: () => 'remove it, or draw what it does',
    explanation: 'No message, action or ref involves the lifeline.',
  },
  'redeclared-lifeline': {
    code: 'SQ304',
    severity: 'warning',
    message: ({ id }) => `"${id}" is declared again`,
    hint: () => 'keep one declaration',
    explanation: 'The first declaration holds; in Mermaid the last one that says what is shown.',
  },
  'recursive-ref': {
    code: 'SQ305',
    severity: 'error',
    message: ({ label }) => `the diagram "${label}" refers to itself`,
    hint: none,
    explanation: 'A ref is replaced by the diagram that it names; one that contains itself has no end.',
  },
  'occurrence-after-destroy': {
    code: 'SQ306',
    severity: 'warning',
    message: ({ id }) => `"${id}" takes part in this after it was destroyed`,
    hint: none,
    explanation: 'A destroyed lifeline neither sends nor receives any more.',
  },
  ...preprocessCatalogue,
  ...dialectCatalogue,
  ...mistakeCatalogue,
  ...rewritingCatalogue,
  ...directiveCatalogue,
  ...timeCatalogue,
  ...causalityCatalogue,
  ...plantumlCatalogue,
  ...meaningCatalogue,
  ...proseCatalogue,
  ...omissionCatalogue,
  ...bindingCatalogue,
  ...interpretationCatalogue,
};

function none(): null {
  return null;
}

function withArticle(kind: string): string {
  return `${/^(?:[aeio]|u(?!se))/i.test(kind) ? 'an' : 'a'} ${kind}`;
}
