import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import { readTypes } from '../../../conformance/payloads/read-types.ts';
import { allFields, type FieldType } from '../../../conformance/payloads/types.ts';

const read = (...lines: readonly string[]) =>
  readTypes(compile(['@startuml', ...lines, '@enduml', ''].join('\n'), 'types.puml').classes);

/** The fields of a type, each as `name: type`, with `?` for those that may be absent. */
function fieldsOf(name: string, ...lines: readonly string[]): readonly string[] {
  const { types } = read(...lines);
  const type = types.get(name);
  if (type?.kind !== 'object') throw new Error(`no type ${name}`);
  return allFields(types, type).map(
    ({ name: field, type: written, optional }) => `${field}${optional ? '?' : ''}: ${show(written)}`,
  );
}

function show(type: FieldType): string {
  switch (type.kind) {
    case 'primitive':
      return type.primitive;
    case 'named':
      return type.name;
    case 'list':
      return `[${show(type.of)}]${type.min === 0 ? '' : `${type.min}+`}${Number.isFinite(type.max) ? `-${type.max}` : ''}`;
    case 'map':
      return `{${show(type.of)}}`;
    case 'free':
      return 'anything';
  }
}

test.for([
  ['id : UUID', 'id: uuid'],
  ['UUID id', 'id: uuid'],
  ['+id: String', 'id: string'],
  ['-String name', 'name: string'],
  ['# private final String name;', 'name: string'],
  ['{field} total : int', 'total: int'],
  ['{field} f(x) : int', 'f(x): int'],
  ['note? : String', 'note?: string'],
  ['String? note', 'note?: string'],
  ['note : String?', 'note?: string'],
  ['note : String | null', 'note?: string'],
  ['note : Optional<String>', 'note?: string'],
  ['note [0..1] : String', 'note?: string'],
  ['note : String [0..1]', 'note?: string'],
  ['items : Item[]', 'items: [Item]'],
  ['Item[] items', 'items: [Item]'],
  ['items : List<Item>', 'items: [Item]'],
  ['items : Item [1..*]', 'items: [Item]1+'],
  ['pair : Item[2]', 'pair: [Item]2+-2'],
  ['grid : int[][]', 'grid: [[int]]'],
  ['prices : Map<String, List<decimal>>', 'prices: {[decimal]}'],
  ['Map<String, Item> byName', 'byName: {Item}'],
  ['List~Item~ items', 'items: [Item]'],
  ['at : java.time.Instant', 'at: instant'],
  ['count : int = 5', 'count: int'],
  ['x : int {readOnly}', 'x: int'],
  ['x : int <<PK>>', 'x: int'],
  ['"the name" : String', 'the name: string'],
  ['alone', 'alone: anything'],
  ['money : Money', 'money: anything'],
  ['total() : int', null],
  ['int total()', null],
  ['{static} max : int', null],
  ['static int max', null],
  ['-- secret --', null],
  ['..', null],
  ['__proto__ : int', null],
] as const)('%s is %s', ([line, field]) => {
  const fields = fieldsOf('Order', 'class Item', 'class Order {', line, '}');
  expect(fields).toEqual(field === null ? [] : [field]);
});

test('fields come from parents, parts and lines of their own', () => {
  const lines = [
    'class Base {',
    'id : int',
    'note : String',
    '}',
    'class Line',
    'class Address',
    'class Order extends Base {',
    'note : int',
    '}',
    'BigOrder --|> Order',
    'class BigOrder',
    'Order "1" *-- "1..*" Line : lines',
    'Address "0..1" --* Order : address',
    'Order o-- Address : other >',
    'Order : extra : boolean',
  ];
  expect(fieldsOf('BigOrder', ...lines)).toEqual([
    'id: int',
    'note: int',
    'extra: boolean',
    'lines: [Line]1+',
    'address?: Address',
    'other: Address',
  ]);
});

test('values of an enumeration are read one a line, in one line, and with what belongs to them', () => {
  const { types } = read(
    'enum A {',
    'open',
    'CLOSED(1)',
    'half-done',
    '}',
    'enum B {',
    'X, Y,',
    'Z = 3;',
    '}',
  );
  expect([types.get('A'), types.get('B')]).toMatchObject([
    { values: ['open', 'CLOSED', 'half-done'] },
    { values: ['X', 'Y', 'Z'] },
  ]);
});

test('what cannot be read is said at its place, and leaves values free', () => {
  const { diagnostics } = read(
    'class Order {',
    '  total : Money',
    '}',
    'class Loop extends Loop',
    'class Line',
    'Order *-- Line',
    'class Node {',
    '  next : Node',
    '}',
  );
  expect(
    diagnostics.map((one) => `${one.span.line} ${one.name}: ${describeDiagnostic(one).message}`),
  ).toEqual([
    '3 unknown-field-type: "total" of "Order" is of type `Money`, which is not drawn; it may be anything',
    '7 class-not-read: the type "Order" is not read as it is drawn: the relation to "Line" has no name that could be a field\'s',
    '5 class-not-read: the type "Loop" is not read as it is drawn: it is its own parent',
    '9 class-not-read: the type "Node" is not read as it is drawn: `next` leads back to a value of the same type without end; it may be absent',
  ]);
});

test('what leads to types that need each other stays, and only the way round may be absent', () => {
  const lines = [
    'class Order {',
    'node : Node',
    '}',
    'class Node {',
    'twin : Twin',
    'id : int',
    '}',
    'class Twin {',
    'node : Node',
    '}',
  ];
  expect(fieldsOf('Order', ...lines)).toEqual(['node: Node']);
  expect(fieldsOf('Node', ...lines)).toEqual(['twin?: Twin', 'id: int']);
});

test('bait for slow patterns is read in a moment', () => {
  const bait = [
    'a'.repeat(490),
    'a '.repeat(240),
    'a.'.repeat(240),
    '<'.repeat(490),
    'a<'.repeat(240),
    '['.repeat(490),
  ]
    .concat([
      'a : '.repeat(120),
      '{field}'.repeat(70),
      'x [0..'.repeat(80),
      'List<'.repeat(95),
      '"'.repeat(490),
      '- '.repeat(240),
    ])
    .concat([
      'A -'.repeat(160),
      `A ${'-'.repeat(480)}`,
      `A ${'.'.repeat(480)} !`,
      `class ${'a'.repeat(480)} !`,
      `class A ${'extends a,'.repeat(45)}`,
    ]);
  const lines = Array.from({ length: 100 }, () => bait).flat();
  const started = performance.now();
  read('class Seed', ...lines);
  read('class Order {', ...lines, '}');
  read(...lines.map((line) => `enum E {\n${line}\n}`));

  expect(performance.now() - started).toBeLessThan(10_000);
});
