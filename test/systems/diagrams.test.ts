import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type CompiledDiagram, compile } from '../../compiler/compile.ts';
import { printScript } from '../../compiler/script/print-script.ts';
import { project } from '../../compiler/script/project.ts';

test.each([
  ['diagrams/cfd-order/order.puml', 'plantuml', 35, 9],
  ['diagrams/agreement/agreement.puml', 'plantuml', 41, 5],
  ['diagrams/order-flow/order-flow.wsd', 'sdo', 38, 8],
])('%s is %s and has %i messages between %i lifelines', (file, dialect, messages, lifelines) => {
  const { diagram, interaction } = compiled(file);
  expect(diagram.dialect).toBe(dialect);
  expect(interaction.messages).toHaveLength(messages);
  expect(diagram.lifelines).toHaveLength(lifelines);
});

test('the flattened order diagram means what its multi-line original means', () => {
  const flat = compiled('diagrams/cfd-order/order.puml');
  const original = compiled('diagrams/cfd-order/order.original.puml');
  expect(meaning(flat)).toEqual(meaning(original));
  expect(flat.diagram.lifelines.map(withoutPlace)).toEqual(original.diagram.lifelines.map(withoutPlace));
  expect(flat.diagnostics.map(({ name }) => name)).toContain('line-breaks-recovered');
});

test('the arrow inside the text of the ref is not a message', () => {
  const { interaction } = compiled('diagrams/cfd-order/order.puml');
  const [ref] = interaction.occurrences.filter(({ kind }) => kind === 'ref');
  expect(ref?.label).toContain('Bitcoin -> cfd in state [ContractSetup]');
  expect(
    interaction.occurrences.filter(({ lifelines }) => lifelines.some((id) => id.includes('Bitcoin'))),
  ).toEqual([]);
});

function meaning({ interaction }: CompiledDiagram): unknown {
  const { occurrences, lifelines } = interaction;
  return {
    occurrences: occurrences.map(withoutPlace),
    scripts: lifelines.map(({ id }) => {
      const script = project(interaction, id);
      return script && printScript(script).replaceAll(/ {2}\(line .*?\)/g, '');
    }),
  };
}

function withoutPlace(placed: { readonly span: unknown }): unknown {
  return { ...placed, span: null };
}

function compiled(file: string): CompiledDiagram {
  const [diagram] = compile(readFileSync(file, 'utf8'), file).diagrams;
  if (diagram === undefined) throw new Error(`${file} holds no diagram`);
  return diagram;
}
