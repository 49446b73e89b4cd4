import type { DirectiveEntry } from './directive.ts';
import { type DirectiveName, directiveNames, directives } from './directives.ts';

/** The documentation of all directives, as Markdown. */
export function directivesPage(): string {
  return [
    '<!-- Printed from the table in directives/directives.ts. -->',
    '# Directives',
    '',
    ...introduction,
    ...directiveNames.flatMap((name) => ['', ...directiveSection(name)]),
    '',
  ].join('\n');
}

/** What one directive does, as lines of Markdown. */
export function directiveSection(name: DirectiveName): readonly string[] {
  const entry: DirectiveEntry<unknown> = directives[name] as unknown as DirectiveEntry<unknown>;
  const { forms, above, about, example } = entry;
  return [
    `## \`@${name}\``,
    '',
    about,
    '',
    `- **Value**: ${forms.map((one) => `\`${one}\``).join(' · ')}`,
    `- **Stands above** ${above}`,
    `- **Twice above the same**: ${entry.join === null ? 'a warning, and the first one holds' : 'both hold'}`,
    '',
    '```plantuml',
    ...example,
    '```',
  ];
}

const introduction: readonly string[] = [
  'A directive is a comment on a line of its own that begins with `@` and a name. It says what the drawing cannot, and every',
  'other tool sees a comment.',
  '',
  '| language | |',
  '|---|---|',
  "| PlantUML | `' @name value` |",
  '| Mermaid | `%% @name value` |',
  '| websequencediagrams | `# @name value` |',
  '| sequencediagram.org | `// @name value` or `# @name value` |',
  '',
  '- The value is the rest of the line. Where it has structure it is JSON: `@name {"key": 1}`.',
  '- It speaks of **the next statement**; comments and blank lines in between do not matter. Directly above an `else` (`and`,',
  '  `option`) it speaks of the operand that this opens. Above the first participant or the title it speaks of the whole diagram.',
  '- It stands where its text is put: in an included file above what follows there, in a macro at every call. The last one of an',
  '  included file speaks of what follows the include. Every diagram of a file, and every fence of a page, has its own.',
  '- A name that does not exist and a value that cannot be read are errors. In front of an `end`, at the end of a diagram, or above',
  '  something that it cannot speak of, a directive is reported to have no effect.',
  '- A directive is data. None of them reads a file, fetches an address or runs a command.',
];
