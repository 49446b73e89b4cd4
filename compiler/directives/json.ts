/** How deep the values of a directive may be nested. */
const depthMax = 50;

/** A JSON value in a directive, or why it is none. */
export function readJson(text: string): { readonly value: unknown } | { readonly reason: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value) ? { reason: `it is nested more than ${depthMax} deep` } : { value };
  } catch {
    return { reason: 'this is not JSON' };
  }
}

function isDeeper(root: unknown): boolean {
  let level: readonly unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
