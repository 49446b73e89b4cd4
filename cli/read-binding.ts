import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Binding } from '../runtime/live/binding.ts';
import { UsageError } from './command.ts';
import { diagramExtensions } from './find-diagrams.ts';

/** A binding and the diagram beside which it lies. Paths are as the user gave them. */
export interface BindingFile {
  readonly path: string;
  readonly diagram: string;
}

/** The bindings in folders, at any depth, in alphabetical order; a path may also be a binding or its diagram. */
export async function findBindings(paths: readonly string[]): Promise<readonly BindingFile[]> {
  const found = await Promise.all(paths.map(bindingsAt));
  return found.flat().map((path) => ({ path, diagram: diagramBeside(path) }));
}

/** The binding beside a diagram; null when there is none. */
export function bindingBeside(diagram: string): string | null {
  const base = diagram.replace(/\.\w+$/, '');
  return endings.map((ending) => base + ending).find((path) => existsSync(path)) ?? null;
}

/** Loads a binding, which runs its code; throws a `UsageError` when that fails or gives no binding. */
export async function readBinding(path: string): Promise<Binding> {
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(pathToFileURL(resolve(path)).href)) as typeof loaded;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be loaded: ${reason}${adviceFor(reason)}`);
  }
  if (!isBinding(loaded.default)) {
    throw new UsageError(
      `${path} is no binding: it needs \`export default defineBinding({ lifelines, messages })\``,
    );
  }
  return loaded.default;
}

/** A package that is not `"type": "module"` takes a file that ends in `.ts` for CommonJS, and one in `.mts` never. */
const endings: readonly string[] = ['.binding.ts', '.binding.mts'];

function adviceFor(reason: string): string {
  if (!/import statement outside a module|Unexpected token 'export'/.test(reason)) return '';
  return '; set "type": "module" in the nearest package.json, or let its name end in .binding.mts';
}

function isBindingName(path: string): boolean {
  return endings.some((ending) => path.endsWith(ending));
}

async function bindingsAt(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch(() => null);
  if (stats === null) throw new UsageError(`${path}: there is no such file or folder`);
  if (stats.isDirectory()) {
    const inside = await readdir(path, { recursive: true });
    return inside
      .filter((one) => isBindingName(one) && !skipped.test(one))
      .toSorted()
      .map((one) => join(path, one));
  }
  if (isBindingName(path)) return [path];
  const beside = bindingBeside(path);
  if (beside === null)
    throw new UsageError(`${path} has no binding beside it, ${path.replace(/\.\w+$/, '')}.binding.ts`);
  return [beside];
}

const skipped = /(?:^|[\\/])(?:\.|node_modules[\\/])/;

function diagramBeside(binding: string): string {
  const base = binding.replace(/\.binding\.m?ts$/, '');
  const diagram = [...diagramExtensions]
    .map((extension) => base + extension)
    .find((path) => existsSync(path));
  if (diagram === undefined)
    throw new UsageError(`${binding} has no diagram beside it, such as ${base}.puml`);
  return diagram;
}

function isBinding(value: unknown): value is Binding {
  if (typeof value !== 'object' || value === null) return false;
  const { lifelines, messages } = value as { lifelines?: unknown; messages?: unknown };
  return typeof lifelines === 'object' && lifelines !== null && Array.isArray(messages);
}
