import { type FontName, fonts, type Measure } from '../layout/text-block.ts';

/** The browser's own widths, in the page's typeface. */
export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  const known = new Map<string, number>();
  const measure = (text: string, font: FontName): number => {
    if (context === null) return text.length * fonts[font].size * 0.55;
    context.font = `${fonts[font].weight} ${fonts[font].size}px ${family}`;
    return context.measureText(text).width;
  };
  return (text, font) => {
    const key = `${font} ${text}`;
    const width = known.get(key) ?? measure(text, font);
    known.set(key, width);
    return width;
  };
}
