import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { IncludeReader } from '../../../compiler/preprocess/include.ts';

const including =
  (files: Readonly<Record<string, string>>): IncludeReader =>
  (path) => {
    const text = files[path];
    return text === undefined ? null : { text, file: path };
  };

/** Where each type stands, and its name and first line. */
const classesOf = (text: string, files: Readonly<Record<string, string>> = {}): readonly string[] =>
  compile(text, 'shop.puml', { includes: including(files) }).classes.map(
    ({ name, text: written, span }) =>
      `${span.file}:${span.line}-${span.endLine} ${name ?? '-'}: ${written.split('\n')[0]}`,
  );

test('the types of a class diagram are handed out with their places, and packages are looked through', () => {
  const text = `@startuml
A -> B : x
@enduml
@startuml
package shop {
  class Order {
    id : UUID
  }
  enum State { 
    open
  }
}
Order *-- Line : lines
Order : state : State
note left : no type
@enduml
`;

  expect(classesOf(text)).toEqual([
    'shop.puml:6-8 Order: class Order {',
    'shop.puml:9-11 State: enum State {',
    'shop.puml:13-13 -: Order *-- Line : lines',
    'shop.puml:14-14 Order: Order : state : State',
  ]);
});

test('an include brings its types, each once and with the place in its own file', () => {
  const text = '@startuml\n!include types.puml\nA -> B : x\n@enduml\n';
  const types = '@startuml\nclass Order {\n  id : int\n}\n@enduml\n@startuml\nclass Line\n@enduml\n';

  expect(classesOf(text, { 'types.puml': types })).toEqual([
    'types.puml:2-4 Order: class Order {',
    'types.puml:7-7 Line: class Line',
  ]);
});

test('a class diagram in another fence is read, of PlantUML and of Mermaid', () => {
  const text =
    '```mermaid\nsequenceDiagram\nA->>B: x\n```\n\n```mermaid\nclassDiagram\nclass Order {\n  +String id\n}\n```\n\n```plantuml\nclass Line\n```\n';

  expect(classesOf(text)).toEqual([
    'shop.puml:8-10 Order: class Order {',
    'shop.puml:14-14 Line: class Line',
  ]);
});

test('a file with a class diagram alone is told to be one, and a body that nothing closes too', () => {
  const names = (text: string): readonly string[] => {
    const { diagrams, diagnostics } = compile(text, 'shop.puml');
    return [...diagnostics, ...diagrams.flatMap((one) => one.diagnostics)].map(({ name }) => name);
  };

  expect(names('@startuml\nclass Order\n@enduml\n')).toEqual(['another-diagram-kind']);
  expect(names('@startuml\nparticipant A\nA -> A : x\nclass Order {\n id : int\n@enduml\n')).toEqual([
    'unclosed-block',
  ]);
});
