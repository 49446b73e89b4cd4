import type { CatalogueEntry } from './catalogue.ts';

/** What can be said about lines that PlantUML would refuse, or draw otherwise than their author expects, SQ28x. */
export interface PlantumlArguments {
  'unknown-macro': { readonly name: string };
  'creation-without-message': { readonly id: string };
  'activation-after-delay': { readonly action: string; readonly id: string };
}

/** Their part of the catalogue. */
export const plantumlCatalogue: {
  readonly [Name in keyof PlantumlArguments]: CatalogueEntry<PlantumlArguments[Name]>;
} = {
  'unknown-macro': {
    code: 'SQ280',
    severity: 'warning',
    message: ({ name }) => `the macro \`${name}\` is defined nowhere, so what it draws is missing`,
    hint: ({ name }) =>
      `put the file that defines it into the project and include that, or define it: \`!unquoted procedure ${name}(…)\``,
    explanation:
      'The definition is most likely in an include that cannot be read: no address is ever fetched. The line is kept as it is, and `$macro(…) as Id` is taken to declare the lifeline `Id`.',
  },
  'creation-without-message': {
    code: 'SQ281',
    severity: 'warning',
    message: ({ id }) => `"${id}" is created here and the next message does not go to it`,
    hint: ({ id }) => `let the message that creates it follow: \`A -> ${id} : new\``,
    explanation:
      'The message behind `create` is the creation: PlantUML refuses the diagram when it goes to another lifeline. Here the order of the messages holds as it is drawn.',
  },
  'activation-after-delay': {
    code: 'SQ282',
    severity: 'warning',
    message: ({ action, id }) => `\`${action} ${id}\` stands behind a delay and belongs to no message`,
    hint: () => 'put it directly behind the message that begins or ends the activation',
    explanation:
      'PlantUML draws an activation at the message above it and refuses the diagram when a delay is there instead. An activation never changes what the diagram means.',
  },
};
