import { expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';

const words = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

test.for(words)(
  'the word `%s`, which every object of the host knows, is a keyword of no language',
  (word) => {
    for (const text of [
      `participant A\nA->B: x\n${word} foo`,
      `participant A\nA<-B: x\n${word} foo`,
      `sequenceDiagram\nA->>B: x\n${word} foo`,
      `@startuml\nA -> B : x\n${word} foo\n!end${word}\n@enduml`,
      `\`\`\`${word}\nA->B: x\n\`\`\``,
      `${word}\nA->B: x`,
    ]) {
      const { diagrams } = parse(text, 'f');
      for (const { statements } of diagrams) {
        expect(statements.map(({ kind }) => kind)).not.toContain('fragment');
        expect(structuredClone(statements)).toEqual(statements);
      }
    }
  },
);
