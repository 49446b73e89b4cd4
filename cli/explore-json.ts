import type { UnreachableOperand } from '../compiler/analysis/unreachable-operand.ts';
import type { CompiledDiagram } from '../compiler/compile.ts';
import type { Transition } from '../compiler/script/script.ts';
import type { UnnoticedEnd } from '../compiler/script/unnoticed-ends.ts';
import { type Cause, causeOf } from '../runtime/explore/cause.ts';
import type { Stuck } from '../runtime/explore/explore.ts';
import type { MessageType, Move } from '../runtime/explore/machine.ts';
import type { FiredMove, Firing } from '../runtime/explore/product.ts';
import { linesOfRun } from '../runtime/explore/trace-of-run.ts';
import { drawn, ofImplied, ofLivelock, ofStuck, ofUnspecified } from './counterexamples.ts';
import type { Explored } from './explore-report.ts';
import { invariantsToJson } from './explored-invariants.ts';
import { sayCause } from './say-cause.ts';

/** What `explore` found under one channel model, for machines: every run with its places, and as a diagram. */
export function explorationToJson(
  { found, channel }: Explored,
  source: CompiledDiagram,
  unreachable: readonly UnreachableOperand[],
  unnoticed: readonly UnnoticedEnd[],
): unknown {
  const lifelines = source.interaction.lifelines.map(({ id }) => id);
  const { configurations, transitions, executions, complete, deadlocks, orphans, implied, unbounded } = found;
  const message = ({ from, to, label }: MessageType) => ({ from: lifelines[from], to: lifelines[to], label });
  const stuck = ({ examples }: Stuck, title: string) =>
    examples.map((example) => ({
      run: runToJson(example.run),
      waiting: example.waiting.map(({ lifeline, moves }) => ({ lifeline, for: moves.map(moveToJson) })),
      inTransit: example.inTransit.map(message),
      diagram: drawn(ofStuck(example, title), source),
    }));
  return {
    channel,
    configurations,
    transitions,
    executions: executions === null ? null : String(executions),
    complete,
    stuck: {
      deadlocks: deadlocks.count,
      orphans: orphans.count,
      unspecified: found.unspecified.count,
      livelocks: found.livelocks.count,
    },
    deadlocks: stuck(deadlocks, 'deadlock'),
    orphans: stuck(orphans, 'message that nobody takes'),
    implied: implied.scenarios.map((scenario) => ({
      kind: scenario.kind,
      run: runToJson(scenario.run),
      cause: causeToJson(causeOf(source.interaction, scenario)),
      diagram: drawn(ofImplied(scenario), source),
    })),
    realizable: found.realizable,
    impliedDecided: !implied.gaveUp,
    limit: found.limit,
    reduced: found.reduced,
    ...invariantsToJson(found.invariants, runToJson, source),
    unspecified: found.unspecified.examples.map((example) => ({
      run: runToJson(example.run),
      lifeline: example.lifeline,
      message: message(example.message),
      waitsFor: example.waitsFor.map(moveToJson),
      diagram: drawn(ofUnspecified(example), source),
    })),
    livelocks: found.livelocks.examples.map((example) => ({
      run: runToJson(example.run.slice(0, example.circleFrom)),
      circle: runToJson(example.run.slice(example.circleFrom)),
      diagram: drawn(ofLivelock(example), source),
    })),
    lookedBack: found.lookedBack,
    unreachable: unreachable.map(({ fragment: { keyword, headSpan, operands }, operand }) => {
      const { file, line, column } = operand === operands[0] ? headSpan : operand.span;
      return { keyword, label: operand.label, file, line, column };
    }),
    unnoticedEnds: unnoticed.map(({ lifeline, awaited }) => ({
      lifeline,
      awaited: awaited.map((transition) => transitionToJson(transition)),
    })),
    unbounded: unbounded.map(message),
  };
}

function causeToJson(cause: Cause | null): unknown {
  if (cause === null) return null;
  const said = { kind: cause.kind, sentence: sayCause(cause) };
  if (cause.kind === 'early-arrival') {
    const before = cause.before.map(({ label, peer, span: { file, line } }) => ({ label, peer, file, line }));
    return { ...said, arrives: firedToJson(cause.arrives), sent: firedToJson(cause.sent), before };
  }
  const { first, lifeline, second } = cause.decisions;
  return {
    ...said,
    decisions: [firedToJson(first), second === null ? { lifeline, done: true } : firedToJson(second)],
  };
}

function firedToJson({ id, move }: FiredMove): unknown {
  return { lifeline: id, ...transitionToJson(move.transition) };
}

function moveToJson({ transition }: Move): unknown {
  return transitionToJson(transition);
}

function transitionToJson({ kind, peer, label, occurrences }: Transition): Readonly<Record<string, unknown>> {
  const [first] = occurrences;
  return {
    kind,
    ...(peer === null ? {} : { peer }),
    label,
    ...(first === undefined ? {} : { file: first.span.file, line: first.span.line }),
  };
}

function runToJson(run: readonly Firing[]): unknown {
  return linesOfRun(run).map(({ line, fired }) => {
    const { span } = fired.move.transition.occurrences[0] ?? {};
    return { ...line, ...(span === undefined ? {} : { file: span.file, line: span.line }) };
  });
}
