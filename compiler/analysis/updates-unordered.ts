import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { unenforcedPairs } from './enforced-order.ts';
import { textOf, valuedOf } from './label-text.ts';
import { runsOf } from './runs.ts';

/**
 * A thing that two lifelines set to different values at a third, in an order that nothing enforces: if it is one variable
 * there, whoever comes last has written it. Told once for each thing, at the first update that may come too early.
 */
export function reportUpdatesUnordered(
  _: Diagram,
  interaction: Interaction,
  { channel = 'fifo' }: AnalysisOptions,
): readonly Diagnostic[] {
  const updates = updatesIn(interaction);
  if (updates.size < 2) return [];
  const unordered = new Map<string, Set<Occurrence>>();
  for (const run of runsOf(interaction.root).runs) {
    for (const [before, after] of unenforcedPairs(run, channel)) {
      const [first, second] = [run[before]?.occurrence, run[after]?.occurrence];
      const [one, other] = [updates.get(first?.index ?? -1), updates.get(second?.index ?? -1)];
      if (first === undefined || second === undefined || one === undefined || other === undefined) continue;
      if (one.variable !== other.variable || one.value === other.value || first.peer === second.peer)
        continue;
      unordered.set(one.variable, (unordered.get(one.variable) ?? new Set()).add(first).add(second));
    }
  }
  return [...unordered.values()].flatMap((writes) => {
    const [first, second, ...others] = [...writes].toSorted((a, b) => a.index - b.index);
    if (first === undefined || second === undefined) return [];
    const writers = new Set([...writes].flatMap(({ peer }) => (peer === null ? [] : [peer])));
    const args = {
      lifeline: second.lifelines[0] ?? '',
      thing: valuedOf(textOf(second.label)).thing,
      writers: [...writers].toSorted(),
    };
    return [
      diagnose('updates-unordered', args, second.span, [
        { span: first.span, message: 'drawn before it' },
        ...others.map(({ span }) => ({ span, message: 'set here, too' })),
      ]),
    ];
  });
}

/** What a message sets, at whom, and to which value. */
interface Update {
  readonly variable: string;
  readonly value: string | null;
}

/** The receives of messages that set something, by their index. */
function updatesIn({ occurrences }: Interaction): ReadonlyMap<number, Update> {
  const updates = new Map<number, Update>();
  for (const { kind, index, label, lifelines } of occurrences) {
    const text = textOf(label);
    if (kind !== 'receive' || !sets.test(text)) continue;
    const { thing, value } = valuedOf(text);
    // `update` alone says nothing of what is updated.
    if (thing.includes(' '))
      updates.set(index, { variable: JSON.stringify([lifelines, thing.toLowerCase()]), value });
  }
  return updates;
}

const sets = /^(?:update|set|write|change|put|overwrite|store|save|assign|patch|mark|modify|replace)s?\b/i;
