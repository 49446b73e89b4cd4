import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import type { Values } from '../transports/wire.ts';
import { nameOf, type Observation } from './observe.ts';
import type { Plan } from './plan.ts';

/**
 * Why something that was sent is no message of the diagram: sentences that help to find the cause. Of the messages that it
 * might have been, those count that are possible where the run stands, if there are any.
 */
export function explainStray(
  observation: Observation,
  plan: Plan,
  values: Values,
  possible: readonly Occurrence[],
): readonly string[] {
  const { from, to, incoming, broken, misfits } = observation;
  const { what } = incoming.arrival;
  if (broken !== null) return [`what ${from} sent to ${to} (${what}) did not come whole: ${broken}`];
  const astray = meantFor(observation, plan, values);
  if (astray.length > 0)
    return astray.map((message) => `${what} came to ${to}, but looks like ${message}: a wrong address?`);
  const due = [...misfits].filter(([number]) => possible.some(({ message }) => message === number));
  return (due.length > 0 ? due : [...misfits])
    .slice(0, comparedMax)
    .map(([number, why]) => `${what} is not ${nameOf(plan, number)}: ${why}`);
}

/** More would hide the ones that matter. */
const comparedMax = 4;

/** The calls of the same lifeline to others that it would be recognised as. */
function meantFor(
  { from, to, incoming, payload }: Observation,
  plan: Plan,
  values: Values,
): readonly string[] {
  if (incoming.call !== null) return [];
  return plan.interaction.occurrences.flatMap(({ kind, lifelines, peer, message }) => {
    if (kind !== 'send' || message === null || lifelines[0] !== from || peer === to) return [];
    const wire = plan.wires.get(message);
    if (wire === undefined || wire.answers !== null || wire.transport !== incoming.transport) return [];
    try {
      return wire.recognise(payload, values) === null ? [] : [`${nameOf(plan, message)} to ${peer}`];
    } catch {
      return [];
    }
  });
}
