import { select } from 'd3';
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

function fill(
  banner: HTMLElement,
  { explanation, event }: RunVerdict,
  choose: (index: number) => void,
): void {
  const root = select(banner);
  root.selectAll('*').remove();
  root.append('p').text(explanation);
  if (event === null) return;
  root
    .append('button')
    .attr('class', 'go')
    .attr('type', 'button')
    .text(`Show event ${event + 1}`)
    .on('click', () => choose(event));
}
