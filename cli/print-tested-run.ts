import { readFileSync } from 'node:fs';
import colours from 'picocolors';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Span } from '../compiler/text/span.ts';
import type { Verdict } from '../conformance/judge.ts';
import { printRun as printEvents } from '../runtime/print-run.ts';
import type { TestedRun } from './test-report.ts';

/** Prints a run: one line and remarks for a pass, all that helps to find the cause for everything else. */
export function printTestedRun(tested: TestedRun): void {
  const { file, real, seed, mutant, verdict, judgement, tookMs, trace, replay, rejudge, run, plan } = tested;
  const who = real.length === 0 ? 'everything simulated' : `${real.join(', ')} real`;
  const what = [file.diagram, who, ...(mutant === null ? [] : [`mutant ${mutant}`]), `seed ${seed}`].join(
    ', ',
  );
  console.log(
    `${paint[verdict](verdict)}  ${printable(what)}  ${colours.dim(`${(tookMs / 1000).toFixed(1)} s, ${trace}`)}`,
  );
  if (verdict === 'pass') {
    for (const remark of run.remarks) tell('remark', remark);
    return;
  }
  const about = mutant === null ? undefined : plan.binding.mutants?.[mutant]?.about;
  if (about !== undefined) tell('mutant', about);
  if (tested.property !== null) tell('broken property', propertyWords[tested.property]);
  for (const line of judgement.explanation.split('\n')) console.log(`      ${printable(line)}`);
  printPlaces(tested);
  for (const remark of run.remarks) tell('remark', remark);
  printMatched(tested);
  printPayload(tested);
  printParticipants(tested);
  tell('replay', replay);
  tell('judge again', rejudge);
  tell('look at it', tested.look);
}

const propertyWords: Readonly<Record<NonNullable<TestedRun['property']>, string>> = {
  'participant-lives': 'participant-lives: a real participant must start and must not crash',
  'message-recognised': 'message-recognised: what a real participant sends must be a message of the binding',
};

/** Where the diagram expected something else, and where it has what came instead. */
function printPlaces({ judgement, instead }: TestedRun): void {
  const span = judgement.at?.span ?? null;
  const { event, expected } = judgement.divergence ?? { event: null, expected: [] };
  const words = event === null ? 'missing here' : expected.length === 0 ? 'drawn here' : 'expected here';
  if (span !== null) printPlace(words, span);
  for (const { span: place } of instead.slice(0, insteadMax)) printPlace('came instead', place);
}

/** A message with a common label such as `ok` may be drawn in many places. */
const insteadMax = 3;

function printPlace(words: string, { file, line, column }: Span): void {
  console.log(`      ${words} ${colours.blue('-->')} ${file}:${line}:${column}`);
  const text = readFileSync(file, 'utf8').split(/\r?\n/)[line - 1] ?? '';
  console.log(`      ${colours.blue(`${line} |`)} ${printable(text)}`);
}

const matchedMax = 6;

/** The last events that fit, and the one that did not. */
function printMatched({ judgement, run, plan }: TestedRun): void {
  const at = judgement.at?.traceLine ?? null;
  const upTo = at === null ? run.lines : run.lines.slice(0, at);
  const events = printEvents(plan.interaction, upTo);
  if (events === '') return;
  const shown = events.split('\n').slice(-matchedMax);
  const stray = (judgement.divergence?.event ?? null) === null ? -1 : shown.length - 1;
  console.log('      the last events:');
  for (const [index, line] of shown.entries())
    console.log(`      ${index === stray ? colours.red('✗') : ' '} ${line}`);
}

const payloadCharactersMax = 300;

/** What the event that fits nothing brought, without what every message of its protocol has. */
function printPayload({ judgement, run }: TestedRun): void {
  const traceLine = judgement.divergence?.event?.line ?? null;
  const line = traceLine === null ? undefined : run.lines[traceLine - 1];
  if (line === undefined || !('payload' in line) || line.payload === undefined) return;
  const text =
    JSON.stringify(line.payload, (key, value: unknown) => (key === 'headers' ? undefined : value)) ?? '';
  const shown = text.length > payloadCharactersMax ? `${text.slice(0, payloadCharactersMax)} …` : text;
  tell('it brought', shown);
}

const outputLinesMax = 12;

/** What became of the real participants, and the last that they wrote: the cause is often there. */
function printParticipants({ run }: TestedRun): void {
  for (const { lifeline, reason, output } of run.failures) tell(`${lifeline} ${reason}`, lastLines(output));
  for (const [lifeline, output] of Object.entries(run.outputs)) {
    if (!run.failures.some((failure) => failure.lifeline === lifeline))
      tell(`${lifeline} wrote`, lastLines(output));
  }
}

function lastLines(text: string): string {
  const lines = text.trimEnd().split('\n').slice(-outputLinesMax);
  return lines.length === 1 ? lines.join('') : `\n${lines.join('\n')}`;
}

function tell(name: string, text: string): void {
  const [first = '', ...more] = text.trimEnd().split('\n');
  console.log(`      ${name}: ${printable(first)}`.trimEnd());
  for (const line of more) console.log(`        ${printable(line)}`);
}

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  pass: colours.green,
  inconclusive: colours.yellow,
  fail: colours.red,
};
