import { type DirectiveEntry, fragmentOf, unreadable } from './directive.ts';

/** `@order strict|weak`: how the statements of a fragment, or of the diagram, follow each other. */
export const order: DirectiveEntry<'strict' | 'weak'> = {
  forms: ['strict', 'weak'],
  above: 'a fragment, or above the first participant or the title for the whole diagram',
  fits: (target) => target.kind === 'diagram' || fragmentOf(target) !== null,
  read: (value) =>
    value === 'strict' || value === 'weak'
      ? { value }
      : unreadable(`the order is \`strict\` or \`weak\`, not \`${value}\``),
  join: null,
  about:
    'Under `strict` every occurrence of a statement comes before every one of the next, on all lifelines. `weak` is how diagrams are read without it: only occurrences on the same lifeline follow each other, and what messages order.',
  example: ["' @order strict", 'group booking', '  A -> B : reserve', '  C -> D : charge', 'end'],
};
