import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { payloadArbitrary } from '../../../conformance/payloads/arbitrary.ts';
import { primitives } from '../../../conformance/payloads/primitives.ts';
import { readTypes } from '../../../conformance/payloads/read-types.ts';
import { reportTypes } from '../../../conformance/payloads/report-types.ts';
import { payloadSchema } from '../../../conformance/payloads/schema.ts';
import type { PayloadTypes } from '../../../conformance/payloads/types.ts';
import { createValidator } from '../../../conformance/payloads/validate.ts';
import { randomCases } from '../../random-share.ts';

const validator = createValidator();

const typesOf = (...lines: readonly string[]): PayloadTypes =>
  readTypes(compile(['@startuml', ...lines, '@enduml', ''].join('\n'), 'types.puml').classes).types;

const order = { kind: 'type', name: 'Order', list: false } as const;

const shop = typesOf(
  'class Order {',
  'id : UUID',
  'state : State',
  'note? : String',
  'lines : Line [1..*]',
  'prices : Map<String, decimal>',
  'parent? : Order',
  'placed : Instant',
  '}',
  'class Line {',
  'article : String',
  'count : int',
  '}',
  'enum State {',
  'open',
  'shipped',
  '}',
);

const fitting = {
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  state: 'open',
  lines: [{ article: 'pen', count: 2 }],
  prices: { pen: 1.5 },
  placed: '2026-03-01T12:00:00Z',
};

test('the schema of a type is one of JSON Schema, with the types that it speaks of', () => {
  expect(payloadSchema(order, shop)).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref: '#/$defs/Order',
    $defs: {
      Order: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          state: { $ref: '#/$defs/State' },
          note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          lines: { type: 'array', items: { $ref: '#/$defs/Line' }, minItems: 1 },
          prices: { type: 'object', additionalProperties: { type: 'number' } },
          parent: { anyOf: [{ $ref: '#/$defs/Order' }, { type: 'null' }] },
          placed: { type: 'string', format: 'date-time' },
        },
        required: ['id', 'state', 'lines', 'prices', 'placed'],
      },
      State: { enum: ['open', 'shipped'] },
      Line: {
        type: 'object',
        properties: { article: { type: 'string' }, count: { type: 'integer' } },
        required: ['article', 'count'],
      },
    },
  });
});

test.for([
  [{}, []],
  [{ note: null, more: [1] }, []],
  [{ id: 'x' }, ['id: a uuid, not "x"']],
  [{ state: 'lost' }, ['state: one of open, shipped, not "lost"']],
  [{ lines: [] }, ['lines: at least 1 of them, not []']],
  [{ lines: [{ article: 'pen' }] }, ['lines[0].count: a value, not nothing']],
  [
    { lines: [{ article: 1, count: 1.5 }] },
    ['lines[0].article: a string, not 1', 'lines[0].count: an integer, not 1.5'],
  ],
  [{ prices: { 'a b': 'much' } }, ['prices["a b"]: a number, not "much"']],
  [{ note: 5 }, ['note: a string, not 5']],
  [
    { parent: {} },
    ['parent.id', 'parent.state', 'parent.lines', 'parent.prices', 'parent.placed'].map(
      (path) => `${path}: a value, not nothing`,
    ),
  ],
  [{ placed: 'yesterday' }, ['placed: a date-time, not "yesterday"']],
] as const)('a payload with %j differs at its place', ([change, expected]) => {
  const validate = validator(payloadSchema(order, shop) ?? {});
  const differences = validate({ ...fitting, ...change });
  expect(differences.map(({ path, expected: wanted, got }) => `${path}: ${wanted}, not ${got}`)).toEqual(
    expected,
  );
});

test('an example stands for what has its keys and the types of its values', () => {
  const example = {
    kind: 'example',
    value: { id: 1, tags: ['a', 2], owner: { name: 'x' }, why: null },
  } as const;
  const validate = validator(payloadSchema(example, new Map()) ?? {});

  expect(validate({ id: 9.5, tags: [], owner: { name: '', more: 1 }, why: 'x' })).toEqual([]);
  expect(validate({ id: '9', tags: [true], owner: {} }).map(({ path }) => path)).toEqual([
    'why',
    'id',
    'tags[0]',
    'owner.name',
  ]);
});

test('every generated value is what the schema says, for each primitive type', () => {
  const distinct = new Map([...primitives].map(([name, schema]) => [schema, name]));
  for (const primitive of distinct.values()) {
    const types = typesOf('class Order {', `value : ${primitive}`, '}');
    const validate = validator(payloadSchema(order, types) ?? {});
    const values = payloadArbitrary(order, types);
    if (values === null) throw new Error('nothing is generated');
    fc.assert(
      fc.property(values, (value) => {
        expect(validate(JSON.parse(JSON.stringify(value)))).toEqual([]);
      }),
      { numRuns: randomCases(200) },
    );
  }
});

/** Class diagrams with fields of all forms; names of types from a small set, so that they refer to each other. */
const diagrams = fc
  .array(
    fc.tuple(
      fc.constantFrom('', ' extends A', ' extends B'),
      fc.array(
        fc.tuple(
          fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          fc.constantFrom('', '?'),
          fc.constantFrom('Order', 'A', 'B', 'E', 'int', 'String', 'Date', 'UUID', 'Unknown'),
          fc.constantFrom('', '[]', ' [1..*]', ' [2]', ' [0..1]'),
          fc.boolean(),
        ),
        { maxLength: 5 },
      ),
    ),
    { minLength: 3, maxLength: 3 },
  )
  .map((classes) => [
    ...classes.flatMap(([parent, fields], index) => [
      `class ${['Order', 'A', 'B'][index]}${parent} {`,
      ...fields.map(([name, mark, type, count, isMap]) =>
        isMap ? `${name}${mark} : Map<String, ${type}>` : `${name}${mark} : ${type}${count}`,
      ),
      '}',
    ]),
    'enum E {',
    'one',
    'two',
    '}',
  ]);

test('every value that is generated for a class diagram is accepted, and a part that is wrong or missing is not', () => {
  let mutated = 0;
  fc.assert(
    fc.property(diagrams, fc.integer(), (lines, seed) => {
      const types = typesOf(...lines);
      const schema = payloadSchema(order, types) ?? {};
      const validate = validator(schema);
      const values = payloadArbitrary(order, types);
      if (values === null) return;
      for (const value of fc.sample(values, { seed, numRuns: 4 })) {
        expect(validate(value)).toEqual([]);
        for (const [path, spoilt] of spoil(value, schema)) {
          mutated++;
          expect(validate(spoilt).length, path).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: randomCases(500) },
  );
  expect(mutated).toBeGreaterThan(randomCases(500));
});

/** The value with one of its required fields missing, or of another type. */
function* spoil(
  value: unknown,
  schema: Readonly<Record<string, unknown>>,
): Generator<readonly [string, unknown]> {
  const defs = schema.$defs as Readonly<
    Record<
      string,
      {
        required?: readonly string[];
        properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      }
    >
  >;
  const type = defs.Order;
  if (type === undefined || typeof value !== 'object' || value === null) return;
  for (const name of type.required ?? []) {
    yield [`without ${name}`, Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))];
  }
  for (const [name, property] of Object.entries(type.properties)) {
    if (Object.keys(property).length === 0) continue;
    const isFree =
      Array.isArray(property.anyOf) && property.anyOf.some((one) => Object.keys(one as object).length === 0);
    // A function is of no type: no schema but the empty one takes it.
    if (!isFree) yield [`${name} of another type`, { ...value, [name]: () => 0 }];
  }
}

test('types that hold each other many times over are refused, not built', () => {
  const lines = Array.from({ length: 40 }, (_, index) => [
    `class C${index} {`,
    ...(index < 39 ? [`a : C${index + 1}`, `b : C${index + 1}`] : ['a : int']),
    '}',
  ]).flat();
  const types = typesOf(...lines);

  expect(payloadArbitrary({ kind: 'type', name: 'C0', list: false }, types)).toBeNull();
  expect(payloadArbitrary({ kind: 'type', name: 'C35', list: false }, types)).not.toBeNull();
});

test('a type that speaks of very many is neither checked nor generated, and that is said', () => {
  const chain = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => [
      `class C${index} extends C${index + 1} {`,
      `f${index}? : C${index + 1}`,
      '}',
    ]).flat();
  const named = { kind: 'type', name: 'C0', list: false } as const;
  const started = performance.now();
  const text = [
    '@startuml',
    ...chain(1_000),
    "' @payload C0",
    'participant A',
    "' @payload C0",
    'A -> A : x',
    '@enduml',
  ].join('\n');
  const { classes, diagrams } = compile(text, 'a.puml');
  const { types } = readTypes(classes);

  expect([payloadSchema(named, types), payloadArbitrary(named, types)]).toEqual([null, null]);
  expect(
    diagrams.flatMap(({ interaction }) => reportTypes(interaction, classes)).map(({ name }) => name),
  ).toEqual(['class-not-read', 'unknown-field-type']);
  expect(payloadSchema(named, typesOf(...chain(20)))).not.toBeNull();
  expect(performance.now() - started).toBeLessThan(10_000);
});
