import { expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';

test.each([
  ['---\ntitle: Front\n---\nsequenceDiagram\nA->>B: x', 'Front'],
  ['---\nconfig:\n  theme: dark\ntitle: "In: quotes"\n---\nsequenceDiagram\nA->>B: x', 'In: quotes'],
  ['---\ntitle: Front\n---\nsequenceDiagram\ntitle Inner\nA->>B: x', 'Inner'],
  ['title: Above\nsequenceDiagram\nA->>B: x', 'Above'],
  ['---\nconfig: x\n---\nsequenceDiagram\nA->>B: x', null],
])('%j has the title %j', (text, title) => {
  expect(parse(text, 'x').diagrams[0]?.title).toBe(title);
});
