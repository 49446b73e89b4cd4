import type { CompiledDiagram } from '../compiler/compile.ts';
import type { JudgeOptions } from '../conformance/judge.ts';

/** How to judge what events bring; the validator is loaded only where the diagram says something of it. */
export async function payloadCheckFor({
  interaction,
  classes,
}: Pick<CompiledDiagram, 'interaction' | 'classes'>): Promise<Pick<JudgeOptions, 'payloads'>> {
  if (interaction.annotations.payloads.length === 0) return {};
  const { payloadCheckOf } = await import('../conformance/payloads/check-payloads.ts');
  return { payloads: payloadCheckOf(interaction, classes) };
}
