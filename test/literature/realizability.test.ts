import { describe, expect, test } from 'vitest';
import { exploredUnder, sent } from './explored.ts';

/** R. Alur, K. Etessami, M. Yannakakis, "Inference of message sequence charts", ICSE 2000 and IEEE TSE 29(7), 2003. */
describe('realizability', () => {
  /**
   * Two clients change the amounts of uranium (UR) and of nitric acid (NA), which must stay equal: one adds, one doubles, and both
   * charts have one client after the other. No message orders the clients, so one amount may be doubled first and the other last.
   */
  const powerPlant = `alt
    P1 -> UR : inc
    P1 -> NA : inc
    P2 -> UR : double
    P2 -> NA : double
  else
    P2 -> UR : double
    P2 -> NA : double
    P1 -> UR : inc
    P1 -> NA : inc
  end`;

  test('the two charts of the power plant imply a third, which comes to its end, so they are not even weakly realizable', () => {
    for (const channel of ['sync', 'fifo', 'bag'] as const) {
      const { realizable, deadlocks, orphans, implied } = exploredUnder(channel, powerPlant);
      expect([realizable, deadlocks.count, orphans.count], channel).toEqual(['not', 0, 0]);
      const [shortest] = implied.scenarios;
      const arrivals = (shortest?.run ?? []).flat().filter(({ move }) => move.kind === 'receive');
      const byPlace = Map.groupBy(arrivals, ({ id }) => id);
      const first = (id: string): string => byPlace.get(id)?.[0]?.move.transition.label ?? 'nothing yet';
      expect(new Set([first('UR'), first('NA')]), channel).toEqual(new Set(['inc', 'double']));
    }
  });

  test('when one client waits for the other there is nothing implied', () => {
    const ordered = `P1 -> UR : inc
      P1 -> NA : inc
      P1 -> P2 : done
      P2 -> UR : double
      P2 -> NA : double`;
    expect(exploredUnder('causal', ordered)).toMatchObject({
      realizable: 'safely',
      executions: expect.any(BigInt) as bigint,
    });
  });

  test('both must choose alike and neither hears of the other in time: weakly realizable, and not safely', () => {
    const agreement = `alt
      par
        A -> B : a1
      else
        B -> A : b1
      end
    else
      par
        A -> B : a2
      else
        B -> A : b2
      end
    end`;
    const found = exploredUnder('fifo', agreement);
    expect(found.realizable).toBe('weakly');
    expect(found.deadlocks.count).toBeGreaterThan(0);
  });

  test('one chart alone, in which every choice is told to whom it concerns, is safely realizable', () => {
    const told = 'alt\nA -> B : a1\nB -> A : b1\nelse\nA -> B : a2\nB -> A : b2\nend';
    for (const channel of ['sync', 'mailbox', 'causal', 'fifo', 'bag'] as const) {
      expect(exploredUnder(channel, told).realizable, channel).toBe('safely');
    }
  });
});

/**
 * S. Uchitel, J. Kramer, J. Magee, "Synthesis of behavioral models from scenarios", IEEE TSE 29(2), 2003, and "Detecting implied
 * scenarios in message sequence chart specifications", ESEC/FSE 2001: the boiler control system, whose scenarios Initialise,
 * Register, Analysis and Terminate are put together by a high-level chart. Messages are synchronous there.
 */
describe('the boiler', () => {
  const boiler = `loop
    Control -> Sensor : on
    loop 1..n
      Sensor -> Database : pressure
      opt
        Control -> Database : query
        Database -> Control : data
        Control -> Actuator : command
      end
    end
    Control -> Sensor : off
  end`;

  test('after it was switched off and on again, Control may be given the pressure of the time before', () => {
    const { implied, realizable } = exploredUnder('sync', boiler);
    expect(sent(implied.scenarios[0]?.run ?? [])).toEqual(['on', 'pressure', 'off', 'on', 'query']);
    expect(realizable).toBe('not');
  });

  test('while it is switched on once only there is no pressure of the time before', () => {
    const once = boiler.split('\n').slice(1, -1).join('\n');
    const runs = exploredUnder('sync', once).implied.scenarios.map(({ run }) => sent(run).join());
    expect(runs.filter((run) => run.includes('on,query'))).toEqual([]);
  });
});
