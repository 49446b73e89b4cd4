import { nearest } from '../syntax/nearest.ts';
import { type DirectiveEntry, unreadable } from './directive.ts';

/** `@real A, B`: the lifelines that `test` makes real unless it is told otherwise; their ids. */
export const real: DirectiveEntry<readonly string[]> = {
  forms: ['A, B'],
  above: 'the first participant or the title',
  fits: (target) => target.kind === 'diagram',
  read(value, { diagram: { lifelines } }) {
    const ids: string[] = [];
    const names = value.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    for (const name of names) {
      const found =
        lifelines.find(({ id }) => id === name) ?? lifelines.find(({ name: shown }) => shown === name);
      if (found === undefined) {
        const known = lifelines.flatMap(({ id, name: shown }) => [id, shown]);
        return unreadable(`the diagram has no lifeline "${name}"`, nearest(name, known));
      }
      if (!ids.includes(found.id)) ids.push(found.id);
    }
    return { value: ids };
  },
  join: null,
  about:
    'The lifelines, by id or display name, that `seqwright test` makes real when `--real` does not say otherwise. Each must be bound in the binding beside the diagram. Without it all that are bound are real.',
  example: ["' @real Shop", 'participant Customer', 'participant Shop', 'Customer -> Shop : buy'],
};
