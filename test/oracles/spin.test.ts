import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { type PromelaChannel, printPromela } from '../../compiler/script/export/promela.ts';
import { project } from '../../compiler/script/project.ts';
import type { Script } from '../../compiler/script/script.ts';
import { explore } from '../../runtime/explore/explore.ts';
import { isSpinInstalled, verifierOf } from '../bench/spin.ts';

/**
 * The states that Spin stores are our configurations. A script is a process, each of its states one label and each of its transitions
 * one statement, so that a process stands where its script does; its channels hold what ours hold, numbers instead of labels. A
 * script that is done stays at its last label (`false`), as the end of a process would be a state of its own. Spin looks at every
 * state, without partial-order reduction, and stores nothing besides.
 */
describe.skipIf(!isSpinInstalled)('Spin stores as many states as there are configurations', () => {
  test.each([
    ['diagrams/order-flow/order-flow.wsd'],
    ['diagrams/cfd-order/order.puml'],
    ['diagrams/agreement/agreement.puml'],
  ])('of %s', { timeout: 300_000 }, (file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    for (const channel of ['fifo', 'mailbox'] as const) {
      const { stored, configurations } = counted(interactionOf(text), channel);
      expect(stored, channel).toBe(configurations);
    }
  });

  test.each([2, 6])('of %i pairs of a request and a response in parallel', { timeout: 300_000 }, (pairs) => {
    const operands = Array.from(
      { length: pairs },
      (_, index) => `A${index}->B${index}:x\nB${index}->A${index}:y`,
    );
    const text = `@startuml\npar\n${operands.join('\nelse\n')}\nend\n@enduml`;
    // Each pair has five: nothing sent, the request under way, taken, the response under way, taken.
    expect(counted(interactionOf(text), 'fifo')).toEqual({ stored: 5 ** pairs, configurations: 5 ** pairs });
  });

  test.each([
    ['diagrams/order-flow/order-flow.wsd'],
    ['diagrams/cfd-order/order.puml'],
    ['diagrams/agreement/agreement.puml'],
  ])('of %s, or half as many at least, when both reduce', { timeout: 300_000 }, (file) => {
    const interaction = interactionOf(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
    const { states } = verifierOf(
      printPromela(scriptsOf(interaction), { channel: 'fifo', queue: 8 }),
      'reduced',
    ).run();
    const found = explore(interaction, { reduce: true });
    expect(found?.reduced).toBe(true);
    expect(found?.configurations).toBeLessThanOrEqual(2 * states);
  });

  test('of a diagram that gets stuck, under every channel model', { timeout: 300_000 }, () => {
    const stuck = interactionOf('@startuml\nalt\nA->B:x\nB->A:ok\nelse\nB->A:y\nA->B:no\nend\n@enduml');
    for (const channel of ['fifo', 'mailbox', 'bag', 'sync'] as const) {
      const { stored, configurations } = counted(stuck, channel);
      expect(stored, channel).toBe(configurations);
    }
  });
});

function counted(
  interaction: Interaction,
  channel: PromelaChannel,
): { readonly stored: number; readonly configurations: number } {
  const { states } = verifierOf(printPromela(scriptsOf(interaction), { channel, queue: 8 })).run();
  return { stored: states, configurations: explore(interaction, { channel })?.configurations ?? -1 };
}

function scriptsOf(interaction: Interaction): readonly Script[] {
  return interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
}

function interactionOf(text: string): Interaction {
  const [only] = compile(text, 'made').diagrams;
  if (only === undefined) throw new Error(`no diagram in ${text}`);
  return only.interaction;
}
