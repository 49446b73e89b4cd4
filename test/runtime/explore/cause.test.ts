import { describe, expect, test } from 'vitest';
import { sayCause } from '../../../cli/say-cause.ts';
import { compile } from '../../../compiler/compile.ts';
import { project } from '../../../compiler/script/project.ts';
import { unnoticedEnds } from '../../../compiler/script/unnoticed-ends.ts';
import { causeOf } from '../../../runtime/explore/cause.ts';
import { explore } from '../../../runtime/explore/explore.ts';
import type { ExploredChannel } from '../../../runtime/explore/explored-channel.ts';

describe('the cause of an implied scenario', () => {
  test('two lifelines that begin different operands decide apart, whatever the network', () => {
    const body = ['alt', 'A -> B : x', 'else', 'C -> D : y', 'end'];
    for (const channel of ['sync', 'mailbox', 'causal', 'fifo', 'bag'] as const) {
      expect(cause(channel, ...body), channel).toBe(
        'A (line 3) and C (line 5) decide apart (non-local choice)',
      );
    }
  });

  test('who goes on behind an opt without knowing whether it was taken decides apart from who took it', () => {
    expect(cause('fifo', 'opt', 'A -> B : x', 'end', 'B -> C : z')).toBe(
      'A (line 3) and B (line 5) decide apart (non-local choice)',
    );
  });

  test('who has heard of a choice and heard the same in both operands cannot tell', () => {
    const body = [
      'alt',
      'A -> C : p',
      'A -> B : go',
      'B -> C : x',
      'else',
      'A -> C : q',
      'A -> B : go',
      'B -> C : y',
    ];
    expect(cause('fifo', ...body, 'end')).toBe(
      'B (line 9) cannot tell what A (line 3) has decided (unmergeable choice)',
    );
  });

  test('what one lifeline sent in an order may overtake, what two have sent arrives in either order', () => {
    const operand = (first: string, second: string, third: string) => [first, second, `B -> D : ${third}`];
    const overtaking = ['alt', ...operand('A -> B : x', 'A -> B : y', 'one')];
    const other = ['else', ...operand('A -> B : y', 'A -> B : x', 'two'), 'end'];
    expect(cause('fifo', ...overtaking, ...other)).toBe(null);
    expect(cause('bag', ...overtaking, ...other)).toBe(
      'the messages of lines 3 and 4 may overtake each other',
    );
    const first = ['alt', 'A -> B : x', 'A -> C : go', 'C -> B : y'];
    const either = [...first, 'else', 'A -> C : other', 'C -> B : y', 'B -> A : got', 'A -> B : x', 'end'];
    expect(cause('causal', ...either)).toBe(null);
    expect(cause('fifo', ...either)).toBe('the messages of lines 3 and 5 may arrive in either order');
  });
});

describe('an end that a lifeline cannot notice', () => {
  test('is where it may be done and may receive something, too', () => {
    expect(unnoticed('A -> B : x', 'opt', 'A -> B : more', 'end')).toEqual(['B: more']);
    expect(unnoticed('loop', 'A -> B : next', 'end')).toEqual(['B: next']);
  });

  test('is none where the last message tells it, or where it decides itself', () => {
    expect(unnoticed('loop', 'A -> B : next', 'end', 'A -> B : last')).toEqual([]);
    expect(unnoticed('A -> B : x', 'alt', 'A -> B : more', 'else', 'A -> B : done', 'end')).toEqual([]);
  });
});

function cause(channel: ExploredChannel, ...body: readonly string[]): string | null {
  const interaction = compiled(body);
  const scenarios = explore(interaction, { channel })?.implied.scenarios ?? [];
  const [first] = scenarios.flatMap((scenario) => causeOf(interaction, scenario) ?? []);
  return first === undefined ? null : sayCause(first);
}

function unnoticed(...body: readonly string[]): readonly string[] {
  const interaction = compiled(body);
  const scripts = interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
  return unnoticedEnds(scripts).map(
    ({ lifeline, awaited }) => `${lifeline}: ${awaited.map(({ label }) => label).join(', ')}`,
  );
}

function compiled(body: readonly string[]) {
  const [only] = compile(`@startuml\n${body.join('\n')}\n@enduml`, 'made.puml').diagrams;
  if (only === undefined) throw new Error('no diagram');
  return only.interaction;
}
