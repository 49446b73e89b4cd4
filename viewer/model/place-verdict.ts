import type { JudgementJson } from '../../conformance/to-json.ts';
import { displayText } from './display-text.ts';
import type { RunEvent, RunVerdict } from './run-model.ts';

/** The verdict as it belongs to the events that are drawn. */
export function placeVerdict(judged: JudgementJson, events: readonly RunEvent[]): RunVerdict {
  const { verdict, extent, explanation, at, expected, missing } = judged;
  // Something missing has a line as well, that of the last event: there is nothing wrong with that one.
  const line = missing === undefined ? at?.traceLine : undefined;
  return {
    verdict,
    extent,
    explanation: judged.session === undefined ? explanation : `session ${judged.session}: ${explanation}`,
    event: line === undefined ? null : (events.find(({ traceLine }) => traceLine === line)?.index ?? null),
    expected: (expected ?? missing ?? []).map((one) => ({
      kind: one.kind,
      lifelines: one.lifelines ?? (one.lifeline === undefined ? [] : [one.lifeline]),
      peer: one.peer ?? null,
      label: displayText(one.label),
      place: `${one.file}:${one.line}`,
    })),
  };
}
