import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { type JudgeOptions, judge } from '../../conformance/judge.ts';
import type { TraceEvent, TraceLine } from '../../runtime/trace.ts';
import { sayTrace } from '../golden/cases.ts';
import type { Occurrence } from '../reference/pomset.ts';
import { print } from '../reference/print.ts';
import type { Sketch } from '../reference/sketch.ts';
import type { Judgement, Observation } from '../reference/verdict.ts';

/** The checker's verdict in the reference's form, where a trace that fails has no extent; null when it gave up searching. */
export function judged(
  interaction: Interaction,
  trace: readonly TraceEvent[],
  observation: Observation,
  options: JudgeOptions = {},
): Judgement | null {
  const events = trace.map((event, index) => ({ event, line: index + 1 }));
  return onlyOne(
    judge(
      interaction,
      { header: null, footer: null, events },
      { ...observation, statesMax: 3_000, ...options },
    ),
  );
}

/** The same, with all that is known of the observation in the trace's header and footer. */
export function judgedByHeader(
  interaction: Interaction,
  trace: readonly TraceEvent[],
  { observers, hidden, unobserved, extent }: Observation,
): Judgement | null {
  const groups =
    observers === 'one'
      ? [interaction.lifelines.map(({ id }) => id)]
      : observers === 'per-lifeline'
        ? []
        : observers;
  return onlyOne(
    judge(
      interaction,
      {
        header: { kind: 'header', version: 1, observers: groups, hidden, unobserved },
        footer: extent === 'prefix' ? null : { kind: 'footer', events: trace.length, ended: 'quiescent' },
        events: trace.map((event, index) => ({ event, line: index + 2 })),
      },
      { ...(extent === 'slice' ? { extent } : {}), statesMax: 3_000 },
    ),
  );
}

function onlyOne(judgements: ReturnType<typeof judge>): Judgement | null {
  const [only] = judgements;
  if (only === undefined || judgements.length > 1) {
    throw new Error(`not one judgement of one trace: ${JSON.stringify(judgements)}`);
  }
  if (only.verdict === 'inconclusive' && only.divergence !== null) {
    return null;
  }
  return { verdict: only.verdict, extent: only.verdict === 'fail' ? null : only.extent };
}

/** A counterexample for people: the diagram, the trace in one line, and how it was observed. */
export function story(sketch: Sketch, trace: readonly TraceEvent[], observation: Observation | null): string {
  return `of\n${print(sketch)}\n${sayTrace(trace)}${sayContext(trace)}\n${JSON.stringify(observation)}`;
}

/** What else the events tell, where they do. */
function sayContext(trace: readonly TraceEvent[]): string {
  const told = trace.some(({ id, clock }) => id !== undefined || clock !== undefined);
  return told ? `\n${trace.map(({ id, clock }) => JSON.stringify([id, clock])).join(' ')}` : '';
}

/** The events among the lines of a trace. */
export function eventsOf(lines: readonly TraceLine[]): readonly TraceEvent[] {
  const kinds: readonly TraceLine['kind'][] = ['send', 'receive', 'action', 'message', 'ref'];
  return lines.filter((line): line is TraceEvent => kinds.includes(line.kind));
}

/** The occurrence that an event of a simulated trace tells of. */
export function occurrenceOf(event: TraceEvent): Occurrence {
  switch (event.kind) {
    case 'send':
    case 'receive':
      return {
        kind: event.kind,
        lifelines: [event.lifeline],
        peer: event.peer ?? null,
        label: event.label,
        holds: null,
      };
    case 'action':
      return { kind: event.kind, lifelines: [event.lifeline], peer: null, label: event.label, holds: null };
    case 'ref':
      return { kind: event.kind, lifelines: event.lifelines, peer: null, label: event.label, holds: null };
    case 'message':
      throw new Error('the simulator writes the send and the receive of a message');
  }
}
