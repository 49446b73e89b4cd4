import { select } from 'd3';
import type { ShownOccurrence } from '../../conformance/shown-run.ts';
import type { RunModel, RunVerdict } from '../model/run-model.ts';
import { element } from './element.ts';

/** Shows what was judged of the run: a word beside the title, and below it why, when it is not a plain pass. */
export function showVerdict({ verdict }: RunModel, choose: (index: number) => void): void {
  const chip = element('verdict', HTMLSpanElement);
  const banner = element('banner', HTMLElement);
  chip.hidden = verdict === null;
  banner.hidden = verdict === null || verdict.verdict === 'pass';
  if (verdict === null) return;
  chip.className = `chip ${verdict.verdict}`;
  chip.textContent =
    verdict.extent === 'complete' ? verdict.verdict : `${verdict.verdict} · ${verdict.extent}`;
  banner.className = `banner ${verdict.verdict}`;
  fill(banner, verdict, choose);
}

function fill(banner: HTMLElement, verdict: RunVerdict, choose: (index: number) => void): void {
  const { explanation, expected, missing, event } = verdict;
  const root = select(banner);
  root.selectAll('*').remove();
  root.append('p').attr('class', 'explanation').text(explanation);
  for (const { words, occurrences } of [
    { words: 'Expected here', occurrences: expected },
    { words: 'Missing', occurrences: missing },
  ]) {
    if (occurrences.length === 0) continue;
    const part = root.append('div').attr('class', 'expected');
    part.append('h2').text(words);
    const items = part.append('ul').selectAll('li').data(occurrences).join('li');
    items.append('span').text(occurrenceWords);
    items.append('code').text(({ file, line }) => `${file}:${line}`);
  }
  if (event !== null) {
    root
      .append('button')
      .attr('type', 'button')
      .text(`Show event ${event + 1}`)
      .on('click', () => choose(event));
  }
}

function occurrenceWords({ kind, lifeline, peer, label }: ShownOccurrence): string {
  const other = peer === undefined ? '' : kind === 'receive' ? ` ← ${peer}` : ` → ${peer}`;
  return `${kind} ${lifeline}${other}: ${label}`;
}
