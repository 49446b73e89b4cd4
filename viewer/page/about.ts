import type { ShownRun } from '../../conformance/shown-run.ts';
import type { RunModel } from '../model/run-model.ts';
import { element } from './element.ts';

/** Shows what the run is: its title, where it comes from, and how long it is. Without one, what can be opened. */
export function showAbout(run: ShownRun | null, model: RunModel): void {
  element('empty', HTMLElement).hidden = run !== null;
  const title = element('title', HTMLElement);
  const about = element('about', HTMLElement);
  document.title = run === null ? 'Seqwright' : `${model.title} · Seqwright`;
  title.textContent = run === null ? 'Seqwright' : model.title;
  about.textContent = run === null ? 'nothing is open' : partsOf(run, model).join(' · ');
  about.title = run === null ? '' : run.problems.join('\n');
}

function partsOf(run: ShownRun, model: RunModel): readonly string[] {
  const header = run.lines.find(({ value }) => value.kind === 'header')?.value;
  const seed = header?.kind === 'header' ? header.seed : undefined;
  return [
    ...new Set([run.diagram?.file ?? run.name, run.name].filter((file) => file !== model.title)),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    `${model.events.length} events`,
    ...(model.ended === null || model.ended === 'quiescent' ? [] : [`ended: ${model.ended}`]),
    ...(run.problems.length === 0 ? [] : [`${run.problems.length} lines unreadable`]),
  ];
}
