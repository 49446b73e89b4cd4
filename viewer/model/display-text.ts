/** Text as people read it: `\n` of two characters, `<br>` and real line breaks are line breaks, blanks around them go. */
export function displayText(written: string): string {
  return written
    .replace(/\\n|\\[lr](?![A-Za-z])|<br\s*\/?>|\r?\n/gi, '\n')
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .join('\n');
}
