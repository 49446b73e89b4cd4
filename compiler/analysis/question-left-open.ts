import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, FragmentOperator, Message, Statement } from '../syntax/diagram.ts';
import { textOf } from './label-text.ts';

/**
 * Questions, `do you agree?`, after which the diagram knows one answer only: no choice is drawn behind them. And frames whose title
 * is a question, `group Oracle stuff?`: whether it belongs there has been left open.
 */
export function reportQuestionLeftOpen({ statements }: Diagram): readonly Diagnostic[] {
  return questionsIn(statements, false).questions;
}

interface Questions {
  readonly questions: readonly Diagnostic[];
  /** Does one of the statements give a choice? */
  readonly choice: boolean;
}

/** From the last statement to the first, since what matters is what stands behind a question. */
function questionsIn(statements: readonly Statement[], choiceBehind: boolean): Questions {
  const questions: Diagnostic[] = [];
  let choice = choiceBehind;
  for (const statement of statements.toReversed()) {
    if (statement.kind === 'message' && isAsked(statement) && !choice) {
      const label = normaliseLabel(statement.label);
      questions.unshift(diagnose('question-left-open', { label, of: 'message' }, statement.span));
    }
    if (statement.kind !== 'fragment') continue;
    const { operator, operands, headSpan } = statement;
    const gives = choices.has(operator) || operands.length > 1;
    const label = normaliseLabel(operands[0]?.label ?? '');
    if (frames.has(operator) && operands.length === 1 && label.endsWith('?'))
      questions.unshift(diagnose('question-left-open', { label, of: 'frame' }, headSpan));
    // What is asked again and again may end in another answer.
    const behind = choice || operator === 'loop';
    const inside = operands.map((operand) => questionsIn(operand.statements, behind));
    questions.unshift(...inside.flatMap((one) => one.questions));
    choice ||= gives || inside.some((one) => one.choice);
  }
  return { questions, choice };
}

const choices: ReadonlySet<FragmentOperator> = new Set(['alt', 'opt', 'break', 'loop']);
const frames: ReadonlySet<FragmentOperator> = new Set(['group', 'rect', 'box', 'expandable']);

/** Words that end in a question mark and ask for a yes or no; `GET /orders?`, `isReady?` and `which ones are free?` do not. */
function isAsked({ label }: Message): boolean {
  const text = textOf(label);
  return /\p{L}{2,}\s+\p{L}{2,}[^/]*\p{L}\s?\?$/u.test(text) && !asksForMore.test(text);
}

const asksForMore =
  /^(?:GET|POST|PUT|DELETE|PATCH)\b|(?:^|[,.:;]\s*)(?:what|which|who|whom|whose|where|when|why|how|quel|quels|quelles?|qui|où|quand|comment|combien|pourquoi|was|wer|wen|wem|wo|wann|wie|warum|welche[rs]?)\s/i;
