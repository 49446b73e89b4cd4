import type { Payload } from '../../compiler/directives/payload.ts';
import { type JsonSchema, primitives } from './primitives.ts';
import { allFields, type FieldType, namesIn, type PayloadType, type PayloadTypes } from './types.ts';

/**
 * The schema (JSON Schema, draft 2020-12) of what a message brings; null when its type is not drawn, or speaks of more than can
 * be checked.
 */
export function payloadSchema(payload: Payload, types: PayloadTypes): JsonSchema | null {
  switch (payload.kind) {
    case 'example':
      return { $schema: draft, ...exampleSchema(payload.value) };
    case 'type': {
      const { name, list } = payload;
      if (!types.has(name) || isTooLarge(types, name)) return null;
      const reference = referenceTo(name);
      const defined = [...reachable(types, [name])].map(
        (type) => [type.name, typeSchema(types, type)] as const,
      );
      return {
        $schema: draft,
        ...(list ? { type: 'array', items: reference } : reference),
        $defs: Object.fromEntries(defined),
      };
    }
  }
}

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** So much a payload may speak of. */
export const schemaLimits: { readonly types: number; readonly fields: number } = {
  types: 100,
  fields: 1_000,
};

/** Whether a type speaks of more types, or of more fields in all of them, than can be checked in a moment. */
export function isTooLarge(types: PayloadTypes, name: string): boolean {
  const found = reachable(types, [name]);
  let fields = 0;
  for (const type of found) if (type.kind === 'object') fields += allFields(types, type).length;
  return found.size > schemaLimits.types || fields > schemaLimits.fields;
}

/** The types of those names, and all that they speak of, each once; a few more than the limit where there are many. */
export function reachable(types: PayloadTypes, names: readonly string[]): ReadonlySet<PayloadType> {
  const found = new Set<PayloadType>();
  const add = (name: string): void => {
    const type = types.get(name);
    if (type !== undefined) found.add(type);
  };
  names.forEach(add);
  const limit = found.size + schemaLimits.types;
  // The set grows while it is gone through.
  for (const type of found) {
    if (found.size > limit) break;
    if (type.kind === 'enum') continue;
    for (const field of allFields(types, type)) namesIn(field.type).forEach(add);
  }
  return found;
}

/** An object has all fields that are not optional, and may have others that are not drawn. */
function typeSchema(types: PayloadTypes, type: PayloadType): JsonSchema {
  // An enumeration without values says nothing of them.
  if (type.kind === 'enum') return type.values.length === 0 ? {} : { enum: type.values };
  const fields = allFields(types, type);
  const properties = fields.map(({ name, type: written, optional }) => {
    const schema = fieldSchema(written);
    return [name, optional ? { anyOf: [schema, { type: 'null' }] } : schema] as const;
  });
  const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
  };
}

function fieldSchema(type: FieldType): JsonSchema {
  switch (type.kind) {
    case 'primitive':
      return primitives.get(type.primitive) ?? {};
    case 'named':
      return referenceTo(type.name);
    case 'list': {
      const { of, min, max } = type;
      return {
        type: 'array',
        items: fieldSchema(of),
        ...(min === 0 ? {} : { minItems: min }),
        ...(max === Number.POSITIVE_INFINITY ? {} : { maxItems: max }),
      };
    }
    case 'map':
      return { type: 'object', additionalProperties: fieldSchema(type.of) };
    case 'free':
      return {};
  }
}

/** A reference is a JSON pointer (RFC 6901) in a fragment of a URI. */
function referenceTo(name: string): JsonSchema {
  return { $ref: `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}` };
}

/** What looks like an example: the same keys, perhaps more, with values of the same types. Null says nothing. */
function exampleSchema(value: unknown): JsonSchema {
  if (Array.isArray(value)) {
    const shapes = new Map(
      value.map((item) => {
        const schema = exampleSchema(item);
        return [JSON.stringify(schema), schema] as const;
      }),
    );
    return shapes.size === 0 ? { type: 'array' } : { type: 'array', items: { anyOf: [...shapes.values()] } };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
    const properties = Object.fromEntries(entries.map(([key, inner]) => [key, exampleSchema(inner)]));
    return { type: 'object', properties, required: entries.map(([key]) => key) };
  }
  return value === null ? {} : { type: typeof value };
}
