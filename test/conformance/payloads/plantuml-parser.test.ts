import fc from 'fast-check';
import { parse } from 'plantuml-parser';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { readTypes } from '../../../conformance/payloads/read-types.ts';
import type { FieldType } from '../../../conformance/payloads/types.ts';
import { randomCases } from '../../random-share.ts';

// What the package `plantuml-parser` can read of class diagrams, held against our reading. It has no lists, no type
// arguments, no `?` and no counts of members, so these are left out here.

const member = fc
  .tuple(
    fc.constantFrom('', '+', '-', '#', '~'),
    fc.constantFrom('id', 'name', 'total', 'state', 'note'),
    fc.constantFrom('String', 'int', 'Order', 'Line', 'UUID'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([mark, name, type, isTypeFirst, isMethod]) => {
    if (isMethod) return `${mark}${name}() : ${type}`;
    return isTypeFirst ? `${mark}${type} ${name}` : `${mark}${name} : ${type}`;
  });

const diagram = fc
  .tuple(
    fc.shuffledSubarray(['Order', 'Line', 'Base'], { minLength: 3 }),
    fc.array(
      fc.uniqueArray(member, {
        maxLength: 4,
        selector: (line) => /id|name|total|state|note/.exec(line)?.[0],
      }),
      {
        minLength: 3,
        maxLength: 3,
      },
    ),
    fc.constantFrom('class', 'interface', 'abstract class'),
    fc.constantFrom('', ' extends Base', ' <<entity>>'),
  )
  .map(([names, bodies, keyword, tail]) =>
    names.flatMap((name, index) => [
      `${index === 0 ? keyword : 'class'} ${name}${index === 0 ? tail : ''} {`,
      ...(bodies[index] ?? []).map((line) => `  ${line}`),
      '}',
    ]),
  );

test('the fields that plantuml-parser finds in a class are those that we find', () => {
  let fields = 0;
  fc.assert(
    fc.property(diagram, (lines) => {
      const text = `@startuml\n${lines.join('\n')}\n@enduml\n`;
      const theirs = typesOf(parse(text));
      const ours = Object.fromEntries(
        [...readTypes(compile(text, 'a.puml').classes).types].map(([name, type]) => [
          name,
          type.kind === 'enum' ? [] : type.fields.map((field) => `${field.name}: ${nameOf(field.type)}`),
        ]),
      );
      fields += Object.values(ours).flat().length;
      expect(ours).toEqual(theirs);
    }),
    { numRuns: randomCases(2_000) },
  );
  expect(fields).toBeGreaterThan(randomCases(2_000));
});

test('lists and type arguments are read, which plantuml-parser drops without a word', () => {
  const text = '@startuml\nclass Order {\n  lines : Line[]\n  tags : List<String>\n}\n@enduml\n';

  expect(typesOf(parse(text))).toEqual({ Order: ['lines: line', 'tags: list'] });
  const order = readTypes(compile(text, 'a.puml').classes).types.get('Order');
  expect(order?.kind === 'object' && order.fields.map(({ type }) => type.kind)).toEqual(['list', 'list']);
});

/** The fields of each class, as `name: type`, with names of types in lower case. */
function typesOf(parsed: unknown): Readonly<Record<string, readonly string[]>> {
  const [{ elements }] = parsed as readonly [{ readonly elements: readonly Element[] }];
  return Object.fromEntries(
    elements.map(({ name, members }) => [
      name,
      members.flatMap((one) =>
        one.returnType === undefined ? [`${one.name}: ${one.type?.toLowerCase()}`] : [],
      ),
    ]),
  );
}

interface Element {
  readonly name: string;
  readonly members: readonly {
    readonly name: string;
    readonly type?: string;
    readonly returnType?: string;
  }[];
}

function nameOf(type: FieldType): string {
  switch (type.kind) {
    case 'primitive':
      return type.primitive;
    case 'named':
      return type.name.toLowerCase();
    case 'list':
    case 'map':
    case 'free':
      // A type that is not drawn in this diagram.
      return type.kind;
  }
}
