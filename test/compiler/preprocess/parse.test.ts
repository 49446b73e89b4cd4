import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { printDiagram } from '../../../compiler/syntax/print.ts';
import { messagesIn } from '../syntax/messages-in.ts';
import { readerOf } from './fixtures.ts';

const login = '@startuml Login\nUser -> Server : password\nServer --> User : welcome\n@enduml\n';

describe('a diagram that includes others', () => {
  test('has a ref to a diagram of an included file inlined', () => {
    const files = new Map([['lib.puml', `@startuml\n!$x = 1\n@enduml\n${login}`]]);
    const text = '@startuml\n!include lib.puml\nref over User, Server : Login\nUser -> Server : go\n@enduml';
    const [compiled] = compile(text, 'a.puml', { includes: readerOf(files) }).diagrams;
    const seen = compiled?.interaction.occurrences.map(({ kind, label }) => `${kind} ${label}`);
    expect(seen).toContain('receive password');
    expect(compiled?.interaction.messages).toHaveLength(1);
    expect(compiled?.diagnostics.map(({ name }) => name)).not.toContain('unresolved-ref');
  });

  test('has that ref inlined from an include of an include, and its own diagrams come first', () => {
    const files = new Map([
      ['lib.puml', '@startuml\n!include deep.puml!0\n@enduml'],
      ['deep.puml', `@startuml\n!$x = 1\n@enduml\n${login}`],
    ]);
    const ref = '!include lib.puml\nref over User, Server : Login';
    const compiled = compile(`@startuml\n${ref}\n@enduml`, 'a.puml', { includes: readerOf(files) })
      .diagrams[0];
    expect(compiled?.interaction.occurrences).toHaveLength(4);
    const own = '@startuml Login\nUser -> Server : mine\n@enduml';
    const both = compile(`@startuml\n${ref}\n@enduml\n${own}`, 'a.puml', { includes: readerOf(files) });
    expect(both.diagrams[0]?.interaction.occurrences.map(({ label }) => label)).toEqual(['mine', 'mine']);
  });

  test('says of a line of an included file where it is, and who included it', () => {
    const files = new Map([['part.puml', 'A -> B : x\nwhat is this']]);
    const text = '@startuml\n!include part.puml\n@enduml';
    const [diagram] = parse(text, 'a.puml', undefined, { includes: readerOf(files) }).diagrams;
    expect(diagram?.diagnostics.find(({ name }) => name === 'unknown-line')).toMatchObject({
      span: { file: 'part.puml', line: 2 },
      related: [{ message: 'included here', span: { file: 'a.puml', line: 2 } }],
    });
  });

  test('may have a fragment that begins in one file and ends in another', () => {
    const files = new Map([['part.puml', 'A -> B : x\nend\nloop 3']]);
    const text = '@startuml\nalt yes\n!include part.puml\nB -> A : y\nend\n@enduml';
    const [diagram] = parse(text, 'a.puml', undefined, { includes: readerOf(files) }).diagrams;
    expect(diagram?.statements).toMatchObject([
      { kind: 'fragment', operator: 'alt', span: { file: 'a.puml', line: 2, endLine: 2 } },
      { kind: 'fragment', operator: 'loop', span: { file: 'part.puml', line: 3, endLine: 3 } },
    ]);
    expect(messagesIn(diagram?.statements ?? [])).toHaveLength(2);
  });
});

describe('a diagram with macros', () => {
  test('says of a line of a macro where it was called, and where the macro says so', () => {
    const text = '@startuml\n!procedure $p()\nwhat is this\n!endprocedure\n$p()\nA -> B : x\n@enduml';
    const [diagram] = parse(text, 'a.puml').diagrams;
    expect(diagram?.diagnostics.find(({ name }) => name === 'unknown-line')).toMatchObject({
      span: { line: 5, column: 1, endColumn: 5 },
      related: [{ span: { line: 3 } }],
    });
  });

  test('is found to be of another kind by what it draws, not by what it says', () => {
    const text = '@startuml\n!if %false()\nclass Car\nCar <|-- Truck\n!endif\nA -> B : x\n@enduml';
    expect(parse(text, 'a.puml').diagrams).toHaveLength(1);
  });

  test('is left as it is written when it is not to be expanded, and printed as it was', () => {
    const text = '@startuml\n!$v = 1\n!if $v == 1\n  A -> B : $v\n!endif\n$p("x")\n@enduml';
    const [diagram] = parse(text, 'a.puml', undefined, { expand: false }).diagrams;
    expect(diagram === undefined ? null : printDiagram(diagram).trim()).toBe(text);
  });
});
