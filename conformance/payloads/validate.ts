import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { PayloadDifference } from '../payload-check.ts';
import type { JsonSchema } from './primitives.ts';

/** What a schema has against a value, in the order of the value's parts; nothing when it fits. */
export type Validate = (value: unknown) => readonly PayloadDifference[];

/** Makes validations of schemas; with one validator, as that takes longer to make than most schemas. */
export function createValidator(): (schema: JsonSchema) => Validate {
  // All errors, so that a difference is shown whole; what a value holds is bounded by the trace's line.
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  formats.default(ajv);
  return (schema) => validateBy(ajv.compile(schema));
}

function validateBy(validate: ValidateFunction): Validate {
  return (value) => {
    if (validate(value)) return [];
    const errors = (validate.errors ?? []).slice(0, errorsMax);
    const differences = errors.flatMap((error) => differenceOf(error, value));
    // Of several types that a part may have it has none.
    return [...Map.groupBy(differences, ({ path }) => path).values()].flatMap((all) => {
      const [first] = all;
      const expected = [...new Set(all.map((one) => one.expected))].join(' or ');
      return first === undefined ? [] : [{ ...first, expected }];
    });
  };
}

/** Nobody reads more of them. */
const errorsMax = 1_000;

function differenceOf(error: ErrorObject, value: unknown): readonly PayloadDifference[] {
  const { instancePath, keyword, params } = error;
  // An optional field may be null, which is not worth saying; its other errors say what it is.
  if (keyword === 'anyOf' || (keyword === 'type' && params.type === 'null')) return [];
  const steps = instancePath.split('/').slice(1).map(decode);
  if (keyword === 'required') {
    const path = pathOf([...steps, String(params.missingProperty)]);
    return [{ path, expected: 'a value', got: 'nothing' }];
  }
  return [{ path: pathOf(steps), expected: expectationOf(error), got: show(valueAt(value, steps)) }];
}

function expectationOf({ keyword, params, schema, message }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return articled(String(params.type));
    case 'format':
      return articled(String(params.format));
    case 'enum':
      return `one of ${(params.allowedValues as readonly unknown[]).join(', ')}`;
    case 'minItems':
      return `at least ${String(params.limit)} of them`;
    case 'maxItems':
      return `at most ${String(params.limit)} of them`;
    case 'minimum':
      return `${String(schema ?? params.limit)} or more`;
    default:
      return message ?? keyword;
  }
}

function articled(noun: string): string {
  return `${/^[aeio]|^u[^ru]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function decode(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** `lines[0].price`; empty for the whole. */
function pathOf(steps: readonly string[]): string {
  return steps
    .map((step, index) => {
      if (/^\d+$/.test(step)) return `[${step}]`;
      return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)
        ? `${index === 0 ? '' : '.'}${step}`
        : `[${JSON.stringify(step)}]`;
    })
    .join('');
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[step] : undefined,
    value,
  );
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > shownMax ? `${text.slice(0, shownMax - 1)}…` : text;
}

const shownMax = 60;
