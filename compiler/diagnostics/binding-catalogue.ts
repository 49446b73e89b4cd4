import type { CatalogueEntry } from './catalogue.ts';

/** The arguments of the diagnostics about a binding that does not fit its diagram. */
export interface BindingArguments {
  'message-not-found': { readonly name: string; readonly candidates: readonly string[] };
  'message-ambiguous': { readonly name: string; readonly candidates: readonly string[] };
  'lifeline-not-found': { readonly id: string; readonly lifelines: readonly string[] };
  'lifeline-not-bound': { readonly id: string };
  'message-not-bound': { readonly name: string };
  'message-bound-twice': { readonly name: string };
  'transport-not-found': {
    readonly transport: string;
    readonly name: string;
    readonly transports: readonly string[];
  };
  'answer-astray': { readonly name: string; readonly call: string };
  'both-ends-real': { readonly name: string };
  'binding-unsupported': { readonly option: string };
  'binding-invariant-not-read': {
    readonly invariant: string;
    readonly reason: string;
    readonly suggestion: string | null;
  };
}

/** Their part of the catalogue. */
export const bindingCatalogue: {
  readonly [Name in keyof BindingArguments]: CatalogueEntry<BindingArguments[Name]>;
} = {
  'message-not-found': {
    code: 'SQ601',
    severity: 'error',
    message: ({ name }) => `the binding speaks of ${name}, which the diagram does not have`,
    hint: ({ candidates }) => (candidates.length === 0 ? null : `the diagram has ${candidates.join('; ')}`),
    explanation:
      'A binding names messages by their labels, and by their ends and their place among those that fit where the label is not enough. Ends are those that are drawn, also of a message that the binding reverses.',
  },
  'message-ambiguous': {
    code: 'SQ602',
    severity: 'error',
    message: ({ name, candidates }) => `${name} in the binding fits ${candidates.length} messages`,
    hint: ({ candidates }) => `add \`from\`, \`to\` or \`nth\` to choose among ${candidates.join('; ')}`,
    explanation:
      'A name in a binding must mean one message; taking the first that fits would test something else than was meant.',
  },
  'lifeline-not-found': {
    code: 'SQ603',
    severity: 'error',
    message: ({ id }) => `the diagram has no lifeline "${id}"`,
    hint: ({ lifelines }) => `it has ${lifelines.map((lifeline) => `"${lifeline}"`).join(', ')}`,
    explanation: 'Bindings and the command line name lifelines by their ids or by the names that are shown.',
  },
  'lifeline-not-bound': {
    code: 'SQ604',
    severity: 'error',
    message: ({ id }) => `"${id}" is to be real, but the binding does not say how`,
    hint: () => 'add it to `lifelines` in the binding, as a process or as a module',
    explanation: 'A real lifeline is a program that the harness can start; the binding tells how.',
  },
  'message-not-bound': {
    code: 'SQ605',
    severity: 'error',
    message: ({ name }) =>
      `${name} runs between a real and a simulated lifeline, but the binding does not say how it looks on the wire`,
    hint: () => 'add it to `messages` in the binding',
    explanation:
      'The harness sends and recognises messages of real participants; messages among simulated ones need no wire.',
  },
  'message-bound-twice': {
    code: 'SQ606',
    severity: 'error',
    message: ({ name }) => `the binding says twice how ${name} looks on the wire`,
    hint: () => 'keep one entry',
    explanation: 'One message has one form on the wire.',
  },
  'transport-not-found': {
    code: 'SQ607',
    severity: 'error',
    message: ({ transport, name }) => `there is no transport "${transport}" for ${name}`,
    hint: ({ transports }) => `there are ${transports.join(', ')}`,
    explanation: 'A transport is the code that speaks one wire protocol.',
  },
  'answer-astray': {
    code: 'SQ608',
    severity: 'error',
    message: ({ name, call }) =>
      `${name} cannot answer ${call}: it does not run back from its receiver to its sender`,
    hint: () => 'if it is drawn the wrong way round, name it under `interpret.reverse`',
    explanation:
      'A response travels on the connection of its request, so it joins the same two lifelines the other way.',
  },
  'both-ends-real': {
    code: 'SQ609',
    severity: 'error',
    message: ({ name }) =>
      `both ends of ${name} are to be real, and the harness cannot stand between two real participants yet`,
    hint: () => 'simulate one of them with `--simulate`',
    explanation: 'Messages between two real participants are seen only by a proxy on their wire.',
  },
  'binding-unsupported': {
    code: 'SQ610',
    severity: 'error',
    message: ({ option }) => `\`${option}\` in the binding is not supported`,
    hint: () => 'take it out; a binding that is followed in part would test something else than it says',
    explanation: 'Nothing in a binding is left out in silence: an option that does not exist is refused.',
  },
  'binding-invariant-not-read': {
    code: 'SQ617',
    severity: 'error',
    message: ({ invariant, reason }) =>
      `the invariant \`${invariant}\` of the binding cannot be read: ${reason}`,
    hint: ({ suggestion }) =>
      suggestion === null ? 'it looks like this: `"pay" before "ship"`' : `did you mean \`${suggestion}\`?`,
    explanation:
      'What the binding lists under `invariants` is written as in the directive `@invariant`: `"pay" before "ship"`, `never "ship" after "cancel"`, `"paid" responds to "pay" within 5s`.',
  },
};
