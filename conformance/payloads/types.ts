import type { Span } from '../../compiler/text/span.ts';

/** The types of class diagrams, by name. */
export type PayloadTypes = ReadonlyMap<string, PayloadType>;

export type PayloadType = ObjectType | EnumType;

/** A class or an interface. */
export interface ObjectType {
  readonly kind: 'object';
  readonly name: string;
  /** Its own fields; those of its parents are theirs. */
  readonly fields: readonly Field[];
  readonly parents: readonly string[];
  readonly span: Span;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly string[];
  readonly span: Span;
}

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** It may be absent, or null. */
  readonly optional: boolean;
  readonly span: Span;
}

/** What values a field has. */
export type FieldType =
  | { readonly kind: 'primitive'; readonly primitive: string }
  /** A type that is drawn. */
  | { readonly kind: 'named'; readonly name: string }
  | {
      readonly kind: 'list';
      readonly of: FieldType;
      readonly min: number;
      /** Infinite when there is no limit. */
      readonly max: number;
    }
  /** Values by any key. */
  | { readonly kind: 'map'; readonly of: FieldType }
  /** Anything. */
  | { readonly kind: 'free' };

/** The fields of a type with those of its parents, its own last; of two with one name the later holds. */
export function allFields(types: PayloadTypes, type: ObjectType): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const one of [...ancestorsOf(types, type)].toReversed()) {
    for (const field of one.fields) fields.set(field.name, field);
  }
  return [...fields.values()];
}

/** The type, its parents, theirs, each once. */
export function ancestorsOf(types: PayloadTypes, type: ObjectType): ReadonlySet<ObjectType> {
  const found = new Set([type]);
  // The set grows while it is gone through.
  for (const one of found) {
    for (const name of one.parents) {
      const parent = types.get(name);
      if (parent?.kind === 'object') found.add(parent);
    }
  }
  return found;
}

/** The names of the types that a field type speaks of. */
export function namesIn(type: FieldType): readonly string[] {
  let here = type;
  while (here.kind === 'list' || here.kind === 'map') here = here.of;
  return here.kind === 'named' ? [here.name] : [];
}
