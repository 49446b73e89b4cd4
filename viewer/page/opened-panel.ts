import { select } from 'd3';
import { type Description, describe } from '../../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { printable } from '../../compiler/diagnostics/printable.ts';
import type { Opened } from '../open/open-file.ts';
import { element } from './element.ts';

/** More than these nobody reads in a page; `check` has all of them. */
const shownMax = 20;

/**
 * Shows why something could not be opened, and what there is to say of a diagram, until its button or what is opened next hides
 * it. What is only worth knowing comes with what is wrong, and is not shown for its own sake.
 */
export function showOpened({ refusal, diagnostics }: Pick<Opened, 'refusal' | 'diagnostics'>): void {
  const panel = element('opened', HTMLElement);
  const findings = gravestFirst(diagnostics);
  panel.hidden = refusal === null && findings.every(({ severity }) => severity === 'info');
  panel.className = `banner ${refusal === null ? '' : 'fail'}`;
  element('refusal', HTMLElement).textContent = refusal === null ? '' : printable(refusal);
  select(element('findings', HTMLOListElement))
    .selectAll('li')
    .data(findings.slice(0, shownMax))
    .join('li')
    .attr('class', ({ severity }) => severity)
    .attr('title', ({ hint }) => hint)
    .text(({ code, line, message }) => `${code} · line ${line} · ${printable(message)}`);
  const rest = findings.length - shownMax;
  element('more-findings', HTMLElement).textContent = rest > 0 ? `and ${rest} more` : '';
}

/** Lets the button of the panel hide it. */
export function connectOpenedPanel(): void {
  element('close-opened', HTMLButtonElement).addEventListener('click', () => {
    element('opened', HTMLElement).hidden = true;
  });
}

interface Finding extends Description {
  readonly line: number;
}

function gravestFirst(diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const findings = diagnostics.map((one) => ({ ...describe(one), line: one.span.line }));
  return findings.toSorted((a, b) => weights[a.severity] - weights[b.severity]);
}

const weights: Readonly<Record<Description['severity'], number>> = { error: 0, warning: 1, info: 2 };
