import type { Interaction } from '../compiler/interaction/interaction.ts';
import { type Judgement, type JudgeOptions, judge } from './judge.ts';
import type { ShownLine } from './shown-run.ts';
import { type JudgementJson, judgementToJson } from './to-json.ts';
import type { Trace } from './trace.ts';

/** The page waits for the verdict, so the search gives up earlier than that of `conform`. */
const statesMax = 50_000;

/** A diagram as it is meant, and how to judge what its events bring. */
export interface JudgedDiagram {
  readonly interaction: Interaction;
  readonly judging: Pick<JudgeOptions, 'payloads'>;
}

/** The worst of the verdicts on the sessions of a trace. */
export function worstVerdict(
  { interaction, judging }: JudgedDiagram,
  name: string,
  lines: readonly ShownLine[],
): JudgementJson {
  const judgements = judge(interaction, traceOf(lines), { ...judging, statesMax });
  const [worst] = judgements.toSorted((a, b) => weights[b.verdict] - weights[a.verdict]);
  if (worst === undefined) throw new Error('a trace has at least one judgement');
  return judgementToJson(name, worst);
}

const weights: Readonly<Record<Judgement['verdict'], number>> = { pass: 0, inconclusive: 1, fail: 2 };

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
