import type { Interaction, Occurrence } from '../../compiler/interaction/interaction.ts';
import { type Judgement, judge } from '../../conformance/judge.ts';
import type { ShownLine, ShownOccurrence, ShownVerdict } from '../../conformance/shown-run.ts';
import type { Trace } from '../../conformance/trace.ts';

/** The page waits for the verdict, so the search gives up earlier than that of `conform`. */
const statesMax = 50_000;

/** The worst verdict on the sessions of a trace, as the page shows it. */
export function showVerdict(interaction: Interaction, lines: readonly ShownLine[]): ShownVerdict {
  const judgements = judge(interaction, traceOf(lines), { statesMax });
  const worst = judgements.toSorted((a, b) => weight(b) - weight(a))[0];
  if (worst === undefined) throw new Error('a trace has at least one judgement');
  const { session, verdict, extent, divergence } = worst;
  const event = divergence?.event ?? null;
  const expected = (divergence?.expected ?? []).map(showOccurrence);
  return {
    verdict,
    extent,
    at: event === null ? null : { traceLine: event.line },
    expected: event === null ? [] : expected,
    missing: event === null ? expected : [],
    explanation: session === null ? worst.explanation : `session ${session}: ${worst.explanation}`,
  };
}

function weight({ verdict }: Judgement): number {
  return { pass: 0, inconclusive: 1, fail: 2 }[verdict];
}

function traceOf(lines: readonly ShownLine[]): Trace {
  let trace: Trace = { header: null, footer: null, events: [] };
  const events: Trace['events'][number][] = [];
  for (const { number, value } of lines) {
    switch (value.kind) {
      case 'header':
        trace = { ...trace, header: value };
        break;
      case 'footer':
        trace = { ...trace, footer: value };
        break;
      case 'send':
      case 'receive':
      case 'action':
      case 'message':
      case 'ref':
        events.push({ event: value, line: number });
        break;
      case 'drop':
      case 'duplicate':
      case 'crash':
      case 'timeout':
        break;
    }
  }
  return { ...trace, events };
}

function showOccurrence({ kind, lifelines, peer, label, span }: Occurrence): ShownOccurrence {
  const { file, line } = span;
  return { kind, lifeline: lifelines.join(', '), ...(peer === null ? {} : { peer }), label, file, line };
}
