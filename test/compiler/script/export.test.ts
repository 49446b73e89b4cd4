import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { printDot } from '../../../compiler/script/export/dot.ts';
import { printMermaidStates } from '../../../compiler/script/export/mermaid.ts';
import { type PromelaChannel, printPromela } from '../../../compiler/script/export/promela.ts';
import { project } from '../../../compiler/script/project.ts';
import type { Script } from '../../../compiler/script/script.ts';
import { explore } from '../../../runtime/explore/explore.ts';
import { reachableStates } from './promela.ts';

const hostile =
  '@startuml\nA -> B : say "hi" */ /* \\\\ ; end # now\nalt\nB -> A : x\nelse\nB -> B : think\nend\n@enduml';

describe('Promela', () => {
  const pairs =
    '@startuml\npar\nA->B:x\nB->A:y\nelse\nC->D:x\nD->C:y\nend\nA->C:z\nC->A:z\nref over A, B : rest\n@enduml';

  test.each([
    ['fifo', pairs],
    ['mailbox', pairs],
    ['bag', pairs],
    ['sync', pairs],
    ['bag', '@startuml\npar\nA->B:x\nelse\nA->B:y\nelse\nC->B:z\nend\n@enduml'],
    ['fifo', '@startuml\nloop 0,2\nA->B:x\nbreak\nB->A:y\nend\nend\n@enduml'],
    ['fifo', hostile],
  ] as const)('under %s has as many reachable states as there are configurations: %j', (channel, text) => {
    const interaction = interactionOf(text);
    const states = reachableStates(printPromela(scriptsOf(interaction), { channel, queue: 8 }));
    expect(states).toBe(explore(interaction, { channel })?.configurations);
    expect(states).toBeGreaterThan(3);
  });

  test.each<[string, PromelaChannel]>([
    ['diagrams/cfd-order/order.puml', 'fifo'],
    ['diagrams/agreement/agreement.puml', 'fifo'],
    ['diagrams/order-flow/order-flow.wsd', 'fifo'],
  ])('of %s has as many reachable states as there are configurations', (file, channel) => {
    const interaction = interactionOf(readFileSync(file, 'utf8'));
    const states = reachableStates(printPromela(scriptsOf(interaction), { channel, queue: 8 }));
    expect(states).toBe(explore(interaction, { channel })?.configurations);
  });
});

test('in the graph every state and transition stands once, whatever the labels hold', () => {
  const scripts = scriptsOf(interactionOf(hostile));
  const dot = printDot(scripts);
  expect(dot.match(/shape=(?:double)?circle/g)).toHaveLength(scripts.flatMap(({ states }) => states).length);
  expect(dot.match(/s_\d+_\d+ -> /g)).toHaveLength(transitionsOf(scripts));
  expect(dot).toContain('label="B!say \\"hi\\" */ /* \\\\\\\\ ; end # now"');
});

test('in the state diagram every transition and every end stands once, whatever the labels hold', () => {
  const scripts = scriptsOf(interactionOf(hostile));
  const states = printMermaidStates(scripts);
  const finals = scripts.flatMap((script) => script.states.filter(({ final }) => final)).length;
  expect(states.match(/^ {4}L\d+_\d+ --> /gm)).toHaveLength(transitionsOf(scripts) + finals);
  expect(states).toContain('B!say #34;hi#34; */ /* \\\\ #59; end #35; now');
});

function transitionsOf(scripts: readonly Script[]): number {
  return scripts.flatMap(({ states }) => states.flatMap(({ transitions }) => transitions)).length;
}

function scriptsOf(interaction: Interaction): readonly Script[] {
  return interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
}

function interactionOf(text: string): Interaction {
  const [only] = compile(text, 'made.puml').diagrams;
  if (only === undefined) throw new Error(`no diagram in ${text}`);
  return only.interaction;
}
