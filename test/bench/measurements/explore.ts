import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { printPromela } from '../../../compiler/script/export/promela.ts';
import { project } from '../../../compiler/script/project.ts';
import type { Script } from '../../../compiler/script/script.ts';
import { noFaults } from '../../../runtime/explore/faults.ts';
import { machineOf } from '../../../runtime/explore/machine.ts';
import { productOf } from '../../../runtime/explore/product.ts';
import { walk } from '../../../runtime/explore/walk.ts';
import { finish } from '../../../runtime/explore/work.ts';
import { compiled, pairsOf, type Source, systems } from '../diagrams.ts';
import type { Measurement, Subject } from '../measurement.ts';
import { isSpinInstalled, type Verifier, verifierOf } from '../spin.ts';

/**
 * Every configuration of so many requests and answers that go on beside each other, and the number of their executions, which Spin
 * does not count. The floor is a hash table with the same configurations, reached by the same transitions in a loop written for
 * these diagrams alone.
 */
export function exploringPairs(pairs: number): Measurement {
  const name = `explore ${pairs} requests and answers in parallel`;
  return {
    name,
    unit: 'configurations',
    clock: 'wall',
    // The largest takes Spin minutes, and gigabytes.
    roundsMax: pairs > 9 ? 1 : 2,
    subjects: (scale) => {
      const count = Math.max(2, pairs + Math.round(Math.log(scale) / Math.log(5)));
      const floor: Subject = { name: 'a hash table of them', against: null, ...fillingTable(count) };
      return [floor, ...explorers(scriptsOf(compiled(pairsOf(count)).interaction), floor.name)];
    },
  };
}

/** The same for a diagram as people draw them; its few configurations take less than what comes before, which is the floor. */
export const exploringAgreement: Measurement = {
  name: 'explore the agreement of two parties',
  unit: 'configurations',
  clock: 'wall',
  subjects: () => {
    const { interaction } = compiled(systems[1] as Source);
    const scripts = scriptsOf(interaction);
    const configurations = exploring(scripts).prepare()();
    const project: Subject = {
      name: 'project its scripts',
      against: null,
      prepare: () => {
        const fresh = compiled(systems[1] as Source).interaction;
        return () => (scriptsOf(fresh).length > 0 ? configurations : 0);
      },
    };
    return [project, ...explorers(scripts, project.name)];
  },
};

function scriptsOf(interaction: Interaction): readonly Script[] {
  return interaction.lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
}

function explorers(scripts: readonly Script[], floor: string): readonly Subject[] {
  const ours: Subject = { name: 'explored', against: floor, ...exploring(scripts) };
  if (isSpinInstalled) return [ours, { name: 'verified by Spin', against: ours.name, ...verifying(scripts) }];
  console.error('spin and gcc are not installed: nothing is held against Spin');
  return [ours];
}

function exploring(scripts: readonly Script[]): Pick<Subject, 'prepare' | 'bytes'> {
  let bytes = 0;
  return {
    prepare: () => {
      const product = productOf(machineOf(scripts), 'fifo', 8, null, noFaults);
      return () => {
        const { found, bytesMost } = finish(walk(product, unlimited));
        bytes = bytesMost;
        return found.count;
      };
    },
    bytes: () => bytes,
  };
}

const unlimited = {
  configurationsMax: Number.POSITIVE_INFINITY,
  transitionsMax: Number.POSITIVE_INFINITY,
  bytesMax: Number.POSITIVE_INFINITY,
  isStopped: () => false,
};

function verifying(scripts: readonly Script[]): Pick<Subject, 'prepare' | 'bytes'> {
  let verifier: Verifier | null = null;
  let bytes = 0;
  return {
    prepare: () => {
      verifier ??= verifierOf(printPromela(scripts, { channel: 'fifo', queue: 8 }));
      const made = verifier;
      return () => {
        const verified = made.run();
        bytes = verified.bytes;
        return verified.states;
      };
    },
    bytes: () => bytes,
  };
}

/** Three bits a pair, which tell how many of its four occurrences have happened. */
function fillingTable(pairs: number): Pick<Subject, 'prepare' | 'bytes'> {
  const all = 5 ** pairs;
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(all * 2)));
  const found = new Uint32Array(all);
  const mask = slots.length - 1;
  return {
    prepare: () => () => {
      slots.fill(0);
      found[0] = 0;
      slots[0] = 1;
      let count = 1;
      for (let done = 0; done < count; done++) {
        const here = found[done] as number;
        for (let shift = 0; shift < 3 * pairs; shift += 3) {
          if (((here >>> shift) & 7) === 4) continue;
          const next = here + (1 << shift);
          let slot = (Math.imul(next ^ (next >>> 15), 0x85ebca6b) >>> 7) & mask;
          while (slots[slot] !== 0 && slots[slot] !== next + 1) slot = (slot + 1) & mask;
          if (slots[slot] !== 0) continue;
          slots[slot] = next + 1;
          found[count++] = next;
        }
      }
      if (count !== all) throw new Error(`${count} configurations instead of ${all}`);
      return count;
    },
    bytes: () => slots.byteLength + found.byteLength,
  };
}
