import { type Diagnostic, diagnose } from '../../compiler/diagnostics/diagnostic.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import type { ClassBlock } from '../../compiler/syntax/diagram.ts';
import { readTypes } from './read-types.ts';
import { isTooLarge, reachable, schemaLimits } from './schema.ts';

/** What is wrong with the types that the messages of a diagram bring; others are not ours to judge. */
export function reportTypes(
  { annotations }: Pick<Interaction, 'annotations'>,
  classes: readonly ClassBlock[],
): readonly Diagnostic[] {
  const names = annotations.payloads.flatMap(({ value }) => (value.kind === 'type' ? [value.name] : []));
  if (names.length === 0) return [];
  const { types, diagnostics } = readTypes(classes);
  const large = [...new Set(names)].flatMap((name) => {
    const type = types.get(name);
    return type !== undefined && isTooLarge(types, name)
      ? [diagnose('class-not-read', { name, reason }, type.span)]
      : [];
  });
  const used = new Set([...reachable(types, names)].map(({ name }) => name));
  return [...large, ...diagnostics.filter(({ args }) => 'name' in args && used.has(args.name))];
}

const { types: typesMax, fields: fieldsMax } = schemaLimits;

const reason = `it speaks of more than ${typesMax} types or ${fieldsMax} fields, and payloads of it are not checked`;
