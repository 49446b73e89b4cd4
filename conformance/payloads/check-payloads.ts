import type { Interaction } from '../../compiler/interaction/interaction.ts';
import type { ClassBlock } from '../../compiler/syntax/diagram.ts';
import type { PayloadCheck } from '../payload-check.ts';
import { contentOf } from './content.ts';
import { readTypes } from './read-types.ts';
import { payloadSchema } from './schema.ts';
import { createValidator, type Validate } from './validate.ts';

/** The check of what events bring against what `@payload` says of their occurrences. */
export function payloadCheckOf(
  { annotations }: Pick<Interaction, 'annotations'>,
  classes: readonly ClassBlock[],
): PayloadCheck {
  const { types } = readTypes(classes);
  const validator = createValidator();
  const validates = new Map<number, Validate>();
  const known = new Map<string, Validate>();
  for (const { value, first, end } of annotations.payloads) {
    const key = JSON.stringify(value);
    const schema = known.has(key) ? null : payloadSchema(value, types);
    // The type is not drawn, which the diagram was told.
    if (schema !== null) known.set(key, validator(schema));
    const validate = known.get(key);
    if (validate === undefined) continue;
    for (let index = first; index < end; index++) validates.set(index, validate);
  }
  return ({ index }, payload) => validates.get(index)?.(contentOf(payload)) ?? null;
}
