import { replayIncludes } from '../../compiler/preprocess/include.ts';
import type { Diagram } from '../../compiler/syntax/diagram.ts';
import { parse } from '../../compiler/syntax/parse.ts';
import type { ShownDiagram, ShownRun } from '../../conformance/shown-run.ts';
import { createArrowLooks } from './arrow-looks.ts';
import { displayText } from './display-text.ts';
import { orderEvents } from './order-events.ts';
import { pairMessages } from './pair-messages.ts';
import { placeNotes } from './place-notes.ts';
import { placeVerdict } from './place-verdict.ts';
import { readEvents } from './read-events.ts';
import { lifelineNames, runLifelines } from './run-lifelines.ts';
import type { RunModel } from './run-model.ts';

/** Trace and diagram → what is drawn. Without a diagram, lifelines are those that the trace names, in that order. */
export function buildModel(run: Pick<ShownRun, 'name' | 'lines' | 'verdict' | 'diagram'>): RunModel {
  const diagram = run.diagram === null ? null : readDiagram(run.diagram);
  const { idOf } = lifelineNames(diagram);
  const events = orderEvents(readEvents(run.lines, idOf));
  const messages = pairMessages(events, createArrowLooks(diagram));
  const footer = run.lines.findLast(({ value }) => value.kind === 'footer')?.value;
  return {
    title: titleOf(diagram) ?? run.name,
    lifelines: runLifelines(diagram, events),
    events,
    messages,
    notes: diagram === null ? [] : placeNotes(diagram, events),
    verdict: run.verdict === null ? null : placeVerdict(run.verdict, events),
    ended: footer?.kind === 'footer' ? footer.ended : null,
  };
}

function readDiagram({ text, file, includes, index }: ShownDiagram): Diagram | null {
  return parse(text, file, undefined, { includes: replayIncludes(includes) }).diagrams[index] ?? null;
}

function titleOf(diagram: Diagram | null): string | null {
  const title = diagram?.title ?? null;
  return title === null ? null : displayText(title).replaceAll('\n', ' ');
}
