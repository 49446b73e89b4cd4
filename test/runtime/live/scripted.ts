import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { project } from '../../../compiler/script/project.ts';
import type { Transition } from '../../../compiler/script/script.ts';
import { type Binding, inMemoryRequest } from '../../../index.ts';
import type { ModuleParticipant, Start } from '../../../runtime/live/binding.ts';
import type { Random } from '../../../runtime/random.ts';
import { type InMemoryMessage, inMemory } from '../../../runtime/transports/in-memory.ts';

/** A real participant that does what its script says and nothing else, in an order and at moments of its own. */
export interface Scripted {
  readonly participant: ModuleParticipant;
  /** What was delivered to it though its script has no such receive there. */
  readonly surprises: readonly string[];
}

/** How it departs from its script; null for honest. */
export type Lie = 'says one thing more when it is done' | null;

export function scripted(interaction: Interaction, lifeline: string, random: Random, lie: Lie): Scripted {
  const script = project(interaction, lifeline);
  if (script === null) throw new Error(`the script of ${lifeline} is too large`);
  const surprises: string[] = [];
  let state = 0;
  let stopped = false;
  const possible = (kind: Transition['kind']): readonly Transition[] =>
    script.states[state]?.transitions.filter((transition) => transition.kind === kind) ?? [];

  const onMessage = ({ name }: InMemoryMessage): void => {
    const taken = possible('receive').find(
      ({ peer, label }) => wireName(peer ?? '', lifeline, label) === name,
    );
    if (taken === undefined) surprises.push(name);
    else state = taken.next;
  };

  const play = async (start: Start): Promise<void> => {
    const said: Transition[] = [];
    while (!stopped) {
      const sends = possible('send');
      // Sometimes it waits although it could speak, as long as something could come.
      const isPatient = possible('receive').length > 0 && random.next(3) === 0;
      const next = sends[random.next(Math.max(1, sends.length))];
      if (next !== undefined && !isPatient) {
        state = next.next;
        said.push(next);
        await say(start, lifeline, next);
      } else if (lie !== null && script.states[state]?.transitions.length === 0) {
        const [again] = said;
        if (again !== undefined) await say(start, lifeline, again);
        return;
      }
      await new Promise((later) => setTimeout(later, random.next(3)));
    }
  };

  const participant: ModuleParticipant = {
    kind: 'module',
    start: async (start) => {
      const endpoint = await inMemory.listen({
        onArrival: ({ whole }) => {
          void whole.then(onMessage);
        },
      });
      void play(start);
      return {
        addresses: { 'in-memory': endpoint.address },
        stop: () => {
          stopped = true;
          return endpoint.close();
        },
      };
    },
  };
  return { participant, surprises };
}

/** A binding that makes one lifeline real, with every message of the diagram on the in-memory wire. */
export function bindScripted(
  { messages }: Interaction,
  lifeline: string,
  participant: ModuleParticipant,
): Binding {
  const counts = new Map<string, number>();
  return {
    lifelines: { [lifeline]: participant },
    messages: messages.map(({ statement: { from, to, label } }) => {
      const ends = { from: 'id' in from ? from.id : '', to: 'id' in to ? to.id : '' };
      const name = wireName(ends.from, ends.to, label);
      const nth = (counts.get(name) ?? 0) + 1;
      counts.set(name, nth);
      return { message: { label, ...ends, nth }, on: inMemoryRequest({ name }) };
    }),
  };
}

async function say(start: Start, from: string, { peer, label }: Transition): Promise<void> {
  const to = peer ?? '';
  const connection = inMemory.connect(start.address(to, 'in-memory'));
  // At the end of a run nobody listens any more.
  await connection.send({ name: wireName(from, to, label), body: null }, () => {}).catch(() => {});
}

function wireName(from: string, to: string, label: string): string {
  return `${from} -> ${to}: ${label}`;
}
